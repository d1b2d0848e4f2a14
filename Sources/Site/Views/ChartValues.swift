import Charts
import Core
import Insight
import Portfolio

extension ChartBand {
  /// The band as charts know it.
  init(_ band: Band?) {
    switch band {
    case .green: self = .green
    case .yellow: self = .yellow
    case .red: self = .red
    case nil: self = .none
    }
  }
}

extension ForecastShade {
  /// The category as charts know it.
  init(_ category: ForecastCategory) {
    switch category {
    case .closedWon: self = .won
    case .commit: self = .commit
    case .bestCase: self = .best
    case .pipeline: self = .pipeline
    case .omitted: self = .omitted
    case .closedLost: self = .lost
    }
  }
}

extension ChartPeriod {
  /// A fiscal quarter: the year again only at its first quarter.
  init(_ quarter: FiscalQuarter) {
    self.init(short: "Q\(quarter.quarter)", long: quarter.display, startsYear: quarter.quarter == 1)
  }
}

extension HealthModel {
  /// The band that a score or a measure's points reach.
  func band(for points: Rational) -> Band { points >= green ? .green : points >= yellow ? .yellow : .red }
}
