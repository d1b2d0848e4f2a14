import Core

/// How a box stands in a page: its parameters as `meta` elements, its content as text in base 64 at the end.
extension Lockbox {
  /// Names and values of the parameters.
  var fields: [(name: String, value: String)] {
    [
      ("protection", Self.version), ("cipher", Self.cipher), ("derivation", "\(Self.function) \(rounds)"),
      (
        "keys",
        slots.map { [$0.salt, $0.nonce, $0.key].map(Base64.text).joined(separator: ".") }.joined(separator: " ")
      ),
      ("nonce", Base64.text(nonce)), ("expires", expires?.description ?? "-"),
    ]
  }

  static let opening = Array("<script type=\"text/plain\" id=\"content\">".utf8)
  static let closing = Array("</script>".utf8)

  /// Whether a file holds a box, of this or another version.
  static func isIn(_ fields: [String: String]) -> Bool { fields["protection"] != nil }

  /// The box of a page; nil if it is of another form or not whole.
  init?(_ fields: [String: String], in file: [UInt8]) {
    let derivation = fields["derivation"]?.utf8.split(separator: 0x20).map { String(Substring($0)) } ?? []
    guard fields["protection"] == Self.version, fields["cipher"] == Self.cipher, derivation.count == 2,
      derivation[0] == Self.function, let rounds = Int(derivation[1]), Self.acceptedRounds.contains(rounds),
      let expires = fields["expires"].map({ $0 == "-" ? Day?.none : Day(iso: $0) }),
      expires != nil || fields["expires"] == "-",
      let slots = Self.slots(fields["keys"] ?? ""),
      let nonce = fields["nonce"].flatMap({ Base64.decoded($0.utf8) }), nonce.count == 12,
      let start = file.firstIndex(of: Self.opening).map({ $0 + Self.opening.count }),
      let end = file.firstIndex(of: Self.closing, from: start), let content = Base64.decoded(file[start..<end])
    else { return nil }
    self.init(rounds: rounds, expires: expires, slots: slots, nonce: nonce, content: content)
  }

  private static func slots(_ text: String) -> [Slot]? {
    var slots: [Slot] = []
    for slot in text.utf8.split(separator: 0x20) {
      let parts = slot.split(separator: 0x2E).compactMap { Base64.decoded($0) }
      guard parts.count == 3, parts[0].count >= 16, parts[1].count == 12, parts[2].count == 48 else { return nil }
      slots.append(Slot(salt: parts[0], nonce: parts[1], key: parts[2]))
    }
    return (1...mostPassphrases).contains(slots.count) ? slots : nil
  }
}
