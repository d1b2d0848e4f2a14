import Core

/// `::: checklist`: a list with boxes that a script can remember. Works without it.
enum Checklist {
  static func build(_ block: Draft.NamedBlock, _ draft: inout Draft) {
    let title = block.fence.argument.isEmpty ? Array("list".utf8) : block.fence.argument
    for child in block.node.children where child.kind == .list {
      let key = draft.key("checklist", title)
      var open = ByteBuffer()
      open.append(#"<ul class="check" data-checklist=""#, key: key, #"">"#)
      let list = Node.block(&open, "</ul>")
      for item in child.children {
        list.append(build(item, &draft))
      }
      draft.replace(child, by: list)
    }
  }

  /// `<li>` with box, label, time needed, and whatever else the item holds.
  private static func build(_ item: Node, _ draft: inout Draft) -> Node {
    let line = Node.block("<li>", "</li>")
    if let paragraph = item.firstChild, paragraph.kind == .paragraph {
      let isDone = TaskLists.takeBox(from: paragraph) ?? false
      let time = takeTime(from: paragraph)
      let key = draft.key("check", draft.plainText(of: paragraph))
      var html = ByteBuffer()
      html.append(#"<input type="checkbox" id=""#, key: key, isDone ? #"" checked><label for=""# : #""><label for=""#)
      html.append("", key: key, #"">"#)
      let label = Node.inline(&html)
      html.removeAll()
      html.append("</label>")
      if let time {
        html.append(#"<span class="when">"#)
        html.appendEscapedHTML(time)
        html.append("</span>")
      }
      label.setOnExit(&html)
      paragraph.moveChildren(to: label)
      line.append(label)
      draft.remove(paragraph)
    }
    if item.firstChild != nil {
      let rest = Node.block("<div>", "</div>")
      item.moveChildren(to: rest)
      line.append(rest)
    }
    return line
  }

  /// `(5 min)` at the end of the text.
  private static func takeTime(from paragraph: Node) -> [UInt8]? {
    guard let text = paragraph.lastChild, text.kind == .text else { return nil }
    let literal = text.literal
    guard literal.last == 0x29, let open = literal.lastIndex(of: 0x28) else { return nil }
    let time = Array(literal[(open + 1)..<(literal.count - 1)])
    guard let first = time.first, first.isDigit,
      ["min", "minutes", "h", "hour", "hours", "day", "days", "s"].contains(where: { time.hasSuffix(Array($0.utf8)) })
    else { return nil }
    text.setLiteral(Array(literal[..<open]).trimmedEnd)
    return time
  }
}

extension [UInt8] {
  /// Without spaces at the end.
  var trimmedEnd: [UInt8] { Array(self[..<((lastIndex { !$0.isMarkdownSpace } ?? -1) + 1)]) }
}
