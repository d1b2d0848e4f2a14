// swift-tools-version: 6.2
import PackageDescription

// A package of its own over the same sources (by symbolic links), so that building Perennial doesn't build it, and so that it
// can see what isn't public.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "markdown-bench",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "CMarkArena", dependencies: ["CCmark"]),
    .target(name: "Core", swiftSettings: settings),
    .target(name: "Markdown", dependencies: ["Core", "CCmark", "CMarkArena"], swiftSettings: settings),
    .executableTarget(name: "markdown-bench", dependencies: ["Markdown", "Core", "CCmark"], swiftSettings: settings),
  ]
)
