public import Core
import Crypto

/// What a copy says of itself, visibly and as data, so that whoever finds it can tell what it is.
///
/// Everything here is made from what the copy's own readers see: nothing that they may not know leaves a trace in it, not in a digest either.
public struct CopyStamp: Sendable, Equatable {
  /// Who the copy is for.
  public var audience: Audience
  /// The day the book was looked at.
  public var asOf: Day
  /// The last day the copy should be relied on.
  public var validUntil: Day
  /// How it travels.
  public var form: ShareForm
  /// Its pages, by path in the site.
  public var pages: [String]
  /// SHA-256 of the pages as rendered, 64 hexadecimal digits: the data behind the copy, as far as it shows.
  public var data: String
  /// Version of the program.
  public var version: String

  /// Stamps a copy of `pages`.
  public init(
    _ pages: [SharedPage], audience: Audience, asOf: Day, validUntil: Day, form: ShareForm, version: String
  ) {
    self.audience = audience
    self.asOf = asOf
    self.validUntil = validUntil
    self.form = form
    self.pages = pages.map(\.path)
    self.version = version
    data = Self.digest(of: pages)
  }

  /// A stamp without pages, to compare the build of a copy whose data has this digest.
  public init(data: String, audience: Audience, asOf: Day, validUntil: Day, form: ShareForm, version: String) {
    self.init([], audience: audience, asOf: asOf, validUntil: validUntil, form: form, version: version)
    self.data = data
  }

  /// Stamps a published copy of all `files`, which its start page stands for.
  public init(
    copyOf files: [SharedPage], audience: Audience, asOf: Day, validUntil: Day, form: ShareForm, version: String
  ) {
    self.init(files, audience: audience, asOf: asOf, validUntil: validUntil, form: form, version: version)
    pages = [StartPage.path]
  }

  /// SHA-256 over paths and bytes of the pages, each framed by its length.
  public static func digest(of pages: [SharedPage]) -> String {
    var all: [UInt8] = []
    for page in pages {
      for part in [Array(page.path.utf8), page.bytes] {
        all.little(UInt64(part.count))
        all += part
      }
    }
    return SHA256.hex(all)
  }

  /// Twelve digits that tell builds apart: of version, audience, day and data.
  public var build: String {
    String(SHA256.hex(Array("\(version)\n\(audience.rawValue)\n\(asOf)\n\(form.rawValue)\n\(data)".utf8)).prefix(12))
  }

  /// Names and values as a copy carries them, without the seal.
  var fields: [(name: String, value: String)] {
    [
      ("version", version), ("build", build), ("audience", audience.rawValue), ("as-of", asOf.description),
      ("valid-until", validUntil.description), ("form", form.rawValue), ("data", data),
      ("pages", pages.joined(separator: " ")),
    ]
  }

  /// A stamp from the fields of a copy; nil if one is missing or says what none can.
  init?(_ fields: [String: String]) {
    guard let audience = fields["audience"].flatMap(Audience.init(rawValue:)),
      let asOf = fields["as-of"].flatMap({ Day(iso: $0) }),
      let validUntil = fields["valid-until"].flatMap({ Day(iso: $0) }),
      let form = fields["form"].flatMap(ShareForm.init(rawValue:)), let data = fields["data"],
      let version = fields["version"],
      let pages = fields["pages"]
    else { return nil }
    self.audience = audience
    self.asOf = asOf
    self.validUntil = validUntil
    self.form = form
    self.data = data
    self.version = version
    self.pages = pages.utf8.split(separator: 0x20).map { String(Substring($0)) }
  }
}
