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

let package = Package(
  name: "fuzz",
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .target(
      name: "CMarkArena", dependencies: ["CCmark"], cSettings: [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])]),
    .target(name: "Core", swiftSettings: settings),
    .target(name: "Markdown", dependencies: ["Core", "CCmark", "CMarkArena"], swiftSettings: settings),
    .executableTarget(
      name: "fuzz-markdown", dependencies: ["Markdown", "Core"], swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
  ]
)
