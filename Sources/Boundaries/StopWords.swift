/// Words that carry no topic, by language: no title starts or ends with one.
struct StopWords {
  /// Never part of a title made of nouns.
  let stops: Set<String>
  /// Of `stops`, those that may stand within a title: "conservation of energy".
  let connectors: Set<String>
  /// Words with which a question starts that is a title itself: "what is energy".
  let questions: Set<String>
  /// After these the lecturer names the topic.
  let announcements: [[String]]

  /// By the first part of a BCP 47 tag; where nobody said which language it is, the list that two in five of the words
  /// are on. nil for languages without a list.
  static func of(_ language: String, words: [String: Int]) -> StopWords? {
    switch language.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first {
    case "en", "eng": return english
    case "de", "deu", "ger": return german
    case nil, "und":
      let all = words.values.reduce(0, +)
      return [english, german].first { list in
        words.reduce(0) { $0 + (list.stops.contains($1.key) ? $1.value : 0) } * 5 > all * 2
      }
    default: return nil
    }
  }

  private init(stops: String, connectors: String, questions: String, announcements: [String]) {
    func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }
    self.connectors = Set(words(connectors))
    self.questions = Set(words(questions))
    self.stops = Set(words(stops)).union(self.connectors).union(self.questions)
    self.announcements = announcements.map(words)
  }

  private static let english = StopWords(
    stops: """
      i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its
      itself they them their theirs themselves this that these those who whom whose which there here
      am is are was were be been being have has had having do does did doing done will would shall should can could may
      might must ought need dare cannot not no nor never neither none
      if because as until while unless although though since whether than then so but yet however therefore thus
      about above after again against all almost along already also always am any anybody anyone anything anyway around
      away back before behind below besides beyond both cetera down during each either else enough etc even ever every
      everybody everyone everything few first further hence instead into just last later least less like lots many maybe
      more most much near next now off often once one ones only onto other others otherwise out over own per perhaps
      quite rather same several some somebody somehow someone something sometimes somewhere soon still such
      ten too toward towards twice two three under unlike up upon very via well within without
      ok okay oh ah uh um umm uhm er erm hmm hm mhm yeah yes yep right alright actually basically essentially literally
      obviously really simply certainly definitely probably exactly kind sort bit lot thing things stuff way ways guys folks
      hello hi hey welcome bye goodbye please thanks thank sorry today tomorrow yesterday tonight
      go goes going gone went get gets getting got gotten come comes coming came take takes taking took taken make makes
      making made put puts see sees seeing saw seen look looks looking looked know knows knowing knew known think thinks
      thinking thought say says saying said tell tells telling told ask asks asked want wants wanted mean means meant let
      lets give gives giving gave given find finds found keep keeps kept use uses using used try tries trying tried
      start starts starting started begin begins beginning began show shows showing showed shown talk talks talking talked
      call calls called happen happens happened work works seem seems seemed turn turns turned move moves remember
      understand imagine suppose notice consider able good great nice big small little new old long short another different
      important interesting various whole finally quickly slowly usually generally mostly especially specifically currently
      summarize question questions example examples
      i'm i've i'll i'd you're you've you'll you'd he's he'll he'd she's she'll she'd it's it'll we're we've we'll we'd
      they're they've they'll they'd that's that'll there's here's what's who's how's where's let's isn't aren't wasn't
      weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't mustn't ain't
      gonna wanna gotta dont cant lets thats
      """,
    connectors: "of the a an and or in for to with on by from at between through versus vs against",
    questions: "what how why when where",
    announcements: [
      "talk about", "talking about", "turn to", "look at", "looking at", "move on to", "start with", "begin with",
      "introduction to", "topic is", "is called", "learn about", "learn how to", "discuss", "chapter on", "concept of",
      "idea of",
      "notion of", "definition of",
    ])

  private static let german = StopWords(
    stops: """
      ich mich mir mein meine meinen meinem meiner meines du dich dir dein deine deinen er ihn ihm sein seine seinen
      seinem seiner sie ihr ihre ihren ihrem ihrer es wir uns unser unsere unseren unserem unserer euch euer eure man sich
      jemand niemand etwas nichts alles alle allen aller jeder jede jedes jeden jedem dieser diese dieses diesen diesem
      jener jene jenes solche solcher solchen welche welcher welches dessen deren denen selbst selber
      bin bist ist sind seid war waren warst wäre wären gewesen habe hast hat haben hatte hatten hätte hätten gehabt werde
      wirst wird werden wurde wurden würde würden worden kann kannst können könnt konnte konnten könnte könnten muss musst
      müssen musste mussten müsste soll sollen sollte sollten will willst wollen wollte wollten möchte möchten mag mögen darf
      dürfen durfte lassen lässt nicht kein keine keinen keinem keiner nie niemals
      aber oder denn weil dass daß ob wenn als falls damit obwohl während bevor nachdem sondern sowie also doch jedoch
      deshalb deswegen daher darum trotzdem sonst dann da dort hier hin her hierzu dazu dafür davon daran darauf darin darüber
      darunter dabei dadurch dahinter davor
      ab außer bis durch gegen hinter neben ohne seit statt trotz um unter vor wegen wieder weiter
      sehr so zu schon noch nur auch mal immer oft manchmal bereits gerade jetzt nun heute morgen gestern gleich bald eben halt
      eigentlich einfach natürlich vielleicht wahrscheinlich sicher genau wirklich irgendwie irgendwas irgendwann quasi sozusagen
      mehr meist meisten viel viele vielen wenig wenige einige einigen mehrere andere anderen anderer anderes erste ersten
      zweite zweiten dritte letzte letzten nächste nächsten ganz ganze ganzen eins zwei drei
      äh ähm hm mhm ja nein ok okay gut na naja tja ach oh hallo willkommen guten tag danke bitte tschüss
      gehen geht ging gegangen kommen kommt kam machen macht gemacht sehen sieht sehe sah gesehen schauen schaut wissen weiß
      weiss denken denkt sagen sagt sage gesagt geben gibt gab nehmen nimmt heißt heisst heißen nennen nennt genannt bedeutet
      zeigen zeigt gezeigt stellen stellt brauchen braucht bekommen bekommt finden findet beginnen fangen anfangen sprechen
      reden verstehen vorstellen ding dinge sache sachen bisschen paar mal art weise beispiel beispielsweise
      """,
    connectors:
      "der die das des dem den ein eine einen einem einer eines und in im am an auf aus bei beim für mit nach über von vom zum zur zwischen",
    questions: "was wie warum wieso weshalb wann wo wozu",
    announcements: [
      "geht es um", "sprechen über", "reden über", "beginnen mit", "kommen zu", "kommen zum", "kommen zur",
      "beschäftigen uns mit",
      "einführung in", "thema", "begriff", "begriff der", "begriff des", "nennt man", "definition von",
      "definition der",
    ])
}
