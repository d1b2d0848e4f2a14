/// Which `Host` headers a server on the loopback answers.
///
/// A page of another site can make its own name point to 127.0.0.1 and then read what is served there, as if it were its own (DNS
/// rebinding). Its requests still carry its name, so only the machine's own names are answered.
enum LocalHost {
  /// Whether exactly one host is named, and it is this machine by one of its own names, at `port`.
  static func accepts(_ hosts: [String], port: Int) -> Bool {
    guard hosts.count == 1, let host = hosts.first else { return false }
    let names = ["127.0.0.1", "localhost", "[::1]"]
    let asked = host.lowercased()
    return names.contains { asked == "\($0):\(port)" || (port == 80 && asked == $0) }
  }
}
