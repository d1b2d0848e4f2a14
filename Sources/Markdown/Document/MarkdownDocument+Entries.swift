public import Core

extension MarkdownDocument {
  /// Headings in order.
  public var headings: [Restricted<MarkdownHeading>] {
    records.headings.map { record in
      Restricted(
        MarkdownHeading(
          level: record.level, text: text(of: parts[record.parts], for: record.clearance),
          id: String(decoding: record.id, as: UTF8.self),
          location: record.location, isOutline: record.isOutline), for: record.clearance)
    }
  }

  /// Sections of which `audience` sees anything, in order.
  public func sections(for audience: Audience) -> [MarkdownSection] {
    records.sections.enumerated().compactMap { index, record in
      let heading = record.heading.map { records.headings[$0] }.flatMap { $0.clearance <= audience ? $0 : nil }
      let location = record.heading.map { records.headings[$0].location } ?? SourceLocation(file, line: startLine)
      guard heading != nil || isVisible(record.body, for: audience) else { return nil }
      return MarkdownSection(
        role: record.role, title: heading.map { text(of: parts[$0.parts], for: audience) },
        id: heading.map { String(decoding: $0.id, as: UTF8.self) },
        location: location, index: index)
    }
  }

  private func isVisible(_ range: Range<Int>, for audience: Audience) -> Bool {
    parts[range].contains { part in
      guard part.clearance <= audience else { return false }
      switch part.slot {
      case .text: return bytes[Int(part.start)..<Int(part.end)].contains { !$0.isMarkdownSpace }
      case .image, .figure: return true
      default: return false
      }
    }
  }

  /// Tasks in order.
  public var tasks: [Restricted<MarkdownTask>] {
    records.tasks.enumerated().compactMap { index, record in
      // One inside a footnote has no text in the flow, and isn't a task.
      guard !record.parts.isEmpty else { return nil }
      return Restricted(
        MarkdownTask(
          text: text(of: parts[record.parts], for: record.clearance), isDone: record.isDone,
          assignees: record.assignees, due: record.due,
          priority: record.priority, role: record.role, location: record.location, index: index),
        for: record.clearance)
    }
  }

  /// Log entries in order.
  public var touches: [Restricted<MarkdownTouch>] {
    records.touches.enumerated().map { index, record in
      let heading = records.headings[record.heading]
      return Restricted(
        MarkdownTouch(
          day: record.day, kind: record.kind, title: record.title, id: String(decoding: heading.id, as: UTF8.self),
          location: record.location, index: index), for: heading.clearance)
    }
  }

  /// Links to something in the workspace, in order of appearance.
  public var links: [Restricted<MarkdownLink>] {
    records.links.map { Restricted(MarkdownLink(target: $0.target, location: $0.location), for: $0.clearance) }
  }

  /// Images of the workspace, in order of appearance.
  public var images: [Restricted<MarkdownImage>] {
    records.images.map { Restricted(MarkdownImage(path: $0.path, location: $0.location), for: $0.clearance) }
  }

  /// Figures named in prose, in order of appearance.
  public var figureReferences: [Restricted<MarkdownFigureReference>] {
    records.figures.map {
      Restricted(MarkdownFigureReference(name: $0.name, location: $0.location), for: $0.clearance)
    }
  }
}
