#!/usr/bin/env python3
"""How well boundaries lie where topics change, by words alone: chop against equal lengths and TextTiling.

  apt-get install debian-handbook && pip install nltk numpy
  Tests/Bench/topics.py .build/release/chop en-US de-DE ja-JP

The text is the Debian Administrator's Handbook, which exists in many languages: each of its chapters is a lecture, and where its sections begin (those below
250 words joined to the one before) is the truth. It is "spoken" at 150 words a minute (400 characters a minute where words have no spaces), as noise with a pause of 0.6 s after
every sentence and nowhere else, so that the sound says nothing of sections; the captions have cues of eight words without punctuation. All
methods are told the same target, four minutes, and none the number of sections.

Pk (Beeferman et al., 1999) and WindowDiff (Pevzner and Hearst, 2002) with half the mean section as window, less is better; F1 counts boundaries
within 15 s, more is better. Means over the lectures.
"""
import html.parser, json, pathlib, re, subprocess, sys, tempfile
import nltk, numpy

BOOK = pathlib.Path("/usr/share/doc/debian-handbook/html")
TARGET = 240.0
RATE = 8000


class Prose(html.parser.HTMLParser):
    """The paragraphs of a page, with a mark at each heading of a section."""

    def __init__(self):
        super().__init__()
        self.parts, self.buffer, self.skipped = [[]], None, 0

    def handle_starttag(self, tag, attributes):
        classes = dict(attributes).get("class") or ""
        self.skipped += tag in ("pre", "table", "script", "style")
        if tag in ("h2", "h3") and "title" in classes:
            self.close_paragraph()
            self.parts.append([])
        if tag == "p" or tag == "div" and classes in ("para", "simpara"):
            self.close_paragraph()
            self.buffer = ""

    def handle_endtag(self, tag):
        self.skipped -= tag in ("pre", "table", "script", "style")

    def handle_data(self, data):
        if self.buffer is not None and self.skipped == 0:
            self.buffer += data

    def close_paragraph(self):
        text = " ".join((self.buffer or "").split())
        if text:
            self.parts[-1].append(text)
        self.buffer = None


def words_of(text, spaceless):
    return [c for c in text if not c.isspace()] if spaceless else text.split()


def lectures(language):
    spaceless = language[:2] in ("ja", "zh")
    index = (BOOK / language / "index.html").read_text(encoding="utf-8")
    pages = dict.fromkeys(re.findall(r'href="([a-z0-9.-]+\.html)', index))
    chapters = []
    for page in pages:
        if page == "index.html":
            continue
        if not page.startswith("sect."):
            chapters.append([])
        if chapters:
            chapters[-1].append(page)
    for chapter in chapters:
        sections = []
        for page in chapter:
            prose = Prose()
            prose.feed((BOOK / language / page).read_text(encoding="utf-8"))
            prose.close_paragraph()
            for part in prose.parts:
                words = [w for paragraph in part for w in words_of(paragraph, spaceless)]
                if sections and len(sections[-1]) < (650 if spaceless else 250):
                    sections[-1] += words
                elif words:
                    sections.append(words)
        if len(sections) >= 4:
            yield sections, spaceless


def spoken(sections, spaceless):
    """Words with their start and end in seconds, where sentences end, and the truth."""
    seconds = 60 / 400 if spaceless else 60 / 150
    time, words, ends, truth = 1.0, [], [], []
    for section in sections:
        if words:
            truth.append(time)
        for word in section:
            words.append((time, time + seconds, word))
            time += seconds
            if re.search(r"[.!?:。！？]['\"”»)]*$", word):
                ends.append((time, time + 0.6))
                time += 0.6
    return words, ends, truth, time + 1


def clock(seconds):
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def chop(program, folder, words, ends, length, spaceless):
    samples = numpy.random.default_rng(1).normal(0, 0.1, int(length * RATE))
    # Syllables: four a second, and the room is heard between them.
    samples *= 0.502 + 0.5 * numpy.sin(numpy.arange(len(samples)) / RATE * 2 * numpy.pi * 4)
    for start, end in [(0, 1), *ends, (length - 1, length)]:
        samples[int(start * RATE) : int(end * RATE)] *= 0.002
    with open(folder / "a.raw", "wb") as raw:
        raw.write((samples * 20000).clip(-32767, 32767).astype("<i2").tobytes())
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-i", folder / "a.raw", folder / "a.wav"], check=True)
    cues = ["WEBVTT\n"]
    step = 20 if spaceless else 8
    for index in range(0, len(words), step):
        cue = words[index : index + step]
        text = ("" if spaceless else " ").join(re.sub(r"[^\w'’-]", "", w[2].lower()) for w in cue)
        cues.append(f"{clock(cue[0][0])} --> {clock(cue[-1][1])}\n{text or '-'}\n")
    (folder / "a.vtt").write_text("\n".join(cues), encoding="utf-8")
    plan = subprocess.run(
        [program, "plan", "a.wav", "--json", "--quiet", "--target", f"{int(TARGET)}s", "--no-cache"], cwd=folder, capture_output=True,
        check=True)
    return [chapter["start"] for chapter in json.loads(plan.stdout)["chapters"][1:]]


def equal(length):
    count = max(1, round(length / TARGET))
    return [length * i / count for i in range(1, count)]


def text_tiling(words):
    """Paragraphs, which TextTiling cuts at, are of forty words."""
    text = ""
    for index in range(0, len(words), 40):
        text += " ".join(w[2] for w in words[index : index + 40]) + "\n\n"
    common = sorted({w[2].lower() for w in words}, key=lambda w: -sum(1 for v in words[:3000] if v[2].lower() == w))[:60]
    tiles = nltk.tokenize.TextTilingTokenizer(stopwords=common).tokenize(text)
    starts, count = [], 0
    for tile in tiles[:-1]:
        count += len(tile.split())
        starts.append(words[min(count, len(words) - 1)][0])
    return starts


def measures(found, truth, length):
    marks = lambda times: numpy.cumsum(numpy.bincount([int(t) for t in times], minlength=int(length) + 1))
    window = max(1, int(length / (len(truth) + 1) / 2))
    ours, theirs = marks(found), marks(truth)
    inside, expected = ours[window:] - ours[:-window], theirs[window:] - theirs[:-window]
    hits, left = 0, list(truth)
    for time in found:
        near = [t for t in left if abs(t - time) <= 15]
        if near:
            left.remove(min(near, key=lambda t: abs(t - time)))
            hits += 1
    f1 = 2 * hits / max(1, len(found) + len(truth))
    return numpy.mean((inside > 0) != (expected > 0)), numpy.mean(inside != expected), f1, len(found) / len(truth)


def main(program, *languages):
    program = str(pathlib.Path(program).resolve())
    for language in languages or ["en-US"]:
        results = {}
        for sections, spaceless in lectures(language):
            words, ends, truth, length = spoken(sections, spaceless)
            with tempfile.TemporaryDirectory() as folder:
                methods = {
                    "chop": chop(program, pathlib.Path(folder), words, ends, length, spaceless),
                    "equal lengths": equal(length)}
            if not spaceless:
                methods["TextTiling"] = text_tiling(words)
            for name, found in methods.items():
                results.setdefault(name, []).append(measures(found, truth, length))
        for name, rows in results.items():
            pk, difference, f1, ratio = numpy.mean(rows, axis=0)
            print(f"{language} {len(rows)} lectures  {name:14} Pk {pk:.3f}  WindowDiff {difference:.3f}  F1 {f1:.3f}  boundaries {ratio:.2f} of the truth", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
