#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Prints a page to PDF with an installed Chromium, without a window, a network or a profile.
enum BrowserPrinter {
  private static let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
  private static let onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

  /// The PDF of a page; nil if there is no Chromium, or it makes none.
  static func pdf(of page: [UInt8]) throws -> [UInt8]? {
    guard let browser = executable(), let folder = temporaryFolder() else { return nil }
    defer { remove(folder) }
    let (source, target) = ("\(folder)/page.html", "\(folder)/page.pdf")
    guard CopyFile.write(page, to: source) else { return nil }
    var arguments = [
      browser, "--headless", "--disable-gpu", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND",
      "--no-first-run", "--user-data-dir=\(folder)/profile", "--print-to-pdf=\(target)", "file://\(source)",
    ]
    // Chromium refuses its sandbox to the root user; the page holds no script.
    if geteuid() == 0 { arguments.insert("--no-sandbox", at: 1) }
    guard run(browser, arguments) else { return nil }
    return UserFile.read(target)
  }

  private static func executable() -> String? {
    if let named = environment("CHROMIUM") { return named }
    let folders = (environment("PATH") ?? "/usr/bin").utf8.split(separator: 0x3A).map { String(Substring($0)) }
    let places = names.flatMap { name in folders.map { "\($0)/\(name)" } } + [onMac]
    return places.first { access($0, X_OK) == 0 }
  }

  private static func temporaryFolder() -> String? {
    var name = Array((environment("TMPDIR") ?? "/tmp").utf8.map(CChar.init(bitPattern:)))
    name += "/perennial-XXXXXX".utf8.map(CChar.init(bitPattern:)) + [0]
    guard mkdtemp(&name) != nil else { return nil }
    return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func remove(_ folder: String) { _ = run("/bin/rm", ["/bin/rm", "-rf", folder]) }

  /// Runs a program to its end, its output aside; whether it succeeded.
  private static func run(_ program: String, _ arguments: [String]) -> Bool {
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var child: pid_t = 0
    guard posix_spawn(&child, program, &actions, nil, &words, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { if errno != EINTR { return false } }
    return status == 0
  }
}
