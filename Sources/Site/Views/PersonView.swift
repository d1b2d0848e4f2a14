import Templates

/// A person by name and initials.
struct PersonView: TemplateModel {
  let name: String
  let role: String

  init(_ name: String, role: String = "") {
    self.name = name
    self.role = role
  }

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .text("role") { $0.role },
    .text("initials") { Self.initials(of: $0.name) })

  /// First letters of the first and the last word: `Ana Ferreira` gives `AF`; of an address, of its parts before the `@`.
  static func initials(of name: String) -> String {
    let local = name.utf8.split(separator: 0x40).first.map { Substring($0) } ?? ""
    let words = local.unicodeScalars.split { $0 == " " || $0 == "." || $0 == "-" || $0 == "_" }
    let letters = [words.first?.first, words.count > 1 ? words.last?.first : nil].compactMap { $0 }
    return letters.map { String($0).uppercased() }.joined()
  }

  /// A readable name of someone known by e-mail address: `ana.ferreira@example.com` gives `Ana Ferreira`.
  static func name(fromAddress address: String) -> String {
    guard let at = address.utf8.firstIndex(of: 0x40) else { return address }
    return address[..<at].unicodeScalars.split { $0 == "." || $0 == "_" || $0 == "-" }
      .map { word in String(word.prefix(1)).uppercased() + String(word.dropFirst()) }
      .joined(separator: " ")
  }
}
