internal import Digests
internal import Documents
internal import Foundation
internal import Lesson
internal import Quizzes
internal import Wording

/// IMS Common Cartridge 1.1 (1EdTech, 2011): for each chapter a page with the video and a quiz, then the closing quiz and links. Moodle reads no later
/// version; Canvas, Blackboard and Brightspace read this one too.
struct CommonCartridge: LessonExport {
  /// Whether chapters are links to the page where it is published, in place of pages with the videos: platforms have quotas for what is imported.
  var linksOnly = false

  var name: String { linksOnly ? "common-cartridge-links" : "common-cartridge" }
  var otherNames: [String] { linksOnly ? ["cc-links"] : ["cc", "imscc", "common-cartridge-1.1"] }
  var summary: String {
    linksOnly
      ? "the same without the videos, with links to the published page (--base-url) in place of them"
      : "IMS Common Cartridge 1.1: pages with the videos, quizzes and links for Canvas, Moodle, Blackboard, Brightspace"
  }
  let form = ExportForm.package
  let packageEnding = "imscc"
  var needs: Set<ExportNeed> { linksOnly ? [.baseURL] : [] }

  func export(_ contents: LessonContents) throws -> Exported {
    var cartridge = Cartridge(contents.manifest, pictures: QuestionPictures(contents))
    let pages = LessonPages(contents.manifest)
    if let page = pages.about {
      cartridge.open(pages.aboutTitle, key: "about")
      cartridge.add(page, "about.html", title: pages.aboutTitle, key: "about")
    }
    for (index, chapter) in contents.manifest.chapters.enumerated() {
      let title = "\(chapter.number). \(chapter.title)"
      cartridge.open(title, key: chapter.id)
      if linksOnly {
        let address = contents.baseURL?.address(ofChapter: chapter.id) ?? ""
        cartridge.add(LessonPages.Link(title: title, address: address), "\(chapter.id)/link.xml")
      } else {
        let page = pages.page(of: chapter, captions: contents.captions(ofChapter: index))
        cartridge.add(chapter, page, title: title)
      }
      cartridge.add(
        contents.quiz(ofChapter: index), "\(chapter.id)/quiz.xml", title: pages.quizTitle(of: chapter),
        key: chapter.id, from: chapter.quiz)
    }
    cartridge.open(pages.closingQuizTitle, key: "closing")
    cartridge.add(
      contents.closingQuiz, "closing-quiz.xml", title: pages.closingQuizTitle, key: "closing",
      from: contents.manifest.quiz)
    cartridge.open(pages.linksTitle, key: "links")
    for (index, link) in pages.links.enumerated() { cartridge.add(link, "links/\(index + 1).xml") }
    var exported = cartridge.exported
    if !linksOnly { exported.remarks = contents.furtherPictures + pages.lostCaptions(contents) + exported.remarks }
    return exported
  }
}

/// A cartridge as it grows.
private struct Cartridge {
  private struct Item {
    var identifier: String
    var title: String
    var resource: String?
    var children: [Item] = []
  }
  private struct Resource {
    var identifier: String
    var type: String
    /// Of web content only: what is shown of its files.
    var shown: String?
    var files: [String]
    /// Identifiers of the resources that it shows.
    var needs: [String] = []
  }

  private let lesson: Manifest
  private let pictures: QuestionPictures
  private var items: [Item] = []
  private var resources: [Resource] = []
  private var files: [ExportedFile] = []
  private var remarks: [ExportRemark] = []

  init(_ lesson: Manifest, pictures: QuestionPictures) {
    self.lesson = lesson
    self.pictures = pictures
  }

  /// What is added next stands below this title. Moodle makes a section of it, and wants nothing beside sections.
  mutating func open(_ title: String, key: String) {
    items.append(Item(identifier: identifier("section", key), title: title))
  }

  /// Text whose learners see `page`.
  mutating func add(_ page: String, _ path: String, title: String, key: String) {
    add(title, Resource(identifier: identifier("page", key), type: "webcontent", shown: path, files: [path]))
    files.append(ExportedFile(path: path, type: "text/html", data: Data(page.utf8)))
  }

  /// A chapter's page with its media. Moodle takes the media along only where they belong to the same resource and are named once.
  mutating func add(_ chapter: Manifest.Chapter, _ page: String, title: String) {
    let path = "\(chapter.id)/page.html"
    let media = [chapter.video?.file, chapter.audio?.file].compactMap(\.self) + chapter.shownCaptions.map(\.file)
    add(
      title,
      Resource(
        identifier: identifier("page", chapter.id), type: "webcontent", shown: path, files: [path] + media.map(\.path)))
    files.append(ExportedFile(path: path, type: "text/html", data: Data(page.utf8)))
    files += media.map { ExportedFile(path: $0.path, type: $0.type, content: .copied($0.path)) }
  }

