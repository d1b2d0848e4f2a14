#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of the running program.
enum ProgramFile {
  /// Tells this file from every other build of the program; 0 where the system doesn't say.
  static let stamp: UInt64 = {
    var info = stat()
    #if canImport(Darwin)
      guard stat(CommandLine.arguments.first ?? "", &info) == 0 else { return 0 }
      let modified = info.st_mtimespec
    #else
      guard stat("/proc/self/exe", &info) == 0 else { return 0 }
      let modified = info.st_mtim
    #endif
    return UInt64(truncatingIfNeeded: info.st_size) &* 0x9E37_79B9_7F4A_7C15
      ^ UInt64(truncatingIfNeeded: modified.tv_sec) << 20 ^ UInt64(truncatingIfNeeded: modified.tv_nsec)
  }()
}
