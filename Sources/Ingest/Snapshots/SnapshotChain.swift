import Core
import Portfolio

/// Checks that snapshots follow each other: one a day, each written after the one that it names, none changed since.
struct SnapshotChain {
  /// Oldest first, one a day.
  private(set) var found: [SnapshotReader.Found] = []

  /// Puts `all` in order.
  init(_ all: [SnapshotReader.Found], into log: inout Diagnostics) {
    var byDay: [Day: SnapshotReader.Found] = [:]
    for one in all {
      let day = one.snapshot.day
      guard let first = byDay[day] else {
        byDay[day] = one
        continue
      }
      // The one under its own name is the true one.
      let (kept, other) = one.file.path == SnapshotFile.path(of: day) ? (one, first) : (first, one)
      byDay[day] = kept
      log.append(
        .error(
          "snapshot.duplicate-day", "there are two snapshots of \(day)", at: SourceLocation(other.file),
          hint: "keep one of the two", notes: [.init("the other is \(kept.file.path)")]))
    }
    found = byDay.values.sorted { $0.snapshot.day < $1.snapshot.day }
    checkLinks(byDay, into: &log)
    checkWeeks(into: &log)
  }

  /// Where snapshots are written every week, a week without one is told: what moved in it can't be told apart any more.
  private func checkWeeks(into log: inout Diagnostics) {
    let gaps = zip(found, found.dropFirst()).map { $1.snapshot.day - $0.snapshot.day }
    guard gaps.count >= 3, gaps.sorted()[gaps.count / 2] <= 8 else { return }
    for (place, gap) in gaps.enumerated() where gap >= 13 {
      let (before, after) = (found[place].snapshot.day, found[place + 1])
      // One that was written and is gone is told already.
      if let previous = after.previous, previous.day != before { continue }
      log.append(
        .warning(
          "snapshot.week",
          "there is no snapshot between \(before) and \(after.snapshot.day), though there is one a week otherwise",
          at: SourceLocation(after.file),
          hint: "what moved in between counts as moved at once; write one for each call with `perennial snapshot`"))
    }
  }

  private func checkLinks(_ byDay: [Day: SnapshotReader.Found], into log: inout Diagnostics) {
    for (place, one) in found.enumerated() {
      guard let previous = one.previous else {
        if place > 0 { unlinked(one, after: found[place - 1], &log) }
        continue
      }
      if previous.day >= one.snapshot.day {
        backwards(one, previous.day, &log)
      } else if let old = byDay[previous.day] {
        if old.snapshot.digest != previous.digest { changed(old, known: one, &log) }
        if place > 0, found[place - 1].snapshot.day > previous.day { unlinked(one, after: found[place - 1], &log) }
      } else {
        gone(one, previous.day, &log)
      }
    }
  }

  private func changed(_ old: SnapshotReader.Found, known by: SnapshotReader.Found, _ log: inout Diagnostics) {
    log.append(
      .error(
        "snapshot.changed", "the snapshot was changed after that of \(by.snapshot.day) was written",
        at: SourceLocation(old.file), hint: "take the file back from version control: a snapshot is never edited",
        notes: [.init("its digest is kept here", at: by.previousPlace)]))
  }

  private func backwards(_ one: SnapshotReader.Found, _ day: Day, _ log: inout Diagnostics) {
    log.append(
      .error(
        "snapshot.clock", "the snapshot of \(one.snapshot.day) says that it was written after that of \(day)",
        at: one.previousPlace, hint: "the clock went backwards: write snapshots with `--as-of` the day of the call"))
  }

  private func gone(_ one: SnapshotReader.Found, _ day: Day, _ log: inout Diagnostics) {
    log.append(
      .warning(
        "snapshot.gone", "the snapshot of \(day), which this one was written after, is gone", at: one.previousPlace,
        hint: "take it back from version control; without it nobody can tell whether it was changed"))
  }

  private func unlinked(
    _ one: SnapshotReader.Found, after before: SnapshotReader.Found, _ log: inout Diagnostics
  ) {
    log.append(
      .warning(
        "snapshot.clock",
        "the snapshot of \(one.snapshot.day) was written without knowing that of \(before.snapshot.day)",
        at: one.previousPlace,
        hint: "one of the two was written later than its day; look into version control which one is true"))
  }

  /// Names what no file knows any more: accounts in any snapshot, open deals in the newest.
  func checkIDs(accounts: Set<String>, deals: Set<String>, into log: inout Diagnostics) {
    for one in found {
      var (unknown, place): ([String], SourceLocation?) = ([], nil)
      for (deal, location) in zip(one.snapshot.deals, one.places)
      where !accounts.contains(deal.account) && unknown.last != deal.account {
        unknown.append(deal.account)
        place = place ?? location
      }
      guard let first = place else { continue }
      log.append(
        .warning(
          "snapshot.unknown-account",
          "the snapshot names \(unknown.count == 1 ? "an account" : "\(unknown.count) accounts") without a note: \(Self.list(unknown))",
          at: first, hint: "its deals count as lost; keep the notes of accounts that left, and don't rename their files"
        ))
    }
    guard let newest = found.last else { return }
    for (deal, location) in zip(newest.snapshot.deals, newest.places)
    where deal.category?.isClosed == false && accounts.contains(deal.account) && !deals.contains(deal.id) {
      log.append(
        .warning(
          "snapshot.unknown-id", "the open deal \"\(deal.id.clipped)\" of \(deal.account) is in no file any more",
          at: location, hint: "export it with its outcome; until then it counts as lost"))
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
  }
}
