// swift-tools-version: 6.2
import PackageDescription

// Run with: swift run -c release --package-path Benchmarks/Templates
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// The two rooms are links to the ones in Sources: what is measured is what is shipped.
let package = Package(
  name: "templates-benchmark",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Core", swiftSettings: settings),
    .target(name: "Templates", dependencies: ["Core"], swiftSettings: settings),
    .executableTarget(name: "bench", dependencies: ["Core", "Templates"], swiftSettings: settings),
  ])
