import Foundation

/// A connection to a server on this machine that says exactly the bytes it is told to.
final class LoopbackConnection {
  /// The connection failed, or ended before what was awaited.
  struct Failure: Error {
    let heard: String
  }

  private let descriptor: Int32
  private let port: Int
  private var rest: [UInt8] = []

  init(port: Int) throws {
    self.port = port
    #if canImport(Darwin)
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #else
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isOpen = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isOpen else { throw Failure(heard: "no connection") }
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure(heard: "") }
  }

  /// What comes up to and with `mark`; what comes after it is for the next time.
  func read(until mark: String) throws -> String {
    let mark = Data(mark.utf8)
    while true {
      if let range = Data(rest).firstRange(of: mark) {
        defer { rest = Array(rest[range.upperBound...]) }
        return String(decoding: rest[..<range.upperBound], as: UTF8.self)
      }
      guard take() else { throw Failure(heard: String(decoding: rest, as: UTF8.self)) }
    }
  }

  /// The whole answer to one request, after which the connection ends.
  func ask(_ line: String, _ fields: String = "") throws -> String {
    let host = fields.contains("Host:") ? "" : "Host: 127.0.0.1:\(port)\r\n"
    try send("\(line)\r\n\(host)\(fields)Connection: close\r\n\r\n")
    while take() {}
    return String(decoding: rest, as: UTF8.self)
  }

  private func take() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Foundation.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return false }
    rest += buffer[..<count]
    return true
  }
}
