import CCmark
import CMarkArena

/// A node of cmark's tree. Valid within `Arena.withNodes`; never leaves this target.
struct Node: Hashable {
  /// What a node is. Raw values are cmark's.
  enum Kind: UInt32 {
    case none, document, blockQuote, list, item, codeBlock, htmlBlock, customBlock, paragraph, heading, thematicBreak
    case text, softBreak, lineBreak, code, htmlInline, customInline, emphasis, strong, link, image

    var isInline: Bool { rawValue >= Kind.text.rawValue }

    /// As `init(rawValue:)`, but where it is asked for: nothing is asked of nodes as often.
    @inline(__always)
    init(cmark type: UInt32) {
      switch type {
      case 1: self = .document
      case 2: self = .blockQuote
      case 3: self = .list
      case 4: self = .item
      case 5: self = .codeBlock
      case 6: self = .htmlBlock
      case 7: self = .customBlock
      case 8: self = .paragraph
      case 9: self = .heading
      case 10: self = .thematicBreak
      case 11: self = .text
      case 12: self = .softBreak
      case 13: self = .lineBreak
      case 14: self = .code
      case 15: self = .htmlInline
      case 16: self = .customInline
      case 17: self = .emphasis
      case 18: self = .strong
      case 19: self = .link
      case 20: self = .image
      default: self = .none
      }
    }
  }

  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  @inline(__always) var kind: Kind { Kind(cmark: UInt32(cmark_node_get_type(pointer).rawValue)) }
  var parent: Node? { Node(cmark_node_parent(pointer)) }
  var next: Node? { Node(cmark_node_next(pointer)) }
  var previous: Node? { Node(cmark_node_previous(pointer)) }
  var firstChild: Node? { Node(cmark_node_first_child(pointer)) }
  var lastChild: Node? { Node(cmark_node_last_child(pointer)) }
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }

  var children: ChildSequence { ChildSequence(next: firstChild) }

  /// Children in order. The next one is looked up before the current one is handed out, so that it may be moved away.
  struct ChildSequence: Sequence, IteratorProtocol {
    private var upcoming: Node?

    init(next: Node?) { upcoming = next }

    mutating func next() -> Node? {
      defer { upcoming = upcoming?.next }
      return upcoming
    }
  }

  /// The node that follows in document order, within `root`; without descending if `skippingChildren`.
  func following(in root: Node, skippingChildren: Bool = false) -> Node? {
    if !skippingChildren, let child = firstChild { return child }
    var node = self
    while node != root {
      if let next = node.next { return next }
      guard let parent = node.parent else { return nil }
      node = parent
    }
    return nil
  }
}

extension Node {
  /// The literal text of a text, code or HTML node, in cmark's memory: good until the node changes.
  func withLiteral<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    Self.withBytes(cmark_node_get_literal(pointer), body)
  }

  /// Whether the literal begins with that byte, which isn't zero.
  func startsWith(_ byte: UInt8) -> Bool {
    guard let text = cmark_node_get_literal(pointer) else { return false }
    return UInt8(bitPattern: text.pointee) == byte
  }

  var literal: [UInt8] { withLiteral(Array.init) }
  var url: [UInt8] { Self.withBytes(cmark_node_get_url(pointer), Array.init) }
  var title: [UInt8] { Self.withBytes(cmark_node_get_title(pointer), Array.init) }
  var fenceInfo: [UInt8] { Self.withBytes(cmark_node_get_fence_info(pointer), Array.init) }
  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
  var onEnter: [UInt8] { Self.withBytes(cmark_node_get_on_enter(pointer), Array.init) }

  private static func withBytes<T>(_ text: UnsafePointer<CChar>?, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    guard let text else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let count = strlen(text)
    return text.withMemoryRebound(to: UInt8.self, capacity: count) {
      body(UnsafeBufferPointer(start: $0, count: count))
    }
  }

  func setLiteral(_ bytes: some Collection<UInt8>) {
    Self.withCString(bytes) { _ = cmark_node_set_literal(pointer, $0) }
  }
  func setLiteral(_ buffer: inout ByteBuffer) {
    buffer.withCString { _ = cmark_node_set_literal(pointer, $0) }
  }

  /// Takes bytes off the start of the literal; no more than it has.
  func dropFirst(_ count: Int) {
    // cmark copies the new text before it gives the old one back, and the arena keeps that until its end.
    guard count > 0, let text = cmark_node_get_literal(pointer) else { return }
    _ = cmark_node_set_literal(pointer, text + count)
  }
  func setURL(_ bytes: [UInt8]) { Self.withCString(bytes) { _ = cmark_node_set_url(pointer, $0) } }
  func setTitle(_ bytes: [UInt8]) { Self.withCString(bytes) { _ = cmark_node_set_title(pointer, $0) } }
  func setFenceInfo(_ bytes: [UInt8]) { Self.withCString(bytes) { _ = cmark_node_set_fence_info(pointer, $0) } }
  func setOnEnter(_ bytes: [UInt8]) { Self.withCString(bytes) { _ = cmark_node_set_on_enter(pointer, $0) } }
  func setOnExit(_ bytes: [UInt8]) { Self.withCString(bytes) { _ = cmark_node_set_on_exit(pointer, $0) } }
  func setOnEnter(_ buffer: inout ByteBuffer) {
    buffer.withCString { _ = cmark_node_set_on_enter(pointer, $0) }
  }
  func setOnExit(_ buffer: inout ByteBuffer) {
    buffer.withCString { _ = cmark_node_set_on_exit(pointer, $0) }
  }
  func setOnEnter(_ text: StaticString) { _ = cmark_node_set_on_enter(pointer, text.cString) }
  func setOnExit(_ text: StaticString) { _ = cmark_node_set_on_exit(pointer, text.cString) }

  func setOnEnter(_ marker: Marker, _ index: Int) {
    marker.withCString(index) { _ = cmark_node_set_on_enter(pointer, $0) }
  }

  func setOnExit(_ marker: Marker, _ index: Int) {
    marker.withCString(index) { _ = cmark_node_set_on_exit(pointer, $0) }
  }

  private static func withCString(_ bytes: some Collection<UInt8>, _ body: (UnsafePointer<CChar>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 1) { buffer in
      let end = buffer.initialize(fromContentsOf: bytes)
      buffer[end] = 0
      guard let start = buffer.baseAddress else { return }
      body(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
    }
  }
}

