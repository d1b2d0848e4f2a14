import Core

/// Finds accounts by what exports call them: by id first, then by a name that the account's own note declares. Never by likeness.
struct AccountIndex: Sendable {
  enum Match: Sendable {
    case account(Int)
    /// A name that several notes declare.
    case several([Int])
    case none
  }

  private var ids = ByteIndex()
  private var names = ByteIndex()
  /// Accounts that share a name, by the name's number.
  private var sharing: [[Int]] = []
  private var declared: [(name: String, account: Int)] = []

  init() {}

  /// Files an account's id; the account that has it already, if any.
  mutating func add(id: String, account: Int) -> Int? {
    let key = Array(id.utf8)
    guard let canonical = SalesforceID.short(key.span) else { return ids.insert(key.span, account) }
    let known = ids.insert(canonical.span, account)
    // As it is written too, which most exports do alike.
    if known == nil { ids.insert(key.span, account) }
    return known
  }

  /// Files a name that an account's note declares.
  mutating func add(name: String, account: Int) {
    let key = TextKey.name(name.utf8)
    guard !key.isEmpty else { return }
    if let number = names.insert(key, sharing.count) {
      if !sharing[number].contains(account) { sharing[number].append(account) }
    } else {
      sharing.append([account])
    }
    declared.append((name, account))
  }

  /// The account of an export's cell.
  func find(_ text: Span<UInt8>) -> Match {
    if let account = ids.value(text) { return .account(account) }
    if let short = SalesforceID.short(text), let account = ids.value(short.span) { return .account(account) }
    return text.withUnsafeBufferPointer { find(name: $0) }
  }

  private func find(name: UnsafeBufferPointer<UInt8>) -> Match {
    guard let number = names.value(TextKey.name(name)) else { return .none }
    return sharing[number].count == 1 ? .account(sharing[number][0]) : .several(sharing[number])
  }

  /// The account whose name is most like `text`, forgetting endings such as `Inc.`; to be named in a message, never to join by.
  func likely(_ text: String) -> (name: String, account: Int)? {
    let wanted = Self.core(text)
    guard wanted.utf8.count >= 3 else { return nil }
    if let same = declared.first(where: { Self.core($0.name) == wanted }) { return same }
    guard let nearest = NearestName.of(wanted, among: declared.map { Self.core($0.name) }) else { return nil }
    return declared.first { Self.core($0.name) == nearest }
  }

  private static let endings: Set<String> = [
    "inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag", "sa", "sas", "bv", "nv", "ab", "oy",
    "as",
    "co", "corp", "corporation", "company", "group", "holding", "holdings", "the", "kg", "spa", "srl", "pty", "kk",
  ]

  /// The words of a name that tell it from others: lower-case, without what stands in brackets and without endings.
  static func core(_ name: String) -> String {
    let plain = name.utf8.prefix { $0 != 0x28 }
    let words = TextKey.words(plain).split(separator: "_").filter { !endings.contains(String($0)) }
    return words.joined(separator: " ")
  }
}
