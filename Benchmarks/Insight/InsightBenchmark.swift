import Core
import Insight
import Markdown
import Portfolio

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes a book of a stated size and measures all its figures. Run by `Benchmarks/Insight/run`.
///
/// Arguments: accounts (default 100,000), jobs (default 1). An account has 1.5 contracts, 3 lines, 12 months of usage,
/// 4 readings and an opportunity, like a CRM's.
@main
struct InsightBenchmark {
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let accounts = arguments.first ?? 100_000
    let jobs = arguments.dropFirst().first ?? 1
    let portfolio = BenchmarkBook(accounts: accounts).portfolio
    let asOf = Day(iso: "2026-11-23") ?? Day(number: 0)
    let modelMemory = residentMegabytes()
    let start = now()
    let insight = await Insight(of: portfolio, asOf: asOf, jobs: jobs)
    let computed = now() - start
    let memory = residentMegabytes()
    let listStart = now()
    let list = insight.attention(for: .team)
    let listed = now() - listStart
    let explainStart = now()
    let explained = min(accounts, 1000)
    var characters = 0
    for account in 0..<explained {
      for name in insight.figureNames(ofAccount: account) {
        let figure = insight.figure(name, account: account)?.resolved(for: .team)
        characters += figure?.explanation.formula.utf8.count ?? 0
      }
    }
    let explaining = (now() - explainStart) / Double(explained)
    let playStart = now()
    var log = Diagnostics()
    let playbook = Playbook(portfolio, into: &log)
    let matches = insight.accounts.indices.reduce(0) { $0 + playbook.matches(of: $1, in: insight, for: .team).count }
    let played = now() - playStart
    let arr = insight.book.resolved(for: .team)?.all.arr.exact ?? ""
    print(
      "accounts \(accounts)  lines \(portfolio.lines.count)  usage \(portfolio.usage.count)  jobs \(jobs)  "
        + "figures \(milliseconds(computed)) ms  attention list \(milliseconds(listed)) ms (\(list.count))  "
        + "\(portfolio.plays.count) plays \(milliseconds(played)) ms (\(matches) matches)  "
        + "explain an account \(Int(explaining * 1_000_000)) us  "
        + "resident: book \(modelMemory) MB, with figures \(memory) MB  ARR \(arr)  (\(characters % 10))")
  }

  static func milliseconds(_ seconds: Double) -> Int { Int(seconds * 1000) }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func residentMegabytes() -> Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(RUSAGE_SELF.rawValue, &usage)
      return usage.ru_maxrss / 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss / 1_048_576
    #endif
  }
}

/// A book whose amounts, dates and positions vary without a random generator.
struct BenchmarkBook {
  let accounts: Int

  /// Triggers like those of the sample book.
  static let triggers = [
    "no champion", "legacy_lines > 0 and days_left <= 365", "no economic_buyer",
    "days_left <= 180 and no open_opportunity", "auto_renew and notice_days_left <= 30 and notice_days_left >= 0",
    "days_since_touch > 90", "days_left <= 180 and band in (red, yellow)", "utilization < 0.8 and days_left > 90",
    "over_deployed > 0", "uplift > cap",
  ]

  private func play(_ index: Int, _ trigger: String) -> Play? {
    var log = Diagnostics()
    let file = SourceFile("plays/\(index).md")
    return Slug("play-\(index)").map { slug in
      Play(
        slug: slug, clearance: .field, title: slug.text, summary: nil, trigger: trigger,
        triggerLocation: SourceLocation(file), owner: nil, roles: [], related: [],
        document: MarkdownDocument([], file: file, into: &log), location: SourceLocation(file))
    }
  }

  var portfolio: Portfolio {
    var settings = Settings()
    settings.rates[.eur] = Rational(27, over: 25)
    settings.fiscalYear = FiscalCalendar(startMonth: 2)
    var draft = PortfolioDraft(settings: settings)
    draft.products = (0..<20).map { index in
      Product(
        sku: "SKU-\(100 + index)", name: "Product \(index)", metric: index % 4 == 0 ? .node : .namedUser,
        meter: index % 5 == 0 ? "pool" : nil, listPrice: Restricted(nil, for: .field), isCatalogued: true,
        location: place("products.yaml", index))
    }
    for index in 0..<accounts { add(index, to: &draft) }
    draft.plays = Self.triggers.enumerated().compactMap(play)
    return Portfolio(draft)
  }

  private func place(_ file: String, _ line: Int) -> SourceLocation {
    SourceLocation(SourceFile("content/\(file)"), line: line + 2, column: 1)
  }

