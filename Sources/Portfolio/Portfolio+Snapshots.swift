public import Core

extension Portfolio {
  /// Parts of the book that a snapshot holds.
  public static let snapshotParts: Set<ClearancePolicy.Part> = [.forecast, .amounts, .health, .risks]

  /// All snapshots, oldest first, with all they hold.
  public var snapshots: Restricted<[Snapshot]> { snapshots(knowing: Self.snapshotParts) }

  /// All snapshots, oldest first, with what `parts` say and the rest blank; guarded as those parts are, and at least as
  /// forecasts are.
  public func snapshots(knowing parts: Set<ClearancePolicy.Part>) -> Restricted<[Snapshot]> {
    let clearance = snapshotClearance(parts)
    return Restricted(
      parts.isSuperset(of: Self.snapshotParts) ? writtenSnapshots : writtenSnapshots.map { $0.knowing(parts) },
      for: clearance)
  }

  /// The newest snapshot written before `day`, with what `parts` say.
  public func snapshot(before day: Day, knowing parts: Set<ClearancePolicy.Part>) -> Restricted<Snapshot?> {
    Restricted(
      writtenSnapshots.last { $0.day < day }.map { $0.knowing(parts) }, for: snapshotClearance(parts))
  }

  /// Day of the newest snapshot written before `day`.
  public func snapshotDay(before day: Day) -> Day? { writtenSnapshots.last { $0.day < day }?.day }

  /// Who may see what `parts` of a snapshot say.
  public func snapshotClearance(_ parts: Set<ClearancePolicy.Part>) -> Audience {
    Self.snapshotParts.filter { parts.contains($0) || $0 == .forecast }
      .reduce(.customer) { max($0, settings.clearance[$1]) }
  }
}
