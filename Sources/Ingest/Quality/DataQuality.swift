public import Core
public import Portfolio

/// Rules about a whole book on a day: what is readable, and still likely to be wrong.
///
/// Rules about files, columns and rows speak while these are read; the rules here need the joined book, most of them the day too.
/// All findings are warnings: the figures are right for the data, the data may be wrong for the world.
public enum DataQuality {
  /// What the rules find in `portfolio` on `asOf`, in the order of files and lines.
  public static func findings(_ portfolio: Portfolio, asOf: Day) -> Diagnostics {
    var log = Diagnostics()
    for account in portfolio.accounts.indices {
      var check = AccountCheck(portfolio: portfolio, account: account, asOf: asOf)
      check.contracts()
      check.lines()
      check.opportunities()
      check.call()
      check.swing()
      check.health()
      check.usage()
      log.append(contentsOf: check.log)
    }
    products(portfolio, &log)
    guides(portfolio, asOf, &log)
    var sorted = Diagnostics()
    for finding in log.sorted { sorted.append(finding) }
    return sorted
  }

  /// D21: legacy products that are on a line and have no successor.
  private static func products(_ portfolio: Portfolio, _ log: inout Diagnostics) {
    var isUsed = [Bool](repeating: false, count: portfolio.products.count)
    for line in portfolio.lines { isUsed[line.product] = true }
    for (index, product) in portfolio.products.enumerated() where isUsed[index] {
      if product.isLegacy, product.migration == nil {
        log.append(
          .warning(
            "product.unmapped", "\(product.name.clipped) is legacy, on a contract, and has no successor",
            at: product.location,
            hint: "add `successor: {sku: …, ratio: \"1\"}` to its entry, or decide that it has none"))
      }
    }
  }

  /// D23: guides past their review, or reviewed on a day to come.
  private static func guides(_ portfolio: Portfolio, _ asOf: Day, _ log: inout Diagnostics) {
    for guide in portfolio.guides {
      if let reviewed = guide.reviewed, reviewed > asOf {
        log.append(
          .warning(
            "guide.future", "the guide was reviewed on \(reviewed), which is still to come",
            at: guide.places["reviewed"] ?? guide.location, hint: "write the day on which somebody read it through"))
      }
      guard let reviewed = guide.reviewed, let every = guide.reviewEvery, reviewed + every < asOf else { continue }
      log.append(
        .warning(
          "guide.review", "the review of \"\(guide.title.clipped)\" was due on \(reviewed + every)",
          at: guide.places["reviewed"] ?? guide.location,
          hint: "read it through, correct it, and set `reviewed:` to that day"))
    }
  }
}

/// The rules for one account.
struct AccountCheck {
  let portfolio: Portfolio
  let account: Int
  let asOf: Day
  var log = Diagnostics()

  init(portfolio: Portfolio, account: Int, asOf: Day) {
    self.portfolio = portfolio
    self.account = account
    self.asOf = asOf
  }

  var note: Account { portfolio.accounts[account] }

  mutating func warning(_ code: String, _ message: String, at place: SourceLocation, _ hint: String) {
    log.append(.warning(code, message, at: place, hint: hint, account: note.slug.text))
  }
}
