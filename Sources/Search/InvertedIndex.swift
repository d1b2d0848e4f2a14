/// For each word, the entries that hold it, and in which fields.
///
/// Two tiers, since a reader who has typed two letters wants names, not every text with such a word: names hold the words of
/// titles, people and headings, text the rest.
struct InvertedIndex {
  /// Where a word stands in an entry's names; bits of a posting's mask.
  enum NameField {
    static let title: UInt32 = 1
    static let person: UInt32 = 2
    static let heading: UInt32 = 4
    /// The title begins with it.
    static let titleStart: UInt32 = 8
  }

  /// The one bit of a posting's mask in the text tier.
  static let textField: UInt32 = 1

  /// Words, each once; in no order until `sortedTerms`.
  private(set) var terms: [Term] = []
  /// For each word, `entry << 4 | mask` in the order of entries.
  private(set) var names: [[UInt32]] = []
  /// The same for the text tier.
  private(set) var text: [[UInt32]] = []

  private var numbers: [Term: Int] = [:]
  private var reader = WordReader()

  /// Adds the words of `entry`, which is number `entryNumber`; entries come in order.
  mutating func add(_ entry: SearchEntry, number entryNumber: UInt32) {
    var isFirst = true
    var reader = reader
    reader.read(entry.title) { word in
      addName(word, entryNumber, NameField.title | (isFirst ? NameField.titleStart : 0))
      isFirst = false
    }
    for person in entry.people { reader.read(person) { addName($0, entryNumber, NameField.person) } }
    for heading in entry.headings { reader.read(heading) { addName($0, entryNumber, NameField.heading) } }
    for field in [entry.subtitle, entry.text] { reader.read(field) { addText($0, entryNumber) } }
    self.reader = reader
  }

  /// Numbers of the words, in the order of `Term`.
  var sortedTerms: [Int] { terms.indices.sorted { terms[$0] < terms[$1] } }

  private mutating func addName(_ word: [UInt8], _ entry: UInt32, _ mask: UInt32) {
    Self.add(entry, mask, to: &names[number(of: word)])
  }

  private mutating func addText(_ word: [UInt8], _ entry: UInt32) {
    guard word.count > 1 else { return }
    Self.add(entry, Self.textField, to: &text[number(of: word)])
  }

  private mutating func number(of word: [UInt8]) -> Int {
    let term = Term(bytes: word)
    if let number = numbers[term] { return number }
    numbers[term] = terms.count
    terms.append(term)
    names.append([])
    text.append([])
    return terms.count - 1
  }

  private static func add(_ entry: UInt32, _ mask: UInt32, to postings: inout [UInt32]) {
    if let last = postings.last, last >> 4 == entry {
      postings[postings.count - 1] = last | mask
    } else {
      postings.append(entry << 4 | mask)
    }
  }
}
