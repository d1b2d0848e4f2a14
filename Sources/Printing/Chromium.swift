import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An installed browser of Chromium's family, which prints pages to PDF. Perennial brings none: a browser is larger than all the rest.
public struct Chromium: Sendable {
  /// Where it is.
  public let path: String

  /// Names on `PATH`, most likely first.
  static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "brave-browser",
  ]
  /// Where macOS keeps its applications.
  static let applications = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ]

  /// The browser at `path`, or else the first that is found on this machine; nil where there is none.
  public static func installed(at path: String? = nil) async -> Chromium? {
    if let path { return isProgram(path) ? Chromium(path: path) : nil }
    for name in names {
      if let found = try? await Executable.name(name).resolveExecutablePath(in: .inherit) {
        return Chromium(path: found.string)
      }
    }
    return applications.first(where: isProgram).map(Chromium.init(path:))
  }

  private static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// What went wrong, for people.
  public struct Failure: Error, CustomStringConvertible {
    /// The sentence.
    public let description: String
  }

  /// Prints `page`, an absolute path with or without `#fragment`, to the file `pdf`. `scratch` is an empty folder that it may fill.
  /// Gives up after `seconds`.
  public func print(_ page: String, to pdf: String, scratch: String, seconds: Int = 90) async throws(Failure) {
    let arguments = arguments(page, pdf, scratch)
    let path = path
    let status = await withTaskGroup(of: TerminationStatus?.self) { group in
      group.addTask {
        try? await run(.path(FilePath(path)), arguments: Arguments(arguments), output: .discarded, error: .discarded)
          .terminationStatus
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(seconds))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    guard status == .exited(0), access(pdf, R_OK) == 0 else {
      let reason = status.map { "ended with \($0)" } ?? "did not answer within \(seconds) seconds"
      throw Failure(description: "\(path) \(reason) and wrote no PDF")
    }
  }

  private func arguments(_ page: String, _ pdf: String, _ scratch: String) -> [String] {
    // A browser refuses its sandbox to root, as in containers; the pages are ours and under a policy that lets nothing in.
    (geteuid() == 0 ? ["--no-sandbox"] : []) + [
      "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
      "--user-data-dir=\(scratch)", "--no-pdf-header-footer", "--print-to-pdf=\(pdf)", Self.address(page),
    ]
  }

  /// The `file:` address of an absolute path; what a path may hold and an address may not is escaped, but for the `#`.
  static func address(_ page: String) -> String {
    var address = "file://"
    for byte in page.utf8 {
      if "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~#".utf8.contains(byte) {
        address.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        address += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return address
  }
}
