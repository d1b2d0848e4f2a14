/// Looks for all canaries of a workspace at once, as they stand: none has a letter that any encoding but Base64 changes.
struct CanarySearch {
  private var words: [String: Int] = [:]
  private var amounts: [Int: Int] = [:]

  /// A word is `zq`, nine letters and `7`; an amount is of seven figures.
  init(_ canaries: [RandomWorkspace.Canary]) {
    for (index, canary) in canaries.enumerated() {
      if let amount = Int(canary.word) { amounts[amount] = index } else { words[canary.word] = index }
      precondition(canary.word.utf8.count == (Int(canary.word) == nil ? 12 : 7), "no other canary would be found")
    }
  }

  /// Indexes of the canaries that stand somewhere in `bytes`, also within a word and in capitals, amounts also as `1,234,567`.
  func found(in bytes: [UInt8]) -> Set<Int> {
    var found: Set<Int> = []
    bytes.withUnsafeBufferPointer { bytes in
      var (figures, amount) = (0, 0)
      for at in 0..<bytes.count {
        let byte = bytes[at]
        guard byte &- 0x30 < 10 else {
          figures = 0
          if byte | 0x20 == 0x7A, let index = word(bytes, at) { found.insert(index) }
          continue
        }
        figures += 1
        amount = (amount * 10 + Int(byte - 0x30)) % 10_000_000
        if figures >= 7, let index = amounts[amount] { found.insert(index) }
        if let index = grouped(bytes, at) { found.insert(index) }
      }
    }
    return found
  }

  private func word(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start + 12 <= bytes.count, bytes[start + 1] | 0x20 == 0x71 else { return nil }
    return words[String(decoding: bytes[start..<(start + 12)], as: UTF8.self).lowercased()]
  }

  private func grouped(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start + 9 <= bytes.count, bytes[start + 1] == 0x2C, bytes[start + 5] == 0x2C else { return nil }
    return Int(String(decoding: bytes[start..<(start + 9)].filter { $0 != 0x2C }, as: UTF8.self)).flatMap {
      amounts[$0]
    }
  }
}

extension MadeCopy {
  /// The files that hold each of `canaries`, in their bytes or in their names.
  func holders(of canaries: [RandomWorkspace.Canary]) -> [RandomWorkspace.Canary: [String]] {
    let search = CanarySearch(canaries)
    var holders: [RandomWorkspace.Canary: [String]] = [:]
    for (path, bytes) in files {
      for index in search.found(in: bytes).union(search.found(in: Array(path.utf8))) {
        holders[canaries[index], default: []].append(path)
      }
    }
    return holders.mapValues { $0.sorted() }
  }
}
