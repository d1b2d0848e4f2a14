import Portfolio

/// Words for what a licence counts.
enum MetricWords {
  private static let aliases: [String: Product.Metric] = [
    "user": .namedUser, "users": .namedUser, "seat": .namedUser, "seats": .namedUser, "fulfiller": .namedUser,
    "session": .concurrent, "sessions": .concurrent, "concurrentuser": .concurrent, "unit": .subscriptionUnit,
    "units": .subscriptionUnit, "device": .node, "devices": .node, "nodes": .node, "host": .node, "server": .node,
    "run": .transaction, "runs": .transaction, "transactions": .transaction, "terabyte": .capacity,
    "unrestricteduser": .unrestricted, "ela": .enterprise,
  ]

  /// The metric of that name, or one that price lists use for it; case, spaces and hyphens don't matter.
  static func metric(_ text: some Sequence<UInt8>) -> Product.Metric? {
    let word = TextKey.letters(text)
    return Product.Metric.allCases.first { TextKey.letters($0.rawValue.utf8) == word } ?? aliases[word]
  }
}
