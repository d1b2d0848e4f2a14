// swift-tools-version: 6.2
import PackageDescription

// The rooms are linked in from the house: benchmarks must not widen what the package offers to others.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "ingest-benchmark",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "CMarkArena", dependencies: ["CCmark"]),
    .target(name: "Core", swiftSettings: settings),
    .target(name: "Files", dependencies: ["Core"], swiftSettings: settings),
    .target(name: "Markdown", dependencies: ["Core", "CCmark", "CMarkArena"], swiftSettings: settings),
    .target(name: "Portfolio", dependencies: ["Core", "Markdown"], swiftSettings: settings),
    .target(
      name: "Ingest", dependencies: ["Core", "Files", "Portfolio", "Markdown", "CYAML"], swiftSettings: settings),
    .executableTarget(
      name: "ingest-benchmark", dependencies: ["Core", "Files", "Portfolio", "Ingest"], swiftSettings: settings),
  ]
)
