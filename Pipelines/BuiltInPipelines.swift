/// The pipelines that the binary carries, by name.
public enum BuiltInPipelines {
  /// Name (the file's, without its ending) and text of each pipeline, in alphabetical order.
  public static let all: [(name: String, text: String)] = [
    ("lecture", text(PackageResources.lecture_yaml)),
    ("screencast", text(PackageResources.screencast_yaml)),
    ("talk", text(PackageResources.talk_yaml)),
    ("timestamps", text(PackageResources.timestamps_yaml)),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
