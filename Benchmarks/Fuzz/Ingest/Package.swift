// swift-tools-version: 6.2
import PackageDescription

// Linux only: libFuzzer comes with the toolchain there. Every room is instrumented, so that the fuzzer sees the ways it takes.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]

func fuzzer(_ name: String, _ rooms: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: rooms, swiftSettings: settings,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
}

let package = Package(
  name: "fuzz-ingest",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark"),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1"),
    .target(name: "Core", swiftSettings: settings),
    .target(name: "Files", dependencies: ["Core"], swiftSettings: settings),
    .target(name: "CMarkArena", dependencies: ["CCmark"], cSettings: [.unsafeFlags(["-fsanitize=fuzzer-no-link"])]),
    .target(name: "Markdown", dependencies: ["Core", "CCmark", "CMarkArena"], swiftSettings: settings),
    .target(name: "Portfolio", dependencies: ["Core", "Markdown"], swiftSettings: settings),
    .target(
      name: "Ingest", dependencies: ["Core", "Files", "Portfolio", "Markdown", "CYAML"], swiftSettings: settings),
    .target(name: "Insight", dependencies: ["Core", "Portfolio"], swiftSettings: settings),
    .target(name: "Templates", dependencies: ["Core"], swiftSettings: settings),
    fuzzer("fuzz-plays", ["Core", "Files", "Portfolio", "Ingest", "Insight"]),
    fuzzer("fuzz-templates", ["Core", "Templates"]),
    fuzzer("fuzz-ingest", ["Core", "Files", "Portfolio", "Ingest"]),
  ]
)
