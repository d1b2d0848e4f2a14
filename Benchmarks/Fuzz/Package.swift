// swift-tools-version: 6.2
import PackageDescription

// A package of its own over the same sources (by symbolic links): everything here is built for libFuzzer with AddressSanitizer,
// and normal builds know nothing of it. Linux only: the toolchain for macOS has no libFuzzer.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"]),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func fuzzer(_ name: String, _ rooms: [Target.Dependency]) -> Target {
  .executableTarget(
    name: "fuzz-" + name, dependencies: rooms, swiftSettings: settings,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
}

let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(
      name: "CMarkArena", dependencies: ["CCmark"], cSettings: [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])]),
    room("Core"),
    room("Files", ["Core"]),
    room("Markdown", ["Core", "CCmark", "CMarkArena"]),
    room("Portfolio", ["Core", "Markdown"]),
    room("Ingest", ["Core", "Files", "Portfolio", "Markdown", "CYAML"]),
    room("Insight", ["Core", "Portfolio"]),
    room("Templates", ["Core"]),
    room("Charts", ["Core"]),
    room("Search", ["Core"]),
    room("Site", ["Core", "Files", "Portfolio", "Markdown", "Insight", "Charts", "Search", "Templates"]),
    fuzzer("markdown", ["Markdown", "Core"]),
    fuzzer("ingest", ["Core", "Files", "Portfolio", "Ingest"]),
    fuzzer("plays", ["Core", "Files", "Portfolio", "Ingest", "Insight"]),
    fuzzer("templates", ["Core", "Templates"]),
    fuzzer("files", ["Core", "Files", "Portfolio", "Site"]),
  ]
)