  private func add(_ index: Int, to draft: inout PortfolioDraft) {
    guard let slug = Slug("account-\(index)") else { return }
    let touched = Day(iso: "2026-11-20").map { $0 - index % 150 } ?? Day(number: 0)
    draft.accounts.append(
      Account(
        slug: slug, id: slug.text, name: "Account \(index)", location: place("accounts.md", index), parent: nil,
        owner: "owner-\(index % 40)@example.com", team: [],
        profile: Restricted(
          AccountProfile(segment: ["Enterprise", "Mid-market", "Public"][index % 3], region: "R\(index % 8)"),
          for: .field),
        stakeholders: Restricted(
          [
            Stakeholder(name: "Dana", role: "economic buyer", location: place("accounts.md", index)),
            Stakeholder(name: "Sam", stance: "champion", location: place("accounts.md", index)),
          ], for: .field), risks: Restricted([], for: .field), healthOverride: Restricted(nil, for: .field),
        sentiment: Restricted(nil, for: .field), call: Restricted(nil, for: .field),
        negotiation: Restricted(nil, for: .team),
        actions: [
          Restricted(
            ActionItem(
              text: "Kickoff done", isDone: true, assignee: nil, due: nil, priority: nil,
              location: place("accounts.md", index)), for: .field)
        ],
        touches: Restricted(
          [
            Touch(
              day: touched, kind: .call, title: Restricted("Call with CIO", for: .field),
              location: place("accounts.md", index))
          ], for: .field), extra: Restricted([], for: .team), notes: []))
    addContracts(index, to: &draft)
    addHistory(index, to: &draft)
  }

  private func addContracts(_ index: Int, to draft: inout PortfolioDraft) {
    let first = (Day(iso: "2024-02-01") ?? Day(number: 0)).adding(months: index % 24)
    var lines = 3
    for number in 0..<(1 + index % 2) {
      let start = first.adding(months: number * 7)
      let end = start.adding(months: [12, 24, 36][index % 3]) - 1
      draft.contracts.append(
        Contract(
          id: "C-\(index)-\(number)", account: index, start: start, end: end, status: .active,
          currency: index % 5 == 0 ? .eur : .usd,
          renewal: RenewalTerms(isAutomatic: index % 2 == 0, termMonths: 12, notice: .calendarDays(60)),
          location: place("contracts.csv", draft.contracts.count)))
      let share = number == index % 2 ? lines : 1
      lines -= share
      for line in 0..<share {
        let price = Rational(Int128(19_900 + (index * 37 + line * 1013) % 90_000), over: 100)
        let quantity = Quantity(10 + (index + line * 7) % 500)
        draft.lines.append(
          Line(
            id: "L-\(draft.lines.count)", contract: draft.contracts.count - 1, product: (index + line) % 20,
            quantity: quantity, unitPrice: price, listPrice: Restricted(nil, for: .field),
            discountPercent: Restricted(nil, for: .field), start: start, end: end, annual: price * quantity.rational,
            isRecurring: true, location: place("contracts.csv", draft.lines.count)))
      }
    }
    draft.opportunities.append(
      Opportunity(
        id: "O-\(index)", account: index, contract: "C-\(index)-0", closeDate: first.adding(months: 11),
        amount: Restricted(Money(minor: Int64(1_000_000 + index * 17), .usd), for: .team),
        category: ForecastCategory.allCases[index % 4], rawCategory: nil, stage: nil, outcome: .open, closedOn: nil,
        location: place("opportunities.csv", index)))
  }

  private func addHistory(_ index: Int, to draft: inout PortfolioDraft) {
    for month in 0..<12 {
      guard let month = Month(year: 2025, month: 11)?.adding(month) else { continue }
      draft.usage.append(
        UsageRow(
          account: index, product: index % 20, month: month, entitled: Quantity(500),
          assigned: Quantity(300 + (index + month.month) % 230),
          active: Quantity(200 + (index * 3 + month.month) % 280),
          location: place("usage.csv", draft.usage.count)))
    }
    for (measure, value) in [
      ("open_p1", index % 4), ("sponsor", 2 + index % 4), ("nps", index % 60), ("value_realized", 1),
    ] {
      draft.readings.append(
        HealthReading(
          account: index, measure: measure, day: (Day(iso: "2026-11-20") ?? Day(number: 0)) - index % 90,
          value: Rational(value), note: nil, location: place("health.csv", draft.readings.count)))
    }
  }
}
