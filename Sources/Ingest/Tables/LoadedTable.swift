/// A file of rows whose header is found and whose columns are mapped; their forms are still open.
struct OpenedTable: Sendable {
  var table: ByteTable
  /// How contract headers are read from it, if it has them.
  var contracts: ColumnMap?
  /// How rows of its own kind are read: lines, usage, health, opportunities.
  var rows: ColumnMap?
  let plan: SurveyPlan

  /// The parts of its survey, to be walked side by side.
  func survey(jobs: Int) -> [SurveySlice] { SurveySlice.slices(of: table, plan: plan, jobs: jobs) }
}

/// A file of rows, ready to be read: the forms of its columns are decided.
struct LoadedTable: Sendable {
  let table: ByteTable
  let contracts: ColumnMap?
  let rows: ColumnMap?
  let survey: TableSurvey
}
