/// A paragraph whose later lines begin with `: ` is a term with its definitions. Also with a blank line between.
enum DefinitionLists {
  static func run(_ draft: inout Draft) {
    guard draft.has(.definitionLists), draft.source.features.contains(.colon) else { return }
    for paragraph in draft.paragraphs where paragraph.parent != nil {
      if paragraph.firstChild.map(isDefinition) == true { attach(paragraph, &draft) } else { split(paragraph, &draft) }
    }
  }

  /// Whether the node opens a definition: text that begins with a colon and a space.
  private static func isDefinition(_ node: Node) -> Bool {
    node.kind == .text && node.startsWith(0x3A)
      && node.withLiteral {
        $0.count >= 2 && ($0[1] == 0x20 || $0[1] == 0x09)
          && !$0.allSatisfy { $0.isMarkdownSpace || $0 == 0x3A }
      }
  }

  private static func takeColon(from text: Node) {
    text.setLiteral(text.literal.dropFirst().drop(while: \.isMarkdownSpace))
  }

  /// `Term`, line break, `: Definition`, in one paragraph. Several terms may share their definitions.
  private static func split(_ paragraph: Node, _ draft: inout Draft) {
    guard paragraph.children.contains(where: opensDefinition) else { return }
    let list = list(before: paragraph)
    var group = term()
    var isTerm = true
    for child in paragraph.children {
      guard child.kind == .softBreak, isTerm || opensDefinition(child) else {
        child.unlink()
        group.append(child)
        continue
      }
      list.append(group)
      if opensDefinition(child), let text = child.next {
        takeColon(from: text)
        isTerm = false
      }
      group = isTerm ? term() : definition()
      draft.remove(child)
    }
    list.append(group)
    draft.remove(paragraph)
  }

  private static func opensDefinition(_ node: Node) -> Bool {
    node.kind == .softBreak && node.next.map(isDefinition) == true
  }

  private static func term() -> Node { .inline("<dt>", "</dt>\n") }

  private static func definition() -> Node { .inline("<dd>", "</dd>\n") }

  /// The list that ends right before the paragraph, or a new one.
  private static func list(before paragraph: Node) -> Node {
    if let previous = paragraph.previous, previous.kind == .customBlock, previous.onEnter == open { return previous }
    let list = Node.block(open, Array("</dl>".utf8))
    paragraph.insertBefore(list)
    return list
  }

  private static let open = Array("<dl>".utf8)

  /// A paragraph that begins with a colon belongs to the paragraph or the list before it.
  private static func attach(_ paragraph: Node, _ draft: inout Draft) {
    guard let previous = paragraph.previous, let text = paragraph.firstChild else { return }
    if previous.kind == .paragraph {
      let list = list(before: previous)
      let term = term()
      previous.moveChildren(to: term)
      list.append(term)
      draft.remove(previous)
    } else if previous.kind != .customBlock || previous.onEnter != open {
      return
    }
    guard let list = paragraph.previous else { return }
    takeColon(from: text)
    let definition = definition()
    paragraph.moveChildren(to: definition)
    list.append(definition)
    draft.remove(paragraph)
  }
}
