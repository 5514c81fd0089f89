internal import Documents
internal import Foundation
internal import Lesson
internal import Wording

/// SCORM 1.2 (ADL, 2001): the player page as one SCO, which keeps the learner's place and answers in the LMS and tells it a grade.
///
/// The page is the same as in the lesson's folder: it looks for the LMS when it is opened (`script/lms/scorm.js`), and without one it is a plain page. The
/// manifest refers to no schema files, so none are in the package: platforms check with their own.
struct SCORMPackage: LessonExport {
  let name = "scorm"
  let otherNames = ["scorm-1.2", "scorm12"]
  let summary = "SCORM 1.2: the page as a package for any LMS, which gets a grade and where the learner is"
  let form = ExportForm.package
  let needs: Set<ExportNeed> = [.formulas]

  func export(_ contents: LessonContents) throws -> Exported {
    let page = try PlayerPage().export(contents)
    let files = page.files.sorted { $0.path < $1.path }
    let manifest = Self.manifest(of: contents.manifest, files: files.map(\.path))
    return Exported(
      [ExportedFile(path: "imsmanifest.xml", type: "application/xml", data: Data(manifest.utf8))] + files,
      remarks: page.remarks + Self.remarks(contents))
  }

  /// SCORM 1.2 Content Aggregation Model, 2.3 (IMS Content Packaging 1.1.2 and ADL's extensions).
  private static func manifest(of lesson: Manifest, files: [String]) -> String {
    let title = lesson.title.split(whereSeparator: \.isNewline).joined(separator: " ")
    var xml = XMLText()
    xml.element(
      "manifest",
      [
        ("identifier", XMLText.identifier("lesson", lesson.id)), ("version", "1.0"),
        ("xmlns", "http://www.imsproject.org/xsd/imscp_rootv1p1p2"),
        ("xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_rootv1p2"),
      ]
    ) { xml in
      xml.element("metadata") { xml in
        xml.value("schema", "ADL SCORM")
        xml.value("schemaversion", "1.2")
      }
      xml.element("organizations", [("default", "lesson")]) { xml in
        xml.element("organization", [("identifier", "lesson")]) { xml in
          xml.value("title", title)
          xml.element("item", [("identifier", "page"), ("identifierref", "files")]) { $0.value("title", title) }
        }
      }
      xml.element("resources") { xml in
        xml.element(
          "resource",
          [("identifier", "files"), ("type", "webcontent"), ("adlcp:scormtype", "sco"), ("href", "index.html")]
        ) { xml in
          for file in files { xml.element("file", [("href", file)]) }
        }
      }
    }
    return xml.finished
  }

  /// What the page can keep in the 4,096 characters of `cmi.suspend_data`: three for each answered question, four for each chapter; what is left is
  /// shared by the essays (`script/lms/suspended.js`).
  private static func remarks(_ contents: LessonContents) -> [ExportRemark] {
    let questions = contents.questions.count { $0.kind != .description }
    let essays = contents.questions.count { $0.kind == .essay }
    let room = max(4096 - 16 - 4 * contents.manifest.chapters.count, 0)
    var remarks: [ExportRemark] = []
    if questions > room / 3 {
      remarks.append(
        ExportRemark(
          .lost, "the lesson",
          "asks \(counted(questions, "question")), and an LMS keeps the answers to \(room / 3) of them until the next visit"
        ))
    }
    // A page is more than most people write.
    let share = max(max(room - 3 * questions, 0) / max(essays, 1) - 4, 0)
    if essays > 0, share < 2000 {
      remarks.append(
        ExportRemark(
          .lost, "the lesson",
          "asks for \(counted(essays, "essay")), and of each an LMS keeps about \(counted(share, "character")) until the next visit, fewer in scripts other than Latin"
        ))
    }
    return remarks
  }
}
