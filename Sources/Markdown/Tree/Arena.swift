import CCmark
import CMarkArena
import Synchronization

/// The memory of cmark's trees while one note is read: given out in order, given back all at once.
enum Arena {
  /// A chunk that nobody uses. It belongs to whoever takes it out of the pool.
  private struct Chunk: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// First chunks that wait for the next note: as many as there were threads reading at once.
  private static let pool = Mutex<[Chunk]>([])
  private static let capacity = 256 << 10

  /// Runs `body`, during which nodes may be made, and frees them all. Must not be nested; no node may leave `body`.
  static func withNodes<T>(_ body: () -> T) -> T {
    let chunk = pool.withLock { $0.popLast() } ?? Chunk(pointer: cmark_arena_chunk_new(capacity))
    cmark_arena_begin(chunk.pointer)
    defer {
      cmark_arena_end()
      pool.withLock { $0.append(chunk) }
    }
    return body()
  }

  private static var allocator: UnsafeMutablePointer<cmark_mem> {
    cmark_arena_allocator().assumingMemoryBound(to: cmark_mem.self)
  }

  /// A new node of that kind.
  static func make(_ kind: Node.Kind) -> Node {
    guard let node = cmark_node_new_with_mem(cmark_node_type(rawValue: .init(kind.rawValue)), allocator)
    else { preconditionFailure("cmark has no node of that kind") }
    return Node(node)
  }

  /// The tree of a text.
  static func parse(_ text: [UInt8], smart: Bool) -> Node { text.withUnsafeBufferPointer { parse($0, smart: smart) } }

  /// The tree of a text.
  static func parse(_ text: UnsafeBufferPointer<UInt8>, smart: Bool) -> Node {
    let options = smart ? CMARK_OPT_SMART : CMARK_OPT_DEFAULT
    guard let parser = cmark_parser_new_with_mem(options, allocator) else {
      preconditionFailure("cmark has no parser")
    }
    let raw = UnsafeRawBufferPointer(text)
    if let start = raw.assumingMemoryBound(to: CChar.self).baseAddress { cmark_parser_feed(parser, start, raw.count) }
    guard let root = cmark_parser_finish(parser) else { preconditionFailure("cmark made no tree") }
    return Node(root)
  }

  /// The HTML of a tree, by cmark in safe mode, in the arena, as the tree is.
  static func render(_ root: Node) -> UnsafeBufferPointer<UInt8> {
    guard let html = cmark_render_html(root.pointer, CMARK_OPT_DEFAULT) else {
      preconditionFailure("cmark wrote no HTML")
    }
    let bytes = UnsafeRawPointer(html).assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: bytes, count: strlen(html))
  }
}
