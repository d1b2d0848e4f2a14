#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Opens an address in the user's own browser.
enum Opener {
  /// Whether the system's opener was started.
  static func open(_ address: String) -> Bool {
    #if canImport(Darwin)
      let program = "open"
    #else
      let program = "xdg-open"
    #endif
    var words = [strdup(program), strdup(address), nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    return posix_spawnp(&child, program, nil, nil, &words, environ) == 0
  }
}
