#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lets the file at `path` be run.
func makeExecutable(_ path: String) -> Bool { chmod(path, 0o755) == 0 }
