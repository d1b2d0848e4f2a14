import Testing

@testable import Serving

@Suite struct LiveStateTests {
  private func next(_ messages: inout AsyncStream<[UInt8]>.Iterator) async -> String {
    await messages.next().map { String(decoding: $0, as: UTF8.self) } ?? "ended"
  }

  @Test func readersAreToldAtOnceAndThenWhatChanges() async {
    let state = LiveState()
    let first = state.build
    let (stream, leave) = state.listen()
    var messages = stream.makeAsyncIterator()
    #expect(await next(&messages).contains("\"build\":\"\(first)\",\"count\":0,\"problems\":[]"))
    state.built(changed: false)
    #expect(await next(&messages).contains(first))
    state.failed([LiveProblem(severity: "error", place: "a.md:1:2", message: "</script>\n")], count: 3)
    let told = await next(&messages)
    #expect(told.contains(first) && told.contains("\"count\":3") && told.contains("a.md:1:2"))
    #expect(!told.contains("</script>") && told.hasSuffix("}\n\n"))
    state.built(changed: true)
    #expect(await next(&messages).contains(state.build) && state.build != first)
    leave()
    #expect(await next(&messages) == "ended")
    #expect(state.listenerCount == 0)
  }

  @Test func aSlowReaderGetsTheNewestAlone() async {
    let state = LiveState()
    let (stream, leave) = state.listen()
    for _ in 0..<100 { state.built(changed: true) }
    var messages = stream.makeAsyncIterator()
    #expect(await next(&messages).contains("\"\(state.build)\""))
    leave()
  }

  @Test func problemsBeyondTheLimitAreCounted() async {
    let state = LiveState()
    state.failed((0..<500).map { LiveProblem(severity: "error", place: nil, message: "m\($0)") }, count: 500)
    let (stream, _) = state.listen()
    var messages = stream.makeAsyncIterator()
    let told = await next(&messages)
    #expect(told.contains("m99\"") && !told.contains("m100\"") && told.contains("\"count\":500"))
  }
}
