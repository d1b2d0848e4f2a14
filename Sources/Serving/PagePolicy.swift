/// A page's content security policy, opened by just what the reload script needs: itself, and its stream of events.
enum PagePolicy {
  /// Adds `'self'` to the sources of scripts and connections if it isn't there. A policy that says nothing of them and has no
  /// default allows them already.
  static func opened(_ policy: String) -> String {
    var directives = policy.utf8.split(separator: 0x3B).map { words(Substring($0)) }.filter { !$0.isEmpty }
    for name in ["script-src", "connect-src"] { open(name, in: &directives) }
    return directives.map { $0.joined(separator: " ") }.joined(separator: "; ")
  }

  private static func words(_ text: Substring) -> [String] {
    text.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" || $0 == "\r" }.map(String.init)
  }

  private static func open(_ name: String, in directives: inout [[String]]) {
    let names = directives.map { $0.first?.lowercased() }
    if let place = names.firstIndex(of: name) {
      directives[place] = [name] + adding(Array(directives[place].dropFirst()))
    } else if let place = names.firstIndex(of: "default-src") {
      directives.append([name] + adding(Array(directives[place].dropFirst())))
    }
  }

  private static func adding(_ sources: [String]) -> [String] {
    if sources.contains("'self'") { return sources }
    return sources.filter { $0.lowercased() != "'none'" } + ["'self'"]
  }
}
