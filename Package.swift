// swift-tools-version: 6.2
import Foundation
import PackageDescription

// CI sets this: a warning that nobody reads is a defect that nobody mends.
let warningsAreErrors = ProcessInfo.processInfo.environment["PERENNIAL_WARNINGS_AS_ERRORS"] == "1"

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

/// A room of the house: a library target with its tests. It may import only what is named here; CI checks that it does.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = [],
  testing: [Target.Dependency] = []
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, swiftSettings: settings, plugins: plugins),
    .testTarget(
      name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies + testing,
      swiftSettings: settings),
  ]
}

let package = Package(
  name: "perennial",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "perennial", targets: ["perennial"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Without its trait for Foundation, which the program does without.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

    .target(name: "CMarkArena", dependencies: ["CCmark"]),

    // Templates, styles and the starter workspace travel inside the program: one source, embedded at build time.
    .executableTarget(name: "embed-files", swiftSettings: settings),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .target(name: "BuiltIn", swiftSettings: settings, plugins: ["EmbedFiles"]),

    .executableTarget(
      name: "perennial",
      dependencies: [
        "PerennialCommand", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
  ]
    + room("Core")
    + room("Files", ["Core"])
    + room("Markdown", ["Core", "CCmark", "CMarkArena"])
    + room("Portfolio", ["Core", "Markdown"])
    + room("Ingest", ["Core", "Files", "Portfolio", "Markdown", "CYAML"])
    + room("Insight", ["Core", "Portfolio"], testing: ["Ingest", "Files"])
    + room("Charts", ["Core"])
    + room("Search", ["Core"])
    + room("Proof", ["Core", "Files"])
    + room("Audit", ["Core", "Files", "Portfolio", "Markdown", "Insight", "Proof"], testing: ["Ingest", "BuiltIn"])
    + room(
      "Printing",
      [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      testing: ["Files"])
    + room(
      "Serving",
      [
        "Core", "Files",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ])
    + room("Templates", ["Core"])
    + room(
      "Sharing",
      [
        "Core", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ])
    + room(
      "Site", ["Core", "Files", "Portfolio", "Markdown", "Insight", "Charts", "Search", "Templates"],
      testing: ["Ingest", "BuiltIn"])
    + room(
      "PerennialCommand",
      [
        "Core", "Files", "Portfolio", "Ingest", "Markdown", "Insight", "Templates", "Sharing", "Site", "Proof",
        "Audit",
        "Printing", "Serving",
        "BuiltIn",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ])
)
