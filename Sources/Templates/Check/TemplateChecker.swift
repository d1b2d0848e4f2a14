import Core

/// Walks a page's template and all it includes as the renderer would, with shapes in place of data, and collects the names
/// and uses that can't be right.
struct TemplateChecker {
  private let programs: [TemplateProgram]
  private var overrides: [ActiveOverride] = []
  private var visited: Set<Visit> = []
  private var depth = 0
  private(set) var problems: [Diagnostic] = []

  /// A block given to one of the parents on the way here; earlier ones count more, as in the renderer.
  private struct ActiveOverride {
    let name: UInt64
    let program: Int
    let body: Span
  }

  /// A body in a context; checked once.
  private struct Visit: Hashable {
    let program: Int
    let body: Span
    let scopes: [CheckScope.Identity]
    let overrides: [Override]

    struct Override: Hashable {
      let program: Int
      let body: Span
    }
  }

  init(_ programs: [TemplateProgram]) {
    self.programs = programs
  }

  /// Checks a template as a page whose names are `keys`.
  mutating func check(_ index: Int, against keys: TemplateKeys) {
    visit(index, 0..<programs[index].code.nodes.count, [.record(keys)])
  }

  private mutating func visit(_ index: Int, _ body: Range<Int>, _ scopes: [CheckScope]) {
    let visit = Visit(
      program: index, body: Span(body), scopes: scopes.map(\.identity),
      overrides: overrides.map { Visit.Override(program: $0.program, body: $0.body) })
    if visited.insert(visit).inserted { walk(index, body, scopes) }
  }

  private mutating func walk(_ index: Int, _ body: Range<Int>, _ scopes: [CheckScope]) {
    // Contexts repeat long before this; it keeps the walk on the stack whatever a template does.
    guard depth < TemplateLibrary.usualDepth else { return }
    depth += 1
    defer { depth -= 1 }
    let program = programs[index]
    var node = body.lowerBound
    while node < body.upperBound {
      let step = program.code.nodes[node]
      switch step {
      case .text, .endLine: break
      case .value(let path, let isRaw): checkValue(program, node, path, isRaw: isRaw, scopes)
      case .section(let path, let isInverted, let end):
        let found = find(program, node, path, scopes)
        let inner = isInverted ? scopes : Self.scopes(inside: found, scopes)
        walk(index, node + 1..<end, inner)
      case .include(let template, _, let overrides, _): include(template, from: index, overrides, scopes)
      case .block(let name, _, let end): visitBlock(name, index, node + 1..<end, scopes)
      }
      node = step.next(after: node)
    }
  }

  private mutating func include(_ template: Int, from index: Int, _ span: Span, _ scopes: [CheckScope]) {
    guard template >= 0 else { return }
    let before = overrides.count
    for override in programs[index].code.overrides[span.range]
    where !overrides.contains(where: { $0.name == override.name }) {
      overrides.append(ActiveOverride(name: override.name, program: index, body: override.body))
    }
    visit(template, 0..<programs[template].code.nodes.count, scopes)
    overrides.removeSubrange(before...)
  }

  private mutating func visitBlock(_ name: UInt64, _ index: Int, _ body: Range<Int>, _ scopes: [CheckScope]) {
    if let override = overrides.first(where: { $0.name == name }) {
      visit(override.program, override.body.range, scopes)
    } else {
      visit(index, body, scopes)
    }
  }

  private static func scopes(inside found: FoundName, _ outer: [CheckScope]) -> [CheckScope] {
    switch found {
    case .field(.text), .field(.texts): CheckScope.push(.leaf(isRaw: false), on: outer)
    case .field(.html): CheckScope.push(.leaf(isRaw: true), on: outer)
    case .field(.record(let keys)), .field(.list(let keys)): CheckScope.push(.record(keys()), on: outer)
    case .field(.open), .anything, .unknown: CheckScope.push(.open, on: outer)
    case .field(.flag), .flag: outer
    }
  }
}

extension TemplateChecker {
  private mutating func checkValue(
    _ program: TemplateProgram, _ node: Int, _ path: TemplatePath, isRaw: Bool, _ scopes: [CheckScope]
  ) {
    let label = program.code.labels[node]
    switch find(program, node, path, scopes) {
    case .field(.html), .unknown: break
    case .field(.text), .anything:
      if isRaw { problems.append(.rawText(label, at: program.location(of: node))) }
    case .field(let kind): problems.append(.unprintable(label, kind, at: program.location(of: node)))
    case .flag: problems.append(.unprintable(label, .flag, at: program.location(of: node)))
    }
  }

  private mutating func find(
    _ program: TemplateProgram, _ node: Int, _ path: TemplatePath, _ scopes: [CheckScope]
  ) -> FoundName {
    guard !path.isElement else { return findElement(program, node, scopes) }
    let parts = program.code.labels[node].utf8.split(separator: 0x2E).map { String(decoding: $0, as: UTF8.self) }
    var found = findFirst(path.first, scopes)
    if case .unknown = found {
      problems.append(.unknownName(parts[0], in: scopes, at: program.location(of: node)))
      return .unknown
    }
    for (index, hash) in zip(parts.indices.dropFirst(), program.code.hashes[path.rest.range]) {
      let owner = found
      found = Self.part(hash, of: owner)
      guard case .unknown = found else { continue }
      let name = parts[..<index].joined(separator: ".")
      problems.append(.unknownPart(parts[index], of: owner, name, at: program.location(of: node)))
      return .unknown
    }
    return found
  }

  private mutating func findElement(
    _ program: TemplateProgram, _ node: Int, _ scopes: [CheckScope]
  ) -> FoundName {
    switch scopes.last {
    case .leaf(let isRaw): return .field(isRaw ? .html : .text)
    case .open: return .anything
    case .record, nil:
      problems.append(.noElement(at: program.location(of: node)))
      return .unknown
    }
  }

  private func findFirst(_ hash: UInt64, _ scopes: [CheckScope]) -> FoundName {
    var mayBeOwn = false
    for scope in scopes.reversed() {
      switch scope {
      case .open: mayBeOwn = true
      case .leaf: continue
      case .record(let keys):
        guard let index = keys.index(of: hash) else { continue }
        return mayBeOwn ? .anything : .field(keys.fields[index].kind)
      }
    }
    return mayBeOwn ? .anything : .unknown
  }

  private static func part(_ hash: UInt64, of owner: FoundName) -> FoundName {
    switch owner {
    case .anything, .field(.open): .anything
    case .field(.record(let keys)):
      keys().index(of: hash).map { .field(keys().fields[$0].kind) } ?? .unknown
    case .field(.list), .field(.texts):
      hash == ListName.any ? .flag : hash == ListName.count ? .field(.text) : .unknown
    default: .unknown
    }
  }
}