extension StaticString {
  /// Static strings end by a NUL.
  fileprivate var cString: UnsafePointer<CChar> { UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self) }
}

extension Node {
  static func make(_ kind: Kind) -> Node { Arena.make(kind) }

  static func text(_ bytes: some Collection<UInt8>) -> Node {
    let node = make(.text)
    node.setLiteral(bytes)
    return node
  }

  /// Writes `enter` and `exit` around its children as they are.
  static func inline(_ enter: [UInt8], _ exit: [UInt8] = []) -> Node {
    let node = make(.customInline)
    node.setOnEnter(enter)
    if !exit.isEmpty { node.setOnExit(exit) }
    return node
  }

  /// Writes what is in the buffer before its children, and a constant tag after them.
  static func inline(_ enter: inout ByteBuffer, _ exit: StaticString = "") -> Node {
    let node = make(.customInline)
    node.setOnEnter(&enter)
    if exit.utf8CodeUnitCount > 0 { node.setOnExit(exit) }
    return node
  }

  /// The same, on lines of their own.
  static func block(_ enter: inout ByteBuffer, _ exit: StaticString) -> Node {
    let node = make(.customBlock)
    node.setOnEnter(&enter)
    node.setOnExit(exit)
    return node
  }

  /// Writes constant tags around its children.
  static func inline(_ enter: StaticString, _ exit: StaticString = "") -> Node {
    let node = make(.customInline)
    node.setOnEnter(enter)
    if exit.utf8CodeUnitCount > 0 { node.setOnExit(exit) }
    return node
  }

  /// Writes markers around its children.
  static func inline(_ enter: Marker, _ index: Int = 0, exit: Marker? = nil) -> Node {
    let node = make(.customInline)
    node.setOnEnter(enter, index)
    if let exit { node.setOnExit(exit, index) }
    return node
  }

  /// Writes constant tags around its children, on lines of their own.
  static func block(_ enter: StaticString, _ exit: StaticString) -> Node {
    let node = make(.customBlock)
    node.setOnEnter(enter)
    node.setOnExit(exit)
    return node
  }

  /// Writes markers around its children, on lines of their own.
  static func block(_ enter: Marker, _ index: Int = 0, exit: Marker? = nil) -> Node {
    let node = make(.customBlock)
    node.setOnEnter(enter, index)
    if let exit { node.setOnExit(exit, index) }
    return node
  }

  /// Writes `enter` and `exit` on lines of their own around its children, as they are.
  static func block(_ enter: [UInt8], _ exit: [UInt8] = []) -> Node {
    let node = make(.customBlock)
    if !enter.isEmpty { node.setOnEnter(enter) }
    if !exit.isEmpty { node.setOnExit(exit) }
    return node
  }

  /// A number of ours that cmark keeps with the node; 0 unless set.
  var tag: Int { Int(bitPattern: cmark_node_get_user_data(pointer)) }

  func setTag(_ tag: Int) { _ = cmark_node_set_user_data(pointer, UnsafeMutableRawPointer(bitPattern: tag)) }

  func append(_ child: Node) { _ = cmark_node_append_child(pointer, child.pointer) }
  func prepend(_ child: Node) { _ = cmark_node_prepend_child(pointer, child.pointer) }
  func insertBefore(_ sibling: Node) { _ = cmark_node_insert_before(pointer, sibling.pointer) }
  func insertAfter(_ sibling: Node) { _ = cmark_node_insert_after(pointer, sibling.pointer) }
  func unlink() { cmark_node_unlink(pointer) }

  /// Moves all children to the end of `parent`.
  func moveChildren(to parent: Node) {
    for child in children {
      child.unlink()
      parent.append(child)
    }
  }
}
