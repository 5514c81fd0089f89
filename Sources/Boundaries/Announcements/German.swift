extension AnnouncementPhrases {
  /// To another topic, to a worked example, to the end. "Jetzt" and "als Nächstes" alone are as often about the next step.
  static let german = AnnouncementPhrases(
    codes: ["de", "deu", "ger"], openers: "so also gut okay ok ja nun jetzt und dann schön na",
    [
      "kommen wir nun", "kommen wir jetzt", "kommen wir zu", "kommen wir zum", "kommen wir zur", "wir kommen nun",
      "wir kommen jetzt", "wir kommen zu", "wir kommen zum", "wir kommen zur", "damit kommen wir", "nun kommen wir",
      "jetzt kommen wir", "gehen wir weiter", "machen wir weiter", "wenden wir uns", "wir wenden uns", "widmen wir uns",
      "wir widmen uns", "das nächste thema", "unser nächstes thema", "der nächste punkt", "das nächste kapitel",
      "der nächste teil", "der nächste abschnitt", "im nächsten teil", "im nächsten abschnitt", "im nächsten kapitel",
      "die nächste frage", "als nächstes wollen wir", "als nächstes schauen wir", "als nächstes betrachten wir",
      "als nächstes kommen wir", "das erste thema", "das zweite thema", "das letzte thema", "der zweite teil",
      "der letzte teil",
      "schauen wir uns ein beispiel", "sehen wir uns ein beispiel", "nehmen wir ein beispiel",
      "nehmen wir als beispiel",
      "rechnen wir ein beispiel", "rechnen wir das", "machen wir ein beispiel", "dazu ein beispiel",
      "hier ist ein beispiel",
      "beginnen wir mit", "fangen wir an", "fangen wir mit", "fassen wir zusammen", "zusammenfassend", "zum schluss",
      "zum abschluss",
    ])
}
