import Core
import Testing

@testable import Markdown

@Suite struct AccountNoteTests {
  static let note = """
    Lead text.

    ## Summary
    All **well**. ARR {{ account.arr }}.

    ::: customer
    For you, see [[known-guide|the guide]] and [[secret-page]].
    :::

    ## Next steps
    - [ ] Send *renewal* quote @ana due 2026-12-01 !high
    - [x] Confirm entitlement count @mia

    ## Log
    ### 2026-11-10 Call with CIO
    She said yes.

    ::: team
    Walk-away is 5%.
    :::

    ::: customer
    ### 2026-11-12: QBR onsite
    Went well.
    :::

    ### 2026-11-13 E-mail
    Sent.

    ## Risks & issues
    Some.
    """

  let read = Note(note)

  @Test("a clean note has no diagnostics") func clean() {
    #expect(read.problems == [])
  }

  @Test("level 2 headings make sections with a role") func sections() {
    let sections = read.document.sections(for: .team)
    #expect(sections.map(\.role) == [.lead, .summary, .nextSteps, .log, .notes])
    #expect(sections.map(\.title) == [nil, "Summary", "Next steps", "Log", "Risks & issues"])
    #expect(sections.map(\.id) == [nil, "summary", "next-steps", "log", "risks--issues"])
    #expect(sections.map { Int($0.location.line) } == [1, 3, 10, 14, 30])
  }

  @Test("a section's HTML is its own, and a customer's holds only what is marked for customers") func sectionHTML() {
    func html(_ index: Int, _ audience: Audience) -> String {
      let section = read.document.sections(for: audience)[index]
      return String(
        decoding: read.document.html(
          of: section, for: audience, resolver: TestResolver(), rendering: MarkdownRendering(marksAudience: false)),
        as: UTF8.self)
    }
    #expect(html(0, .team) == "<p>Lead text.</p>\n")
    #expect(
      html(1, .team) == """
        <p>All <strong>well</strong>. ARR <b>$1</b>.</p>
        <p>For you, see <a href="known-guide.html" title="Page known-guide">the guide</a> and secret-page.</p>

        """)
    #expect(read.document.sections(for: .customer).map(\.role) == [.summary, .log])
    #expect(read.document.sections(for: .customer).map(\.title) == [nil, nil])
    #expect(
      html(0, .customer)
        == "<p>For you, see <a href=\"known-guide.html\" title=\"Page known-guide\">the guide</a> and secret-page.</p>\n"
    )
  }

  @Test("tasks carry assignee, due day, priority, section and line") func tasks() {
    let tasks = read.document.tasks.compactMap { $0.resolved(for: .team) }
    #expect(tasks.map(\.text) == ["Send renewal quote", "Confirm entitlement count"])
    #expect(tasks.map(\.isDone) == [false, true])
    #expect(tasks.map(\.assignees) == [["ana"], ["mia"]])
    #expect(tasks.map(\.due) == [Day(iso: "2026-12-01"), nil])
    #expect(tasks.map(\.priority) == [.high, nil])
    #expect(tasks.map(\.role) == [.nextSteps, .nextSteps])
    #expect(tasks.map { Int($0.location.line) } == [11, 12])
    #expect(read.document.tasks.allSatisfy { $0.resolved(for: .field) == nil })
    let html = read.document.html(of: tasks[0], for: .team, resolver: TestResolver())
    #expect(String(decoding: html, as: UTF8.self) == "Send <em>renewal</em> quote")
  }

  @Test("touches carry day, kind, title and text") func touches() {
    let touches = read.document.touches.compactMap { $0.resolved(for: .team) }
    #expect(touches.map { $0.day.description } == ["2026-11-10", "2026-11-12", "2026-11-13"])
    #expect(touches.map(\.kind) == [.call, .qbr, .email])
    #expect(touches.map(\.title) == ["Call with CIO", "QBR onsite", "E-mail"])
    #expect(
      touches.map { read.document.plainText(of: $0, for: .team) } == [
        "She said yes. Walk-away is 5%.", "Went well.", "Sent.",
      ])
    #expect(read.document.plainText(of: touches[0], for: .field) == "")
    #expect(read.document.touches.compactMap { $0.resolved(for: .customer)?.title } == ["QBR onsite"])
  }

  @Test("a customer's copy holds nothing else, in any form") func customer() {
    #expect(
      read.html(.customer) == """
        <p>For you, see <a href="known-guide.html" title="Page known-guide">the guide</a> and secret-page.</p>
        <h3 id="2026-11-12-qbr-onsite">2026-11-12: QBR onsite</h3>
        <p>Went well.</p>

        """)
    #expect(
      read.document.plainText(for: .customer)
        == "For you, see the guide and secret-page. 2026-11-12: QBR onsite Went well.")
    #expect(
      String(decoding: read.document.tableOfContents(for: .customer), as: UTF8.self)
        == "<ol><li><a href=\"#2026-11-12-qbr-onsite\">2026-11-12: QBR onsite</a></li></ol>")
    #expect(read.document.wordCount(for: .customer) == 12)
  }
}
