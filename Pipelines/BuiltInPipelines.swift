/// The pipelines that the binary carries, by name.
public enum BuiltInPipelines {
  /// Name (the file's, without its ending) and text of each pipeline, in alphabetical order.
  public static let all: [(name: String, text: String)] = [
    ("lecture", String(decoding: PackageResources.lecture_yaml, as: UTF8.self))
  ]
}
