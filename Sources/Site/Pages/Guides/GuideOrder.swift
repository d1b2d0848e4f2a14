/// The order of stages, levels and other words in the guides' index: `T-180` before `T-30`, new before expert, then words by their
/// bytes, then what has none.
struct GuideOrder: Comparable {
  private let rank: Int
  private let number: Int
  private let word: String

  init(_ word: String) {
    self.word = word
    if word.utf8.starts(with: "T-".utf8), let days = Int(word.dropFirst(2)), days >= 0 {
      (rank, number) = (0, -days)
    } else {
      rank = word.isEmpty ? 2 : 1
      number = ["new", "practitioner", "expert"].firstIndex(of: word) ?? 0
    }
  }

  static func < (a: GuideOrder, b: GuideOrder) -> Bool {
    if a.rank != b.rank { return a.rank < b.rank }
    return a.number == b.number ? a.word.utf8.lexicographicallyPrecedes(b.word.utf8) : a.number < b.number
  }
}
