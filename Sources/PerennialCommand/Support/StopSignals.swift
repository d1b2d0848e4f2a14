import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The wish that a command end: Ctrl-C, or a supervisor's SIGTERM.
enum StopSignals {
  /// Returns at the first of them, or when the task is cancelled. The next one ends the process at once, as it always does.
  static func wait() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let numbers = [SIGINT, SIGTERM]
    let sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    for await _ in stream { break }
    sources.forEach { $0.cancel() }
    for number in numbers { signal(number, SIG_DFL) }
  }
}
