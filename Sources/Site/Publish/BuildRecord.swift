public import Core
public import Files

/// What the last build of a folder read and said, kept beside its manifest: if nothing has changed since, there is nothing to do.
///
/// A text file; one that can't be read stands for no earlier build. Values are separated by tabs, which are escaped where they occur.
public struct BuildRecord: Sendable, Equatable {
  /// An input file.
  public struct Input: Sendable, Equatable {
    /// From the workspace's root.
    public let path: String
    /// As listed; 0 if it proves nothing.
    public let stamp: UInt64
    /// Of its bytes.
    public let digest: ContentHash

    /// A file that was read.
    public init(path: String, stamp: UInt64, digest: ContentHash) {
      self.path = path
      self.stamp = stamp
      self.digest = digest
    }
  }

  /// Of everything that the output depends on: program, options, day and input.
  public var key: ContentHash
  /// Of the manifest that the build left: another manifest is another build's, and this record says nothing of it.
  public var manifest: ContentHash
  /// The closing line's first words: `40 accounts, 17 guides`.
  public var summary: String
  /// How many problems the closing line counts.
  public var warningCount: Int
  /// What was printed.
  public var problems: [Diagnostic]
  /// What was read.
  public var inputs: [Input]

  static let path = ".perennial/build"
  private static let header = "perennial build 1"

  /// A record of a build.
  public init(
    key: ContentHash, manifest: ContentHash, summary: String, warningCount: Int, problems: [Diagnostic], inputs: [Input]
  ) {
    self.key = key
    self.manifest = manifest
    self.summary = summary
    self.warningCount = warningCount
    self.problems = problems
    self.inputs = inputs
  }

  /// The record in an output folder; nil if there is none, or none that can be read.
  public init?(in files: any FileSystem) throws(FileError) {
    guard try files.kind(of: Self.path) == .file else { return nil }
    self.init(try files.read(Self.path))
  }

  /// Puts the record into an output folder.
  public func write(to files: any FileSystem) throws(FileError) {
    try files.write(bytes, to: Self.path + ".new")
    try files.move(Self.path + ".new", to: Self.path)
  }

  init?(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: 0x0A).makeIterator()
    guard let first = lines.next().map(Self.fields), first.count == 5, first[0] == Self.header,
      let key = ContentHash(hex: first[1]), let manifest = ContentHash(hex: first[2]), let count = Int(first[4])
    else { return nil }
    self.init(key: key, manifest: manifest, summary: first[3], warningCount: count, problems: [], inputs: [])
    while let line = lines.next() {
      let fields = Self.fields(line)
      switch fields.first {
      case "input" where fields.count == 4:
        guard let stamp = UInt64(fields[1], radix: 16), let digest = ContentHash(hex: fields[2]) else { return nil }
        inputs.append(Input(path: fields[3], stamp: stamp, digest: digest))
      case "problem":
        guard let problem = Self.problem(fields) else { return nil }
        problems.append(problem)
      default: return nil
      }
    }
  }

  var bytes: [UInt8] {
    var lines = [Self.line([Self.header, key.hex, manifest.hex, summary, String(warningCount)])]
    lines += problems.map { problem in
      Self.line(
        ["problem", problem.severity.rawValue, problem.code, problem.message, problem.hint.map { "+" + $0 } ?? ""]
          + [problem.account.map { "+" + $0 } ?? ""] + Self.words(problem.location)
          + problem.notes.flatMap { [$0.message] + Self.words($0.location) })
    }
    lines += inputs.map { Self.line(["input", String($0.stamp, radix: 16), $0.digest.hex, $0.path]) }
    return Array(lines.joined())
  }

  private static func problem(_ fields: [String]) -> Diagnostic? {
    guard fields.count >= 9, (fields.count - 9) % 4 == 0, let severity = Diagnostic.Severity(rawValue: fields[1]) else {
      return nil
    }
    let optional = { (text: String) in text.isEmpty ? nil : String(text.dropFirst()) }
    let notes = stride(from: 9, to: fields.count, by: 4).map { place in
      Diagnostic.Note(fields[place], at: location(fields[(place + 1)...(place + 3)]))
    }
    return Diagnostic(
      severity, fields[2], fields[3], at: location(fields[6...8]), hint: optional(fields[4]), notes: notes,
      account: optional(fields[5]))
  }

  private static func words(_ location: SourceLocation?) -> [String] {
    guard let location else { return ["", "", ""] }
    return [location.file.path, String(location.line), String(location.column)]
  }

  private static func location(_ words: ArraySlice<String>) -> SourceLocation? {
    let words = Array(words)
    guard let line = Int(words[1]), let column = Int(words[2]) else { return nil }
    return SourceLocation(SourceFile(words[0]), line: line, column: column)
  }

  /// Fields with tabs between them; a tab, a line end and a backslash within a field are escaped.
  private static func line(_ fields: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { line.append(0x09) }
      for byte in field.utf8 {
        switch byte {
        case 0x09: line += [0x5C, 0x74]
        case 0x0A: line += [0x5C, 0x6E]
        case 0x5C: line += [0x5C, 0x5C]
        default: line.append(byte)
        }
      }
    }
    return line + [0x0A]
  }

  private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
    line.split(separator: 0x09, omittingEmptySubsequences: false).map { field in
      guard field.contains(0x5C) else { return String(decoding: field, as: UTF8.self) }
      var bytes: [UInt8] = []
      var isEscaped = false
      for byte in field {
        if isEscaped {
          bytes.append(byte == 0x74 ? 0x09 : byte == 0x6E ? 0x0A : byte)
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else {
          bytes.append(byte)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
