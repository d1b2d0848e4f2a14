public import Files
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Serves a site to browsers on this machine, and tells open pages what happens to it.
///
/// HTTP is SwiftNIO's: the most used and best tested implementation in Swift, its parser the one of Node.js. It needs no Foundation,
/// which this program does without; FlyingFox, a seventh of its size, imports Foundation throughout. It costs a first build about a
/// minute on two cores, and nothing at start-up, since no thread runs before `serve` does.
public struct SiteServer: Sendable {
  /// Why a server can't listen.
  public struct Failure: Error, CustomStringConvertible {
    /// Lower-case, without a full stop.
    public let description: String
    /// Whether another program listens there.
    public let isInUse: Bool
  }

  typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  /// Where it listens, on 127.0.0.1.
  public let port: Int
  private let group: MultiThreadedEventLoopGroup
  private let listener: NIOAsyncChannel<Connection, Never>
  private let responder: Responder

  /// More connections than browsers open; what comes beyond is turned away, so that descriptors are bounded.
  private static let connectionLimit = 256
  /// How long a connection may be silent, in seconds; streams of events say something more often.
  private static let (silence, heartbeat): (Int64, Int64) = (75, 20)

  /// Listens on 127.0.0.1 alone, at `port`, or at any free port for 0. `run` answers.
  public static func listen(site: any FileSystem, state: LiveState, port: Int) async throws(Failure) -> SiteServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let listener = try await ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 64)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .bind(host: "127.0.0.1", port: port) { channel in
          channel.eventLoop.makeCompletedFuture {
            let limits = IdleStateHandler(allTimeout: .seconds(silence))
            try channel.pipeline.syncOperations.addHandlers(limits, ClosesWhenIdle())
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            return try Connection(wrappingChannelSynchronously: channel)
          }
        }
      let bound = listener.channel.localAddress?.port ?? port
      let responder = Responder(site: site, state: state, port: bound)
      return SiteServer(port: bound, group: group, listener: listener, responder: responder)
    } catch {
      try? await group.shutdownGracefully()
      let isInUse = (error as? IOError)?.errnoCode == EADDRINUSE
      throw Failure(
        description: isInUse ? "port \(port) is in use by another program" : "cannot listen on port \(port): \(error)",
        isInUse: isInUse)
    }
  }

  /// Answers until the task is cancelled; then all connections are closed.
  public func run() async {
    let doors = Doors(limit: Self.connectionLimit)
    try? await withThrowingDiscardingTaskGroup { tasks in
      tasks.addTask {
        while !Task.isCancelled {
          try await Task.sleep(for: .seconds(Self.heartbeat))
          responder.state.tellAgain()
        }
      }
      try await listener.executeThenClose { connections in
        for try await connection in connections {
          let isWelcome = doors.enter()
          tasks.addTask {
            if isWelcome { await converse(connection) } else { try? await connection.executeThenClose { _, _ in } }
            doors.leave()
          }
        }
      }
      tasks.cancelAll()
    }
    try? await group.shutdownGracefully()
  }

  /// Answers one request after the other. What a reader does wrong ends the connection and nothing else.
  private func converse(_ connection: Connection) async {
    try? await connection.executeThenClose { inbound, outbound in
      var head: HTTPRequestHead?
      for try await part in inbound {
        switch part {
        case .head(let request): head = request
        // No request has a body that matters.
        case .body: continue
        case .end:
          guard let request = head else { continue }
          head = nil
          guard try await answer(request, connection.channel, outbound) else { return }
        }
      }
    }
  }

  /// Whether the connection stays open for another request.
  private func answer(
    _ request: HTTPRequestHead, _ channel: any Channel,
    _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
  ) async throws -> Bool {
    let known = request.headers[canonicalForm: "if-none-match"]
    let answer = responder.answer(
      Responder.Request(
        method: request.method.rawValue, target: request.uri, hosts: request.headers["host"],
        ifNoneMatch: known.isEmpty ? nil : known.joined(separator: ",")))
    switch answer {
    case .events:
      try await tell(request, channel, outbound)
      return false
    case .response(let response):
      try await outbound.write(contentsOf: parts(of: response, to: request))
      return request.isKeepAlive
    }
  }

  private func parts(of response: Responder.Response, to request: HTTPRequestHead) -> [HTTPServerResponsePart] {
    var headers = HTTPHeaders(response.fields)
    if response.status != 304 { headers.add(name: "Content-Length", value: "\(response.body.count)") }
    if !request.isKeepAlive { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: response.status), headers: headers)
    guard request.method != .HEAD, !response.body.isEmpty else { return [.head(head), .end(nil)] }
    return [.head(head), .body(.byteBuffer(ByteBuffer(bytes: response.body))), .end(nil)]
  }

  private func tell(
    _ request: HTTPRequestHead, _ channel: any Channel,
    _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
  ) async throws {
    let headers = HTTPHeaders([
      ("Content-Type", "text/event-stream"), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ])
    try await outbound.write(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)))
    let (messages, leave) = responder.state.listen()
    defer { leave() }
    channel.closeFuture.whenComplete { _ in leave() }
    for await message in messages {
      try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: message))))
    }
  }
}

/// Counts connections.
private final class Doors: Sendable {
  private let limit: Int
  private let count = Mutex(0)

  init(limit: Int) { self.limit = limit }

  /// Whether there is room for another.
  func enter() -> Bool {
    count.withLock { count in
      count += 1
      return count <= limit
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}

/// Closes a connection on which nothing was said for long.
private final class ClosesWhenIdle: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }
}
