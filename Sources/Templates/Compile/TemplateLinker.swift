import Core

/// Joins templates: finds the ones that others include, what each one reaches, and what can't work.
struct TemplateLinker {
  private let sources: [TemplateSource]
  private let depth: Int
  private var indexes: [String: Int] = [:]
  private var programs: [TemplateProgram] = []

  /// Sources with names of their own, sorted by name.
  init(_ sources: [TemplateSource], depth: Int) {
    self.sources = sources
    self.depth = depth
    for (index, source) in sources.enumerated() { indexes[source.name] = index }
  }

  mutating func link(into log: inout Diagnostics) -> TemplateLibrary {
    for source in sources { programs.append(program(of: source, into: &log)) }
    let reached = programs.indices.map(reach)
    checkBlocks(reached, into: &log)
    checkRecursion(into: &log)
    return TemplateLibrary(programs: programs, indexes: indexes, closures: reached.map(digest), depth: depth)
  }

  private func program(of source: TemplateSource, into log: inout Diagnostics) -> TemplateProgram {
    if String(validating: source.bytes, as: UTF8.self) == nil {
      log.append(.encoding(source))
    }
    var code = TemplateParser.code(of: source, into: &log)
    for index in code.nodes.indices {
      guard case .include(_, let indent, let overrides, let end) = code.nodes[index] else { continue }
      let label = code.labels[index]
      if indexes[label] == nil {
        log.append(.unknownTemplate(label, at: SourceLocation(source.file, code.places[index]), among: sources))
      }
      code.nodes[index] = .include(template: indexes[label] ?? -1, indent: indent, overrides: overrides, end: end)
    }
    return TemplateProgram(name: source.name, file: source.file, code: code)
  }

  /// The templates that a template includes, itself among them, in order of name.
  private func reach(from start: Int) -> [Int] {
    var seen = [Bool](repeating: false, count: programs.count)
    var waiting = [start]
    seen[start] = true
    while let next = waiting.popLast() {
      for case .include(let template, _, _, _) in programs[next].code.nodes where template >= 0 && !seen[template] {
        seen[template] = true
        waiting.append(template)
      }
    }
    return seen.indices.filter { seen[$0] }
  }

  private func digest(_ reached: [Int]) -> ContentHash {
    var hasher = ContentHasher()
    for index in reached {
      hasher.add(sources[index].name)
      hasher.add(sources[index].bytes)
    }
    return hasher.digest
  }

  /// Reports overrides of blocks that neither the parent nor anything it includes has, and what stands between overrides.
  private func checkBlocks(_ reached: [[Int]], into log: inout Diagnostics) {
    let blocks = programs.map { program in
      program.code.nodes.indices.compactMap { index -> String? in
        if case .block = program.code.nodes[index] { program.code.labels[index] } else { nil }
      }
    }
    for program in programs {
      for (index, node) in program.code.nodes.enumerated() {
        guard case .include(let template, _, let overrides, let end) = node, template >= 0 else { continue }
        let known = reached[template].flatMap { blocks[$0] }
        var given: Set<UInt64> = []
        for override in program.code.overrides[overrides.range] {
          let location = SourceLocation(program.file, override.place)
          if !known.contains(override.label) {
            log.append(.unknownBlock(override.label, of: programs[template].name, at: location, among: known))
          } else if !given.insert(override.name).inserted {
            log.append(.blockGivenTwice(override.label, at: location))
          }
        }
        if program.showsNothing(of: index + 1..<end) { log.append(.ignored(in: program, at: index)) }
      }
    }
  }

  /// Reports templates that include themselves whatever the data: such a page has no end.
  private func checkRecursion(into log: inout Diagnostics) {
    let always = programs.map(Self.unconditionalIncludes)
    for start in programs.indices {
      for include in always[start] where Self.leads(from: include.template, to: start, by: always) {
        log.append(.endless(programs[start], include: include.node))
      }
    }
  }

  private static func unconditionalIncludes(_ program: TemplateProgram) -> [(node: Int, template: Int)] {
    var found: [(node: Int, template: Int)] = []
    var index = 0
    while index < program.code.nodes.count {
      let node = program.code.nodes[index]
      if case .include(let template, _, _, _) = node, template >= 0 { found.append((index, template)) }
      index = node.next(after: index)
    }
    return found
  }

  private static func leads(from start: Int, to goal: Int, by edges: [[(node: Int, template: Int)]]) -> Bool {
    var seen: Set<Int> = [start]
    var waiting = [start]
    while let next = waiting.popLast() {
      if next == goal { return true }
      for edge in edges[next] where seen.insert(edge.template).inserted { waiting.append(edge.template) }
    }
    return false
  }
}

extension TemplateProgram {
  /// Whether a parent's body has something outside of its blocks, where it is never shown.
  fileprivate func showsNothing(of body: Range<Int>) -> Bool {
    var index = body.lowerBound
    while index < body.upperBound {
      switch code.nodes[index] {
      case .block, .endLine: break
      case .text(let bytes, _):
        if code.text[bytes.range].contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) { return true }
      case .value, .section, .include: return true
      }
      index = code.nodes[index].next(after: index)
    }
    return false
  }
}

extension Diagnostic {
  fileprivate static func blockGivenTwice(_ name: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "template.block", "block `\(name)` is given twice", at: location,
      hint: "keep one of them: only the first would show")
  }

  fileprivate static func ignored(in program: TemplateProgram, at node: Int) -> Diagnostic {
    .warning(
      "template.ignored", "text between the blocks of `{{<\(program.code.labels[node])}}` is never shown",
      at: program.location(of: node), hint: "move it into one of the blocks")
  }

  fileprivate static func encoding(_ source: TemplateSource) -> Diagnostic {
    .error(
      "template.encoding", "this template is not UTF-8 text", at: SourceLocation(source.file),
      hint: "save it with the encoding UTF-8")
  }

  fileprivate static func unknownTemplate(
    _ name: String, at location: SourceLocation, among sources: [TemplateSource]
  ) -> Diagnostic {
    .error(
      "template.partial", "there is no template `\(name)`", at: location,
      hint: .suggestion(for: name, among: sources.map(\.name)) ?? "add `templates/\(name).mustache`")
  }

  fileprivate static func unknownBlock(
    _ name: String, of parent: String, at location: SourceLocation, among known: [String]
  ) -> Diagnostic {
    .error(
      "template.block", "`\(parent)` has no block `\(name)`", at: location, hint: .names(for: name, among: known))
  }

  fileprivate static func endless(_ program: TemplateProgram, include node: Int) -> Diagnostic {
    .error(
      "template.recursion", "`\(program.name)` includes itself without a condition, so it would never end",
      at: program.location(of: node), hint: "put the partial inside a section over the children it is for")
  }
}

extension String {
  /// A hint that names what was most likely meant, if something is near.
  static func suggestion(for name: String, among candidates: [String]) -> String? {
    NearestName.of(name, among: candidates).map { "did you mean `\($0)`?" }
  }

  /// A hint that names what was most likely meant, or else what there is.
  static func names(for name: String, among candidates: [String]) -> String {
    if let hint = suggestion(for: name, among: candidates) { return hint }
    var listed: [String] = []
    for candidate in candidates where listed.count < 12 && !listed.contains(candidate) { listed.append(candidate) }
    return listed.isEmpty ? "there are no names here" : "known here: " + listed.joined(separator: ", ")
  }
}
