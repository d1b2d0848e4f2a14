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

let package = Package(
  name: "fuzz-ingest",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark"),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1"),
    .target(name: "CMarkArena", dependencies: ["CCmark"]),
    .target(name: "Core", swiftSettings: settings),
    .target(name: "Files", dependencies: ["Core"], swiftSettings: settings),
    .target(name: "Markdown", dependencies: ["Core", "CCmark", "CMarkArena"], swiftSettings: settings),
    .target(name: "Portfolio", dependencies: ["Core", "Markdown"], swiftSettings: settings),
    .target(
      name: "Ingest", dependencies: ["Core", "Files", "Portfolio", "Markdown", "CYAML"], swiftSettings: settings),
    .executableTarget(
      name: "fuzz-ingest", dependencies: ["Core", "Files", "Portfolio", "Ingest"], swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]),
  ]
)
