public import Core
public import Portfolio

extension Insight {
  /// Parts of the book that a bridge tells.
  public static let movementParts: Set<ClearancePolicy.Part> = [.forecast, .amounts]

  /// All snapshots, oldest first, and what the book says on the as-of day as the last one; guarded as amounts are.
  public var history: Restricted<[Snapshot]> {
    portfolio.snapshots(knowing: Self.movementParts).zip(deals(knowing: Self.movementParts)).map { snapshots, now in
      snapshots.filter { $0.day < asOf } + [Snapshot(day: asOf, deals: now, currency: portfolio.settings.currency)]
    }
  }
}

/// A renewal that could still be saved, and what that would add to the call.
public struct ForecastSave: Sendable {
  /// Where it is found.
  public let renewal: RenewalPlace
  /// What the call would gain: the call's own swing; without one, what of its ATR isn't called.
  public let gain: Total
  /// What the swing depends on, if the call names it.
  public let intervention: String?
  /// Whether the gain is the call's own word.
  public let isNamed: Bool
}

extension Insight {
  /// The renewals of a quarter that would add most to its call if they were saved, largest first; guarded as amounts are. What is
  /// decided is left out, and so is what would add nothing.
  public func saves(of quarter: QuarterForecast) -> Restricted<[ForecastSave]> {
    let parts = quarter.renewals.map { place in
      accounts[place.account].renewals.flatMap { save(place, $0[place.place]) }
    }
    return Restricted.all(parts, atLeast: portfolio.settings.clearance[.amounts]).map { saves in
      saves.compactMap(\.self).sorted { a, b in
        a.gain.amount == b.gain.amount
          ? (a.renewal.account, a.renewal.place) < (b.renewal.account, b.renewal.place)
          : a.gain.amount > b.gain.amount
      }
    }
  }

  private func save(_ place: RenewalPlace, _ renewal: RenewalForecast) -> Restricted<ForecastSave?> {
    let intervention = renewal.call?.intervention ?? Restricted(nil, for: .customer)
    return renewal.amount.zip(renewal.swing).zip(intervention).map { pair, intervention in
      guard !renewal.isDecided, renewal.atr.amount > .zero else { return nil }
      let called = renewal.isCalled ? min(pair.0?.amount ?? .zero, renewal.atr.amount) : .zero
      let gain = pair.1?.amount ?? renewal.atr.amount - called
      guard gain > .zero else { return nil }
      return ForecastSave(
        renewal: place, gain: Total(gain, renewal.atr.currency), intervention: intervention, isNamed: pair.1 != nil)
    }
  }
}

extension RenewalForecast {
  /// Whether it counts in the manager's call: won, commit, or a best case that the manager called.
  public var isCalled: Bool {
    switch category {
    case .closedWon, .commit: true
    case .bestCase: call != nil
    case .pipeline, .omitted, .closedLost, nil: false
    }
  }
}
