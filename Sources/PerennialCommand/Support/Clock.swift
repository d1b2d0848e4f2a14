#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Core

/// The one place that reads a clock: the default of `--as-of`, and the time a build took.
enum Clock {
  /// `SOURCE_DATE_EPOCH` as a day in UTC if it is set, else today where the user is.
  static var today: Day {
    if let epoch = environment("SOURCE_DATE_EPOCH").flatMap(Int.init) {
      return Day(number: epoch >= 0 ? epoch / 86_400 : (epoch - 86_399) / 86_400)
    }
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? Day(number: now / 86_400)
  }

  /// Milliseconds since `start`.
  static func milliseconds(since start: ContinuousClock.Instant) -> Int {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
