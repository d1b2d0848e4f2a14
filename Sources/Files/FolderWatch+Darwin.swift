#if canImport(Darwin)
  import CoreServices
  import Darwin
  import Dispatch

  /// Tells that something below some folders was written, made, moved or removed: by FSEvents, without looking again and again.
  ///
  /// Changes that follow each other closely are told once. Folders may come and go, and what an editor keeps beside a file (`.x.swp`,
  /// `x~`) is not told.
  public enum FolderWatch {
    /// Watches `folders` of the folder `root`, which must exist; the folders need not. One element for every burst of changes; those
    /// that come while the last is worked on are one more. The watch ends with the stream.
    public static func changes(below root: String, in folders: [String]) throws(FileError) -> AsyncStream<Void> {
      guard let real = realpath(root, nil) else { throw FileError(.notFound, "watch", root, errno: errno) }
      defer { free(real) }
      let prefixes = folders.map { Array((String(cString: real) + "/" + $0).utf8) }
      let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
      guard let source = Source(String(cString: real), prefixes, continuation) else {
        throw FileError(.other, "watch", root)
      }
      continuation.onTermination = { _ in source.stop() }
      return stream
    }

    /// Which paths matter, and whom to tell.
    private final class Listener: Sendable {
      let prefixes: [[UInt8]]
      let continuation: AsyncStream<Void>.Continuation

      init(_ prefixes: [[UInt8]], _ continuation: AsyncStream<Void>.Continuation) {
        self.prefixes = prefixes
        self.continuation = continuation
      }

      func matters(_ path: [UInt8]) -> Bool {
        guard path.last != 0x7E, prefixes.contains(where: path.starts(with:)) else { return false }
        return !path.split(separator: 0x2F).contains { $0.first == 0x2E }
      }
    }

    /// The system's stream. It is made once, and stopped once, when the other stream ends: hence unchecked.
    private final class Source: @unchecked Sendable {
      private let stream: FSEventStreamRef

      init?(_ root: String, _ prefixes: [[UInt8]], _ continuation: AsyncStream<Void>.Continuation) {
        var context = FSEventStreamContext()
        context.info = Unmanaged.passRetained(Listener(prefixes, continuation)).toOpaque()
        context.release = { info in info.map { Unmanaged<Listener>.fromOpaque($0).release() } }
        let callback: FSEventStreamCallback = { _, info, count, paths, _, _ in
          guard let info else { return }
          let listener = Unmanaged<Listener>.fromOpaque(info).takeUnretainedValue()
          let paths = paths.assumingMemoryBound(to: UnsafePointer<CChar>.self)
          if (0..<count).contains(where: { listener.matters(Array(String(cString: paths[$0]).utf8)) }) {
            listener.continuation.yield()
          }
        }
        let flags = FSEventStreamCreateFlags(kFSEventStreamCreateFlagFileEvents | kFSEventStreamCreateFlagNoDefer)
        guard
          let stream = FSEventStreamCreate(
            nil, callback, &context, [root] as CFArray, FSEventStreamEventId(kFSEventStreamEventIdSinceNow), 0.02, flags
          )
        else { return nil }
        self.stream = stream
        FSEventStreamSetDispatchQueue(stream, DispatchQueue(label: "perennial.watch"))
        guard FSEventStreamStart(stream) else {
          FSEventStreamInvalidate(stream)
          FSEventStreamRelease(stream)
          return nil
        }
      }

      func stop() {
        FSEventStreamStop(stream)
        FSEventStreamInvalidate(stream)
        FSEventStreamRelease(stream)
      }
    }
  }
#endif
