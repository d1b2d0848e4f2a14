public import Core
public import Portfolio

/// Every figure of a book of business on a day, with its explanation. Pure: the same book and day give the same figures,
/// whatever the machine, the order of the input or the number of jobs.
public struct Insight: Sendable {
  /// The book.
  public let portfolio: Portfolio
  /// The day on which everything is measured.
  public let asOf: Day
  /// At the same indexes as `Portfolio.accounts`.
  public let accounts: [AccountInsight]
  /// Totals, and the same narrowed by owner, segment and region.
  public let book: Restricted<BookInsight>

  private let reader: AccountReader
  private let bookReader: BookReader

  /// The figures of `portfolio` on `asOf`, one account after the other.
  public init(of portfolio: Portfolio, asOf: Day) {
    let reader = AccountReader(portfolio, asOf: asOf)
    let accounts = portfolio.accounts.indices.map(reader.read)
    let book = BookReader(reader, accounts)
    self.init(reader, book, book.book())
  }

  /// The same figures, with `jobs` slices of the book computed side by side.
  public init(of portfolio: Portfolio, asOf: Day, jobs: Int) async {
    let reader = AccountReader(portfolio, asOf: asOf)
    let count = portfolio.accounts.count
    // Slices a tenth of a job's share keep every core busy to the end without a task an account.
    let size = max(1, count / (max(1, min(jobs, 256)) * 10) + 1)
    let starts = Array(stride(from: 0, to: count, by: size))
    let slices = await withTaskGroup(of: (Int, [AccountInsight]).self) { group in
      for start in starts {
        group.addTask { (start / size, (start..<min(start + size, count)).map(reader.read)) }
      }
      var slices = [[AccountInsight]](repeating: [], count: starts.count)
      for await (place, accounts) in group { slices[place] = accounts }
      return slices
    }
    let book = BookReader(reader, Array(slices.joined()))
    self.init(reader, book, jobs > 1 ? await book.bookInParallel() : book.book())
  }

  private init(_ reader: AccountReader, _ bookReader: BookReader, _ book: Restricted<BookInsight>) {
    self.reader = reader
    self.bookReader = bookReader
    self.book = book
    accounts = bookReader.accounts
    portfolio = reader.portfolio
    asOf = reader.asOf
  }

  /// Health of an account with its measures, what moved them and what would bring the next band.
  public func health(of account: Int) -> Restricted<HealthInsight> { reader.health(of: account) }

  /// The book's figures for some accounts: a seller's book, a family, a play's accounts.
  public func figures(of accounts: [Int]) -> Restricted<BookFigures> {
    Restricted(bookReader.figures(of: accounts.sorted(), owner: nil), for: .field)
  }

  /// Values of a contract over its years, in its own currency.
  public func value(ofContract contract: Int) -> ContractValue {
    ContractValue(portfolio.contracts[contract], in: portfolio)
  }

  /// Accounts that need attention for a reason that `audience` may know: by ATR at stake × urgency, then days, then slug.
  public func attention(for audience: Audience) -> [(account: Int, list: AttentionList)] {
    attention(among: Array(accounts.indices), for: audience)
  }

  /// The same for some accounts.
  public func attention(
    among members: [Int], for audience: Audience
  ) -> [(account: Int, list: AttentionList)] {
    members.compactMap { account in
      accounts[account].attention.resolved(for: audience).map { (account: account, list: $0) }
    }.sorted { a, b in
      if a.list.score != b.list.score { return a.list.score > b.list.score }
      return (a.list.days, a.account) < (b.list.days, b.account)
    }
  }
}
