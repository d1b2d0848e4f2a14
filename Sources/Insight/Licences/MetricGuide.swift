public import Portfolio

/// What a licence metric counts and how, for readers who must agree on a number before they talk about its price.
public struct MetricGuide: Sendable, Hashable {
  /// `Named user`.
  public let title: String
  /// What is counted, in a sentence.
  public let counts: String
  /// What looks as if it counted and doesn't.
  public let leavesOut: String
  /// How a count is taken.
  public let method: String
  /// What surprises customers.
  public let surprise: String
  /// What lowers the count without hurting anybody's work.
  public let remedy: String

  /// The page's entry for a metric.
  public init(_ metric: Product.Metric) { self = Self.all[metric] ?? Self.unknown }

  private static let unknown = MetricGuide(
    title: "", counts: "", leavesOut: "", method: "", surprise: "", remedy: "")

  private init(
    title: String, counts: String, leavesOut: String, method: String, surprise: String, remedy: String
  ) {
    self.title = title
    self.counts = counts
    self.leavesOut = leavesOut
    self.method = method
    self.surprise = surprise
    self.remedy = remedy
  }

  private static let all: [Product.Metric: MetricGuide] = people.merging(things) { first, _ in first }

  private static let people: [Product.Metric: MetricGuide] = [
    .namedUser: MetricGuide(
      title: "Named user", counts: "Each person who has been given a seat, whether or not they sign in.",
      leavesOut: "People who only ask for things through a portal, and service accounts if the contract says so.",
      method:
        "Count the people who hold a role that needs a seat. Assigned is what the contract looks at; active, the people who did something"
        + " in the month, tells whether the seats are worth their price.",
      surprise: "A leaver counts until somebody takes the seat away. Two roles for one person are still one seat.",
      remedy: "Compare the seats with the leavers once a month, and take back what nobody used for 90 days."),
    .concurrent: MetricGuide(
      title: "Concurrent user", counts: "Sessions that are open at the same moment, whoever they belong to.",
      leavesOut: "How many people have a login: a thousand may share a hundred sessions.",
      method:
        "The highest number of open sessions in a month, usually of its busiest hour. Only a log of sessions shows it.",
      surprise:
        "Sessions that are never closed go on counting. One shift change or one Monday morning makes the month's number.",
      remedy:
        "Shorten the idle time-out before you buy sessions, and look at the hour of the peak: it is often one team."),
    .requester: MetricGuide(
      title: "Requester",
      counts: "Each person who asked for something at least once in the period, through portal, mail or chat.",
      leavesOut: "People who could ask and didn't, and those who work on the requests: they hold a seat.",
      method: "Distinct people with a request in the month, as a rule averaged over the year.",
      surprise: "One campaign that makes everybody confirm something makes everybody a requester.",
      remedy: "Send mass confirmations by another way than a request."),
    .unrestricted: MetricGuide(
      title: "Unrestricted user",
      counts: "Every active user record with an id, as a stand-in for the size of the company.",
      leavesOut: "Who uses what: the metric was chosen so that nobody has to ask.",
      method: "The user table, records that are active and have an id, on the day of the count.",
      surprise:
        "Contractors, test records and people who left are in the table too. A merger adds a company overnight.",
      remedy: "Deactivate records with the person's last day, and agree what counts as a person before the count."),
  ]

  private static let things: [Product.Metric: MetricGuide] = [
    .subscriptionUnit: MetricGuide(
      title: "Subscription unit", counts: "Points: each kind of thing that is managed costs so many of them.",
      leavesOut: "Kinds that the rate card doesn't list.",
      method:
        "Multiply the count of each kind by its rate and add up. The rate card belongs to the contract: without it the same estate gives two"
        + " totals.",
      surprise:
        "A new kind of thing, such as cloud functions, can cost more than the servers it replaced. Rates change at a renewal.",
      remedy: "Ask for the sum by kind, not the total. Two or three kinds make most of it."),
    .node: MetricGuide(
      title: "Node or device", counts: "Each host, device or network element that was in contact within the period.",
      leavesOut: "Entries of the inventory without contact, if the contract gives them an age.",
      method: "Distinct devices with contact in the last 30 days, on the day of the count; duplicates merged first.",
      surprise:
        "A host with containers may be several nodes, and a laptop with two network cards two devices. What discovery finds is not what"
        + " somebody decided to manage.",
      remedy: "Merge duplicates, and leave out test networks before the scan rather than after the bill."),
    .transaction: MetricGuide(
      title: "Transaction", counts: "Each run, call or conversation in the period, mostly sold in packs of a thousand.",
      leavesOut: "Who or what started it.",
      method:
        "Add up the runs of the contract year, or take the mean of its months. A seasonal peak is allowed if the year fits.",
      surprise: "Retries and test runs count. A loop in one flow can use up a month in a night.",
      remedy: "Put an alarm on runs a day, and stop retries that never succeed."),
    .capacity: MetricGuide(
      title: "Capacity", counts: "Room that is taken, in gigabytes, terabytes or whatever the contract names.",
      leavesOut: "How often anybody looks at it.",
      method: "The fullest day of the month, or what stands there on its last day: the contract says which.",
      surprise:
        "Peak means one bad day, such as an import that kept its copy. Deleted is not yet gone: bins and backups take room.",
      remedy: "Clean up before an import, set how long logs are kept, and ask whether copies count."),
    .enterprise: MetricGuide(
      title: "Enterprise", counts: "Nothing: one price for the company as the contract describes it.",
      leavesOut: "Companies that are bought later, unless they are named.",
      method:
        "There is no count to exceed. What is looked at is the description: legal entities, countries, head count, sometimes with a band in"
        + " which the price holds.",
      surprise: "Without counts nobody knows the value either, and the renewal is argued from memory.",
      remedy: "Measure use anyway. It is the only argument both sides will have."),
  ]
}

extension Product.Metric {
  /// Anchor of its entry on the page of metrics.
  public var anchor: String { rawValue.split(separator: "_").joined(separator: "-") }

  /// What is counted, in the plural.
  public var unit: String {
    switch self {
    case .namedUser: "users"
    case .concurrent: "concurrent users"
    case .requester: "requesters"
    case .unrestricted: "employees"
    case .subscriptionUnit: "subscription units"
    case .node: "nodes"
    case .transaction: "transactions"
    case .capacity: "capacity units"
    case .enterprise: "enterprise licences"
    }
  }
}

extension Product.Count {
  /// Which month counts, for readers.
  public var words: String {
    switch self {
    case .peak: "peak of 12 months"
    case .latest: "latest month"
    case .average: "average of 12 months"
    }
  }
}
