/// A piece of the source that cmark is not shown. It reads a sentinel in its place; where that ends up in code, the original
/// is put back.
struct Substitution {
  /// What the piece stands for in running text.
  enum Meaning {
    /// These bytes.
    case literal([UInt8])
    /// A line `::: name argument` or `:::`.
    case fence(Fence)
    /// `[^label]:` at the start of a line; the index of its definition.
    case footnoteDefinition(Int)
    /// `[^label]`; the index of its definition.
    case footnoteReference(Int)
    /// `[[target|label]]`.
    case wikiLink(target: [UInt8], label: [UInt8])
    /// `{{ name }}`.
    case figure([UInt8])
  }

  /// What it stands for.
  let meaning: Meaning
  /// The bytes it replaces.
  let original: [UInt8]
  /// 1-based line in the note.
  let line: Int
  /// 1-based column in bytes.
  let column: Int

  /// What running text shows where nothing richer can stand.
  var shown: [UInt8] {
    switch meaning {
    case .literal(let bytes): bytes
    case .wikiLink(_, let label): label
    default: original
    }
  }
}

/// A line of three or more colons.
struct Fence {
  /// Lower-case; empty if it closes a block.
  let name: String
  /// What follows the name.
  let argument: [UInt8]

  var isClosing: Bool { name.isEmpty }
}

/// A footnote's definition as found in the source.
struct FootnoteDefinition {
  /// As written.
  let label: [UInt8]
  /// 1-based line in the note.
  let line: Int
  /// 1-based column in bytes.
  let column: Int
}