  mutating func add(_ quiz: Quiz?, _ path: String, title: String, key: String, from file: Manifest.QuizFile?) {
    guard let quiz else { return }
    func lose(_ question: Question, _ sentence: String) {
      remarks.append(ExportRemark(.lost, "question '\(shown(question.shownName, limit: 60))'", sentence))
    }
    let unbound = quiz.questions.compactMap { original -> UnboundQuestion? in
      // What is no picture stays among its files, and is lost with them.
      var question = pictures.shown(in: original, below: Self.root)
      question.files.removeAll(where: pictures.holds)
      let adapted = CartridgeQuestion(question)
      for sentence in adapted.losses { lose(original, sentence) }
      return adapted.question.map { UnboundQuestion(question: $0, file: file?.path ?? "", line: 1) }
    }
    let identifiers = Dictionary(
      quiz.questions.map { ($0.id, identifier(ofQuestion: $0.id, in: key)) }, uniquingKeysWith: { first, _ in first }
    )
    let format = CartridgeQuiz(identifier: identifier("quiz", key), title: title, identifiers: identifiers)
    let written = write(unbound, as: format)
    for loss in written.losses { lose(loss.question.question, loss.sentence) }
    guard written.count > 0 else { return }
    let needed = pictures.files.filter { written.text.contains(Self.root + $0.path) }
    add(
      title,
      Resource(
        identifier: format.identifier, type: "imsqti_xmlv1p2/imscc_xmlv1p1/assessment", shown: nil, files: [path],
        needs: needed.map { identifier("picture", $0.path) }))
    files.append(ExportedFile(path: path, type: "application/xml", data: Data(written.text.utf8)))
    for picture in needed where !files.contains(where: { $0.path == picture.path }) {
      resources.append(
        Resource(
          identifier: identifier("picture", picture.path), type: "webcontent", shown: picture.path,
          files: [picture.path]))
      files.append(picture)
    }
  }

  /// Common Cartridge's token for the package's root. Questions have no place of their own that an address could be relative to.
  private static let root = "$IMS-CC-FILEBASE$/"

  mutating func add(_ link: LessonPages.Link, _ path: String) {
    var xml = XMLText()
    xml.element("webLink", [("xmlns", "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1")]) { xml in
      xml.value("title", link.title)
      xml.element("url", [("href", link.address), ("target", "_blank")])
    }
    add(
      link.title,
      Resource(identifier: identifier("link", path), type: "imswl_xmlv1p1", shown: nil, files: [path]))
    files.append(ExportedFile(path: path, type: "application/xml", data: Data(xml.finished.utf8)))
  }

  private mutating func add(_ title: String, _ resource: Resource) {
    let item = Item(identifier: "item-" + resource.identifier, title: title, resource: resource.identifier)
    if let last = items.indices.last { items[last].children.append(item) }
    resources.append(resource)
  }

  /// An NCName that no other lesson has: platforms take what they imported before under the same name for the same thing.
  private func identifier(_ kind: String, _ key: String) -> String {
    "\(kind)-\(sha256("\(lesson.id)/\(kind)/\(key)").prefix(32))"
  }

  /// Keys of questions that have an identifier.
  private var asked: Set<String> = []

  /// By the question's id alone, so that it is the same one in another chapter; where another quiz has that id, by the quiz too.
  private mutating func identifier(ofQuestion id: String, in quiz: String) -> String {
    var key = id
    while !asked.insert(key).inserted { key = "\(quiz)/\(key)" }
    return identifier("question", key)
  }

  var exported: Exported {
    Exported(
      [ExportedFile(path: "imsmanifest.xml", type: "application/xml", data: Data(manifest.utf8))]
        + files.sorted { $0.path < $1.path }, remarks: remarks)
  }

  /// The default namespace comes first: Moodle looks for it in the first 1,024 bytes.
  private var manifest: String {
    let language = lesson.language == "und" ? "x-none" : lesson.language
    var xml = XMLText()
    xml.element(
      "manifest",
      [
        ("xmlns", "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"),
        ("xmlns:lomimscc", "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"),
        ("identifier", identifier("lesson", "")),
      ]
    ) { xml in
      xml.element("metadata") { xml in
        xml.value("schema", "IMS Common Cartridge")
        xml.value("schemaversion", "1.1.0")
        func text(_ xml: inout XMLText, _ name: String, _ text: String) {
          guard !text.isEmpty else { return }
          xml.element("lomimscc:\(name)") { $0.value("lomimscc:string", text, [("language", language)]) }
        }
        xml.element("lomimscc:lom") { xml in
          xml.element("lomimscc:general") { xml in
            text(&xml, "title", lesson.title)
            if lesson.language != "und" { xml.value("lomimscc:language", lesson.language) }
            text(&xml, "description", lesson.description)
          }
          guard !lesson.licence.isEmpty else { return }
          xml.element("lomimscc:rights") { xml in
            xml.element("lomimscc:copyrightAndOtherRestrictions") { $0.value("lomimscc:value", "yes") }
            text(&xml, "description", lesson.licence)
          }
        }
      }
      xml.element("organizations") { xml in
        xml.element("organization", [("identifier", "organization"), ("structure", "rooted-hierarchy")]) { xml in
          xml.element("item", [("identifier", "root")]) { xml in
            for item in items where !item.children.isEmpty { Self.list(item, in: &xml) }
          }
        }
      }
      xml.element("resources") { xml in
        for resource in resources {
          let href = resource.shown.map { [("href", $0)] } ?? []
          xml.element("resource", [("identifier", resource.identifier), ("type", resource.type)] + href) { xml in
            for file in resource.files { xml.element("file", [("href", file)]) }
            for identifier in resource.needs { xml.element("dependency", [("identifierref", identifier)]) }
          }
        }
      }
    }
    return xml.finished
  }

  private static func list(_ item: Item, in xml: inout XMLText) {
    let resource = item.resource.map { [("identifierref", $0)] } ?? []
    xml.element("item", [("identifier", item.identifier)] + resource) { xml in
      xml.value("title", item.title)
      for child in item.children { list(child, in: &xml) }
    }
  }
}
