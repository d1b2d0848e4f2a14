/// Cuts text into the folded words under which it is found. The browser cuts queries and excerpts by the same steps
/// (`words` in `search.js`); `Tests/Browser/search/words.json` holds both to the same answers.
struct WordReader {
  /// Letters beyond this many no longer tell words apart: a word is cut here in the index and in the query.
  static let maximumLetters = 32

  private var run: [UInt8] = []
  private var runLetters = 0
  private var compound: [UInt8] = []
  private var compoundLetters = 0
  private var compoundParts = 0
  /// A joiner has just followed a part of a compound.
  private var isJoined = false
  private var ideograph: [UInt8] = []

  /// Calls `emit` with each word of `text` in order: single words, each compound after its parts, scripts without spaces as
  /// overlapping pairs of characters and the last one alone.
  mutating func read(_ text: String, _ emit: ([UInt8]) -> Void) {
    for scalar in text.unicodeScalars {
      if scalar.isASCII, let letter = Self.plainLetter(UInt8(scalar.value)),
        (1..<Self.maximumLetters).contains(runLetters)
      {
        run.append(letter)
        runLetters &+= 1
      } else {
        add(scalar, emit)
      }
    }
    endWord(joined: false, emit)
  }

  /// An ASCII letter or digit, folded: by far the most of most texts.
  @inline(__always)
  private static func plainLetter(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57, 97...122: byte
    case 65...90: byte | 0x20
    default: nil
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar, _ emit: ([UInt8]) -> Void) {
    switch Folding.role(of: scalar) {
    case .ignored: break
    case .letter: addLetter(scalar, emit)
    case .ideograph: addIdeograph(scalar, emit)
    case .joiner: endWord(joined: true, emit)
    case .other: endWord(joined: false, emit)
    }
  }

  private mutating func addLetter(_ scalar: Unicode.Scalar, _ emit: ([UInt8]) -> Void) {
    if runLetters == 0 {
      endIdeographs(emit)
      if !isJoined { endCompound(emit) }
      isJoined = false
    }
    if runLetters < Self.maximumLetters { Folding.append(scalar, to: &run) }
    runLetters += 1
  }

  private mutating func addIdeograph(_ scalar: Unicode.Scalar, _ emit: ([UInt8]) -> Void) {
    endRun(joined: false, emit)
    endCompound(emit)
    var next: [UInt8] = []
    Folding.append(scalar, to: &next)
    if !ideograph.isEmpty { emit(ideograph + next) }
    ideograph = next
  }

  private mutating func endWord(joined: Bool, _ emit: ([UInt8]) -> Void) {
    endRun(joined: joined, emit)
    endIdeographs(emit)
    if joined, compoundParts > 0, !isJoined {
      isJoined = true
    } else {
      endCompound(emit)
    }
  }

  /// Ends a word. It is remembered only if it may be part of a compound, which most are not.
  private mutating func endRun(joined: Bool, _ emit: ([UInt8]) -> Void) {
    guard runLetters > 0 else { return }
    emit(run)
    if joined || compoundParts > 0 {
      compound.append(contentsOf: run)
      compoundLetters += runLetters
      compoundParts += 1
    }
    run.removeAll(keepingCapacity: true)
    runLetters = 0
  }

  private mutating func endIdeographs(_ emit: ([UInt8]) -> Void) {
    guard !ideograph.isEmpty else { return }
    emit(ideograph)
    ideograph.removeAll(keepingCapacity: true)
  }

  private mutating func endCompound(_ emit: ([UInt8]) -> Void) {
    guard compoundParts > 0 else {
      isJoined = false
      return
    }
    if compoundParts > 1, compoundLetters <= Self.maximumLetters { emit(compound) }
    compound.removeAll(keepingCapacity: true)
    (compoundLetters, compoundParts, isJoined) = (0, 0, false)
  }
}
