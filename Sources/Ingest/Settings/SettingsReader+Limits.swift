/// `limits:` in the settings: each is a number of bytes, rows or the like, and each has a bound of its own, beyond which the program
/// could not keep its word to end in bounded time and memory.
extension SettingsReader {
  mutating func readLimits(_ map: inout MapReader) {
    let most = 1 << 40
    read("table_bytes", in: 1...((1 << 32) - 1), \.tableBytes, &map)
    read("note_bytes", in: 1...(16 << 20), \.noteBytes, &map)
    read("yaml_bytes", in: 1...(1 << 30), \.yamlBytes, &map)
    read("rows", in: 1...most, \.rows, &map)
    read("columns", in: 1...1_000_000, \.columns, &map)
    read("cell_bytes", in: 1...(1 << 30), \.cellBytes, &map)
    read("depth", in: 4...256, \.depth, &map)
    read("yaml_values", in: 1...100_000_000, \.yamlValues, &map)
    read("json_values", in: 1...most, \.jsonValues, &map)
    read("yaml_aliases", in: 0...1_000_000, \.yamlAliases, &map)
    read("problems_per_kind", in: 1...1_000_000, \.problemsPerKind, &map)
    read("problems_shown", in: 1...1_000_000, \.problemsShown, &map)
    read("include_depth", in: 8...400, \.includeDepth, &map)
  }

  private mutating func read(
    _ key: String, in range: ClosedRange<Int>, _ limit: WritableKeyPath<WorkspaceLimits, Int>, _ map: inout MapReader
  ) {
    if let value = map.whole(key, in: range) { imports.limits[keyPath: limit] = value }
  }
}
