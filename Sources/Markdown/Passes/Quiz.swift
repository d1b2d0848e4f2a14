import Core

/// `::: quiz`: a numbered list of questions. A list of boxes in one makes it a choice, one or several of them right; what
/// follows is the answer, with its reason. Without a script, each answer is behind a disclosure.
enum Quiz {
  static func build(_ block: Draft.NamedBlock, _ draft: inout Draft) {
    let title = block.fence.argument.isEmpty ? Array("quiz".utf8) : block.fence.argument
    let key = draft.key("quiz", title)
    var open = ByteBuffer()
    open.append(#"<div class="questions" data-quiz=""#, key: key, #"">"#)
    block.node.setOnEnter(&open)
    block.node.setOnExit("</div>")
    var number = 0
    for list in block.node.children where list.kind == .list {
      for item in list.children {
        number += 1
        list.insertBefore(question(item, number, &draft))
      }
      draft.remove(list)
    }
    guard number == 0 else { return }
    draft.diagnostics.append(
      .warning(
        "markdown.quiz", "the quiz has no questions", at: draft.location(of: block.place),
        hint: "write the questions as a numbered list"))
  }

  private static func question(_ item: Node, _ number: Int, _ draft: inout Draft) -> Node {
    let paragraph = item.firstChild.flatMap { $0.kind == .paragraph ? $0 : nil }
    let key = draft.key("question", paragraph.map { draft.plainText(of: $0) } ?? [])
    let text = Node.inline([])
    if let paragraph {
      paragraph.moveChildren(to: text)
      draft.remove(paragraph)
    }
    let options = item.children.first { $0.kind == .list && isOptions($0) }
    guard let options else { return short(item, text, key, number) }
    return choice(item, text, options, key, number, &draft)
  }

  private static func isOptions(_ list: Node) -> Bool {
    guard let text = list.firstChild?.firstChild?.firstChild, text.kind == .text else { return false }
    return text.withLiteral { $0.count >= 4 && $0[0] == 0x5B && $0[2] == 0x5D && $0[3] == 0x20 }
  }

  private static func short(_ item: Node, _ text: Node, _ key: Int, _ number: Int) -> Node {
    var open = ByteBuffer()
    open.append(#"<details class="quiz" data-kind="short" data-question=""#, key: key, #"">"#)
    let block = Node.block(&open, "</details>")
    setTitle(of: text, "<summary><i>", number, "</summary>\n")
    block.append(text)
    block.append(answer(item))
    return block
  }

  /// Numbers a question.
  private static func setTitle(of text: Node, _ open: StaticString, _ number: Int, _ close: StaticString) {
    var html = ByteBuffer()
    html.append(open)
    html.appendDecimal(number)
    html.append("</i>")
    text.setOnEnter(&html)
    text.setOnExit(close)
  }

  private static func answer(_ item: Node) -> Node {
    let answer = Node.block("<div>", "</div>")
    item.moveChildren(to: answer)
    return answer
  }

  private static func choice(
    _ item: Node, _ text: Node, _ options: Node, _ key: Int, _ number: Int, _ draft: inout Draft
  ) -> Node {
    let rows = options.children.map { option -> (node: Node, isRight: Bool) in
      guard let paragraph = option.firstChild, paragraph.kind == .paragraph else { return (option, false) }
      return (option, TaskLists.takeBox(from: paragraph) ?? false)
    }
    let right = rows.indices.filter { rows[$0].isRight }
    let isSingle = right.count == 1
    if right.isEmpty {
      draft.diagnostics.append(
        .warning(
          "markdown.quiz", "none of the options is marked as right", at: draft.location(of: options),
          hint: "mark it by [x]"))
    }
    var open = ByteBuffer(capacity: 128)
    open.append("<fieldset class=\"quiz-choice\" data-kind=\"")
    open.append(isSingle ? "single" : "multiple")
    open.append("\" data-right=\"")
    for (place, number) in right.enumerated() {
      if place > 0 { open.append(" ") }
      open.appendDecimal(number + 1)
    }
    open.append("\" data-question=\"", key: key, "\">")
    let block = Node.block(&open, "</fieldset>")
    setTitle(of: text, "<legend><i>", number, "</legend>\n")
    block.append(text)
    block.append(list(of: rows.map(\.node), isSingle: isSingle, key, &draft))
    draft.remove(options)
    let answer = answer(item)
    answer.prepend(.block(Array("<p class=\"right\">\(solution(right))</p>".utf8)))
    let details = Node.block(
      "<details class=\"answer\"><summary>Answer</summary>", "</details>")
    details.append(answer)
    block.append(details)
    return block
  }

  /// `Right: A and C.` Options are lettered in the page.
  private static func solution(_ right: [Int]) -> String {
    let letters = right.map { $0 < 26 ? String(UnicodeScalar(UInt8(65 + $0))) : String($0 + 1) }
    guard let last = letters.last else { return "No option is right." }
    return "Right: \(letters.count == 1 ? last : letters.dropLast().joined(separator: ", ") + " and " + last)."
  }

  private static func list(of options: [Node], isSingle: Bool, _ key: Int, _ draft: inout Draft) -> Node {
    let list = Node.block(#"<ol class="options" type="A">"#, "</ol>")
    for (index, option) in options.enumerated() {
      let line = Node.block("<li>", "</li>")
      var box = ByteBuffer(capacity: 128)
      box.append(isSingle ? "<label><input type=\"radio\" name=\"" : "<label><input type=\"checkbox\" name=\"")
      box.append("", key: key, "\" value=\"")
      box.appendDecimal(index + 1)
      box.append("\"> ")
      let label = Node.inline(&box, "</label>\n")
      if let paragraph = option.firstChild, paragraph.kind == .paragraph {
        paragraph.moveChildren(to: label)
        draft.remove(paragraph)
      }
      line.append(label)
      option.moveChildren(to: line)
      list.append(line)
    }
    return list
  }
}
