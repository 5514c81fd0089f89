// swift-tools-version: 6.2
import PackageDescription

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let nio = ["NIOCore", "NIOHTTP1", "NIOPosix"].map { Target.Dependency.product(name: $0, package: "swift-nio") }
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "chop",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "chop", targets: ["chop"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // Leaves: words, time, C
    .systemLibrary(
      name: "CFFmpeg",
      pkgConfig: "libavformat libavcodec libavutil libswresample libswscale",
      providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavutil-dev", "libswscale-dev"])]),
    .target(name: "CSystemCalls"),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .target(name: "Wording"),
    .target(name: "Digests", dependencies: [crypto]),
    .target(name: "FilesOnDisk"),
    .target(name: "Zip", dependencies: ["CZip"]),
    .target(name: "Timeline"),

    // The values a lesson is made of, and hostile text made safe
    .target(name: "Lesson", dependencies: ["Timeline"]),
    .target(name: "Documents", dependencies: ["Timeline", "Wording", yams]),

    // Media: the only import of CFFmpeg
    .target(name: "NALUnits"),
    .target(name: "Media", dependencies: ["CFFmpeg", "NALUnits", "Timeline", "Lesson", "Wording"]),
    .target(name: "Cutting", dependencies: ["Media", "NALUnits", "Timeline", "Lesson", "Wording", crypto]),

    // Pure functions of numbers and text
    .target(name: "Boundaries", dependencies: ["Timeline", "Lesson", "Wording"]),
    .target(name: "Captions", dependencies: ["Timeline", "Lesson", "Documents", "Wording"]),
    .target(name: "ChapterLists", dependencies: ["Timeline", "Lesson", "Documents", "Captions", "Wording"]),
    .target(name: "Quizzes", dependencies: ["Timeline", "Lesson", "Documents", "Wording"]),
    .target(name: "DetailsFile", dependencies: ["Timeline", "Lesson", "Documents", "Wording"]),

    // What runs jobs
    .target(name: "StageGraph", dependencies: ["Timeline", "Wording", "Digests"]),

    // What leaves
    .target(name: "PageAssets", exclude: ["page"]),
    .target(
      name: "Exports",
      dependencies: [
        "Timeline", "Lesson", "Documents", "Captions", "ChapterLists", "Quizzes", "PageAssets", "Wording", "Digests",
        crypto,
      ]),
    .target(
      name: "Verification",
      dependencies: [
        "Media", "Timeline", "Lesson", "Documents", "Captions", "Exports", "Wording", "Digests", "StageGraph",
      ]),
    .target(name: "Preview", dependencies: ["Exports", "Wording"] + nio),

    // The graph
    .target(name: "StageCache", dependencies: ["StageGraph", "Digests", "FilesOnDisk", "Wording"]),
    .target(name: "PipelineFile", dependencies: ["StageGraph", "Documents", "Wording"]),
    .target(name: "Processes", dependencies: ["CSystemCalls", "StageGraph", "Timeline", "Wording", subprocess]),
    .target(
      name: "Pipelines", path: "Pipelines", exclude: ["own-stage.yaml", "own-stage.py"],
      resources: ["lecture", "screencast", "talk", "timestamps"].map { .embedInCode("\($0).yaml") }),

    // Recordings and their companions on disk, and the folder a lesson is made in
    .target(
      name: "Workplace",
      dependencies: ["CSystemCalls", "FilesOnDisk", "Zip", "Lesson", "Documents", "Wording", "Timeline", "Digests"]),
    .target(
      name: "Batch",
      dependencies: ["StageGraph", "Processes", "Lesson", "Exports", "Workplace", "Digests", "FilesOnDisk", "Wording"]),
    // What other programs do better, where they are installed
    .target(name: "Formulas", dependencies: ["Lesson", "Documents", "StageGraph", "Processes", "Wording"]),
    .target(name: "SlideTitles", dependencies: ["StageGraph", "Processes", "Wording"]),
    .target(
      name: "Stages",
      dependencies: [
        "StageGraph", "Formulas", "SlideTitles", "Timeline", "Lesson", "Documents", "Media", "Cutting", "Boundaries",
        "Captions",
        "ChapterLists",
        "Quizzes", "DetailsFile", "Exports", "Verification", "Wording", "Digests",
      ]),
    .executableTarget(
      name: "chop",
      dependencies: [
        "StageGraph", "StageCache", "PipelineFile", "Pipelines", "Processes", "Stages", "Workplace", "Batch", "Digests",
        "Documents", "Lesson", "Timeline", "CSystemCalls", "Formulas",
        "Media", "Boundaries", "ChapterLists", "DetailsFile", "Quizzes", "Verification", "Exports", "Preview",
        "Wording",
        argumentParser,
      ]),

    // Tests mirror Sources
    .target(name: "TestSupport", dependencies: ["Timeline", "Lesson"], path: "Tests/TestSupport"),
  ]
)

/// A test target that mirrors a target of Sources.
func tests(_ name: String, _ more: Target.Dependency...) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.init(stringLiteral: name), "TestSupport"] + (name == "Timeline" ? [] : ["Timeline"]) + more)
}
package.targets += [
  tests("Wording"),
  tests("Timeline"),
  tests("Lesson"),
  tests("Documents"),
  tests("NALUnits"),
  tests("Media", "Lesson"),
  tests("Cutting", "Lesson", "Media"),
  tests("Boundaries", "Lesson", "Media"),
  tests("Captions", "Lesson", "Documents"),
  tests("ChapterLists", "Lesson", "Documents"),
  tests("Quizzes", "Lesson", "Documents"),
  tests("DetailsFile", "Lesson", "Documents"),
  tests("Exports", "Captions", "Lesson", "Documents", "Quizzes", "Digests"),
  tests("Verification", "Lesson", "Documents", "Media", "Cutting", "Exports", "Digests"),
  tests("Preview", "chop", "Lesson", "Exports"),
  tests("StageGraph"),
  tests("StageCache", "StageGraph"),
  tests("PipelineFile", "StageGraph", "Documents"),
  tests("Processes", "CSystemCalls", "StageGraph"),
  tests("Formulas", "Lesson"),
  tests("SlideTitles"),
  tests("Digests"),
  tests("FilesOnDisk"),
  tests("Zip"),
  tests("Workplace", "Lesson", "Digests"),
  tests("Batch", "Lesson", "Exports", "Digests", "Processes", "Workplace"),
  tests(
    "Stages", "StageGraph", "Formulas", "Lesson", "Documents", "Exports", "PipelineFile", "Pipelines", "Processes",
    "Verification", "Workplace"),
  .testTarget(
    name: "ChopTests", dependencies: ["chop", "TestSupport", "Timeline", "Lesson", "Documents", "Digests", "Exports"]),
  .testTarget(name: "FaultTests", dependencies: ["chop", "TestSupport"], exclude: ["faults.c"]),
]

let safeEverywhereBut: Set = ["Media", "Cutting"]
for target in package.targets
where ![.system, .binary, .plugin].contains(target.type) && target.name != "PageAssets" && target.name != "CSystemCalls"
{
  var settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
  if !safeEverywhereBut.contains(target.name), target.type != .test, target.name != "TestSupport",
    target.name != "Pipelines"
  {
    settings.append(.strictMemorySafety())
  }
  target.swiftSettings = settings
}
