import Core
public import Templates

extension SitePlan {
  /// The pages of a pack, its cover first, in the order of the agenda. Of a long table only what stands on its own page comes along.
  /// Throws a `PackProblem` if there is no such person or account, or nothing to meet about.
  public func pack(
    _ ritual: PackRitual, of name: String?, with templates: TemplateLibrary
  ) throws -> [(path: String, bytes: [UInt8])] {
    var agenda = try PackAgenda(ritual, of: name, in: context)
    agenda.keep(Set(pageIDs))
    guard !agenda.points.isEmpty else {
      throw PackProblem.empty("the \(context.audience.rawValue) copy holds nothing that this pack is made of")
    }
    let cover = PackCover(agenda: agenda)
    var bytes: [UInt8] = []
    try templates.render(cover.page.template, cover.build(), into: &bytes)
    return try [(cover.page.path, bytes)] + agenda.points.map { ($0.page.path, try render($0.page, with: templates)) }
  }
}
