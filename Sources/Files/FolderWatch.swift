#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #else
    import Musl
  #endif

  /// Tells that something below some folders was written, made, moved or removed: by inotify, without looking again and again.
  ///
  /// Changes that follow each other closely are told once. Folders may come and go, symbolic links are not followed, and what an
  /// editor keeps beside a file (`.x.swp`, `x~`) is not told. If the system drops events, that counts as a change.
  public enum FolderWatch {
    /// How long it must be quiet until a burst is told, and the longest time one may last, in milliseconds.
    private static let (quiet, longest): (Int32, Int) = (8, 200)

    /// Watches `folders` of the folder `root`, which must exist; the folders need not. One element for every burst of changes; those
    /// that come while the last is worked on are one more. The watch ends with the stream.
    public static func changes(below root: String, in folders: [String]) throws(FileError) -> AsyncStream<Void> {
      let events = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
      guard events >= 0 else { throw FileError(.other, "watch", root, errno: errno) }
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else {
        let code = errno
        close(events)
        throw FileError(.other, "watch", root, errno: code)
      }
      let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      let stopping = ends[1]
      continuation.onTermination = { _ in close(stopping) }
      var watched = WatchedFolders(events: events, root: root, folders: folders)
      let isWatching = watched.begin()
      let code = errno
      let loop = Loop(watched: watched, stop: ends[0], continuation: continuation)
      guard isWatching, start(loop) else {
        loop.end()
        throw FileError(code == ENOENT ? .notFound : .other, "watch", root, errno: code)
      }
      return stream
    }

    private static func start(_ loop: Loop) -> Bool {
      var thread = pthread_t()
      let context = Unmanaged.passRetained(Box(loop)).toOpaque()
      let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        guard let context else { return nil }
        Unmanaged<Box>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }
      guard pthread_create(&thread, nil, body, context) == 0 else {
        Unmanaged<Box>.fromOpaque(context).release()
        return false
      }
      pthread_detach(thread)
      return true
    }

    /// Carries a loop over to its thread.
    private final class Box {
      private var loop: Loop

      init(_ loop: Loop) { self.loop = loop }

      func run() { loop.run() }
    }

    /// What the thread does.
    private struct Loop {
      var watched: WatchedFolders
      let stop: Int32
      let continuation: AsyncStream<Void>.Continuation

      mutating func run() {
        defer { end() }
        while wait(-1) {
          guard watched.take() else { continue }
          let start = ContinuousClock.now
          while ContinuousClock.now - start < .milliseconds(longest), wait(quiet) { _ = watched.take() }
          continuation.yield()
        }
      }

      func end() {
        close(watched.events)
        close(stop)
        continuation.finish()
      }

      /// Whether an event came within so many milliseconds; -1 waits for as long as it takes. False too when it is over.
      private func wait(_ milliseconds: Int32) -> Bool {
        var descriptors = [
          pollfd(fd: watched.events, events: Int16(POLLIN), revents: 0),
          pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&descriptors, 2, milliseconds) < 0 { if errno != EINTR { return false } }
        return descriptors[1].revents == 0 && descriptors[0].revents != 0
      }
    }
  }

  /// The folders under watch, by inotify's number.
  struct WatchedFolders {
    let events: Int32
    private let root: String
    private let folders: [String]
    private var names: [Int32: String] = [:]
    private var top: Int32 = -1

    private static let mask = UInt32(
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM
        | IN_MOVED_TO | IN_ONLYDIR | IN_DONT_FOLLOW)

    init(events: Int32, root: String, folders: [String]) {
      self.events = events
      self.root = root
      self.folders = folders
    }

    /// Watches what is there; false if there is no root, or the system has no watches left.
    mutating func begin() -> Bool {
      top = inotify_add_watch(events, root, Self.mask & ~UInt32(IN_DONT_FOLLOW))
      guard top >= 0 else { return false }
      return folders.allSatisfy { add(root + "/" + $0) }
    }

    /// Watches a folder and all below it. A folder that is gone meanwhile is no failure; no room for more watches is.
    private mutating func add(_ folder: String) -> Bool {
      var pending = [folder]
      while let path = pending.popLast() {
        let number = inotify_add_watch(events, path, Self.mask)
        if number < 0 {
          if errno == ENOSPC || errno == ENOMEM { return false }
          continue
        }
        names[number] = path
        guard let stream = opendir(path) else { continue }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
          let (name, isExact) = DiskFiles.name(of: entry)
          guard entry.pointee.d_type == UInt8(DT_DIR) || entry.pointee.d_type == UInt8(DT_UNKNOWN), isExact,
            name.utf8.first != 0x2E
          else { continue }
          pending.append(path + "/" + name)
        }
      }
      return true
    }

    /// Takes all events that wait; whether one of them matters.
    mutating func take() -> Bool {
      var matters = false
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = buffer.withUnsafeMutableBytes { systemRead(events, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return matters }
        buffer.withUnsafeBytes { raw in
          var offset = 0
          while offset + MemoryLayout<inotify_event>.size <= count {
            let event = raw.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let start = offset + MemoryLayout<inotify_event>.size
            let end = min(start + Int(event.len), count)
            if note(event, name: Array(raw[start..<end].prefix { $0 != 0 })) { matters = true }
            offset = end
          }
        }
      }
    }

    private mutating func note(_ event: inotify_event, name: [UInt8]) -> Bool {
      if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
        for folder in folders { _ = add(root + "/" + folder) }
        return true
      }
      if event.mask & UInt32(IN_IGNORED) != 0 {
        names[event.wd] = nil
        return false
      }
      guard !name.isEmpty, name.first != 0x2E, name.last != 0x7E else { return false }
      let text = String(decoding: name, as: UTF8.self)
      let isFolder = event.mask & UInt32(IN_ISDIR) != 0
      let isNew = event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0
      if event.wd == top, names[top] == nil {
        guard folders.contains(text) else { return false }
        if isFolder, isNew { _ = add(root + "/" + text) }
        return true
      }
      guard let folder = names[event.wd] else { return false }
      if isFolder, isNew { _ = add(folder + "/" + text) }
      // A file that was made is told when it is closed, unless it is a link.
      return isFolder || event.mask & UInt32(IN_CREATE) == 0 || isLink(folder + "/" + text)
    }

    private func isLink(_ path: String) -> Bool {
      var info = stat()
      return lstat(path, &info) == 0 && (info.st_mode & S_IFMT != S_IFREG || info.st_nlink > 1)
    }
  }

  private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
  }
#endif
