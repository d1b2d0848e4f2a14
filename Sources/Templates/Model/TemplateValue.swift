public import Core

/// What a template can see: plain values and nothing of the domain.
///
/// There is no case for a value that only some may see: it has to be resolved before it can become one of these.
public enum TemplateValue: Sendable {
  /// Absent. A section over it is skipped, an inverted one is rendered, and it prints as nothing.
  case none
  /// A condition for sections; it has no text.
  case flag(Bool)
  /// Text, escaped wherever it is printed. Empty text counts as false in a section.
  case text(String)
  /// Trusted markup, printed as it is.
  case html([UInt8])
  /// A section over a list renders its body once for each element.
  case list([TemplateValue])
  /// Named values; a section over them looks names up here first.
  case record(TemplateRecord)

  /// Whether a section over it is rendered: not for nothing, false, and empty text, markup, lists and records.
  var isTruthy: Bool {
    switch self {
    case .none: false
    case .flag(let flag): flag
    case .text(let text): !text.utf8.isEmpty
    case .html(let bytes): !bytes.isEmpty
    case .list(let items): !items.isEmpty
    case .record(let record): !record.isEmpty
    }
  }
}

extension TemplateValue {
  /// Feeds everything a template could read in the value, so that equal digests mean equal pages.
  public func add(to hasher: inout ContentHasher) {
    switch self {
    case .none: hasher.add(0)
    case .flag(let flag): hasher.add(flag ? 2 : 1)
    case .text(let text):
      hasher.add(3)
      hasher.add(text)
    case .html(let bytes):
      hasher.add(4)
      hasher.add(bytes)
    case .list(let items):
      hasher.add(5)
      hasher.add(UInt64(items.count))
      for item in items { item.add(to: &hasher) }
    case .record(let record):
      hasher.add(6)
      record.add(to: &hasher)
    }
  }
}
