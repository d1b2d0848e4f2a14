/// How a workspace is read.
public struct ReaderOptions: Sendable {
  /// Whether accounts with errors of their own are left out, listed and built around, instead of stopping the build.
  public var quarantine = false
  /// How many slices of work run side by side; 1 or less means one after the other. The result is the same.
  public var jobs = 1
  /// What is refused for its size.
  public var limits = WorkspaceLimits()
  /// Notes read before, for a process that reads the workspace again.
  public var notes: NoteCache?
  /// How large files of rows are read. The result is the same.
  public var blocks = BlockReading()

  /// Everything in order, nothing in quarantine.
  public init() {}
}

/// How a large file of rows is read, which never stands in memory as a whole.
public struct BlockReading: Sendable, Hashable {
  /// Files of at least so many bytes are read by the block.
  public var threshold = 4 << 20
  /// Bytes of a block: large enough that a call to the system is nothing, small enough for a core's own cache.
  public var size = 256 << 10
  /// Bytes read where a single row is looked up again.
  public var lookup = 4 << 10
  /// So many files are read by the block at most: each is held open until the end, and a process may not hold many.
  public var files = 64

  /// For machines as they are.
  public init() {}

  /// Every file by the smallest of blocks, so that rows are cut off as often as can be.
  public static let smallest: BlockReading = {
    var reading = BlockReading()
    (reading.threshold, reading.size, reading.lookup) = (0, 1, 1)
    return reading
  }()
}

/// Sizes beyond which input is refused with an error that says so, before it costs memory. All may be changed by `limits:` in the
/// settings, which themselves are read under these.
public struct WorkspaceLimits: Sendable, Hashable {
  /// Bytes of one CSV or JSON file.
  public var tableBytes = 1 << 30
  /// Bytes of one note, guide or play.
  public var noteBytes = 4 << 20
  /// Bytes of one YAML file or front matter.
  public var yamlBytes = 4 << 20
  /// Rows of one file.
  public var rows = 10_000_000
  /// Columns of one file.
  public var columns = 2_000
  /// Bytes of one cell.
  public var cellBytes = 1 << 20
  /// How deep maps and lists may stand in each other.
  public var depth = 64
  /// Values in one YAML file, aliases counted with all they stand for.
  public var yamlValues = 200_000
  /// Values in one JSON file.
  public var jsonValues = 100_000_000
  /// Aliases (`*name`) in one YAML file.
  public var yamlAliases = 1_000
  /// Problems of one kind that are told of one file; the rest are counted.
  public var problemsPerKind = 100
  /// Problems that a build prints; the rest are counted.
  public var problemsShown = 100
  /// How deep templates may include each other, sections counted.
  public var includeDepth = 200

  /// Room for a large territory, far below what one machine holds.
  public init() {}
}
