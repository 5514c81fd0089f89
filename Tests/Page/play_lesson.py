#!/usr/bin/env python3
"""Plays a lesson in Chromium as a learner would and says what is wrong: sizes and lengths as in the manifest, captions at their times,
quizzes wrong and right, "watch that part again", progress, keyboard, console, requests, axe.

    Tests/Page/play_lesson.py LESSON [LESSON ...] [--where file|ranges|plain] [--shots FOLDER]

Each lesson is opened as a file, from a loopback server below a sub-path, and from one without byte ranges. Exit code 1 if a claim was wrong."""

import argparse
import json
import pathlib
import sys

from answers import asked, give, plain
from lesson_browser import Claims, LessonPage, chromium
from lesson_server import serving

try:
    import webvtt
except ImportError:
    sys.exit("there is no module webvtt: pip install webvtt-py brings it")


class Lesson:
    def __init__(self, folder):
        self.folder = folder
        self.manifest = json.loads((folder / "manifest.json").read_text())
        self.chapters = self.manifest["chapters"]

    def media(self, chapter):
        return chapter.get("video") or chapter["audio"]

    def cues(self, captions):
        return [(cue.start_in_seconds + cue.start_time.milliseconds / 1000, cue.end_in_seconds + cue.end_time.milliseconds / 1000, cue.text)
                for cue in webvtt.read(str(self.folder / captions["path"]))] if captions else []

    def quiz(self, chapter):
        return json.loads((self.folder / chapter["quiz"]["path"]).read_text())["questions"] if chapter.get("quiz") else []


def squeezed(text):
    return " ".join(text.split())


def shows_the_lesson(lesson, view, claims):
    manifest = lesson.manifest
    claims.equal("the title is the manifest's", view.page.inner_text("#title").split(), manifest["title"].split())
    view.page.click("#tab-chapters")
    names = [squeezed(name) for name in view.page.locator(".entry .name").all_inner_texts()]
    claims.equal("every chapter is listed", names, [squeezed(f"{c['number']}. {c['title']}") for c in lesson.chapters])
    for entry, chapter in zip(view.page.query_selector_all(".entry"), lesson.chapters):
        if chapter.get("poster"):
            entry.scroll_into_view_if_needed()
            view.page.wait_for_timeout(50)
            picture = entry.query_selector("img")
            claims.check(f"{chapter['id']} shows its poster", picture and view.until(f"document.querySelectorAll('.entry')[{chapter['number'] - 1}].querySelector('img').naturalWidth > 0"))


def plays_each_chapter(lesson, view, claims):
    for index, chapter in enumerate(lesson.chapters):
        name, file = chapter["id"], lesson.media(chapter)
        if index:
            view.page.locator(".entry .to-chapter").nth(index).click()
        else:
            claims.check("it plays", view.start())
        claims.check(f"{name}: its file is the one that plays", view.until_media(f"v.file === {json.dumps(file['path'])} && v.readyState > 1"))
        claims.check(f"{name}: time goes on", view.until_media("!v.paused && v.currentTime > .3"))
        if chapter.get("video"):
            claims.equal(f"{name}: the picture has the manifest's size", [view.media("videoWidth"), view.media("videoHeight")], [file["width"], file["height"]])
        claims.check(f"{name}: it is as long as the manifest says", abs(view.media("duration") - file["duration"]) < .12, (view.media("duration"), file["duration"]))
        for captions in chapter["captions"]:
            cues = lesson.cues(captions)
            if not cues:
                continue
            view.page.evaluate("track => { const button = document.getElementById('control-captions'); button.click(); }", None)
            item = view.page.locator(f"#control-captions + .menu button:has(span[lang='{captions['language']}'])")
            if item.count():
                item.first.click()
            else:
                view.page.keyboard.press("Escape")
            for start, end, text in (cues[0], cues[len(cues) // 2], cues[-1]):
                middle = min((start + end) / 2, file["duration"] - .2)
                others = [t for s, e, t in cues if s <= middle < e]
                view.seek(middle)
                view.pause()
                wanted = [squeezed(t) for t in others or [text]]
                found = view.until(f"(shown => {json.dumps(wanted)}.every(text => shown.includes(text)))(document.getElementById('caption-text').textContent.replace(/\\s+/g, ' '))", 4000)
                claims.check(f"{name}: the {captions['language']} caption at {middle:.2f} is right", found, (view.text("#caption"), wanted))
        if index == 0:
            view.judge(f"{name} playing")
        view.page.keyboard.press("Escape")
        # Chromium plays what an edit list hides behind the end, and says a longer duration once it has read it.
        view.seek(file["duration"] - .6)
        view.page.wait_for_timeout(300)
        claims.check(f"{name}: nothing lies behind its end", abs(view.media("duration") - file["duration"]) < .12, (view.media("duration"), file["duration"]))


def answers_the_quiz(lesson, view, claims, questions, name):
    judged = set()
    while True:
        view.page.wait_for_selector("#card #stem")
        at = view.page.evaluate("JSON.parse(localStorage.getItem(Object.keys(localStorage).find(k => k.startsWith('chop:lesson:')))).open")
        question = questions[at["at"]]
        kind = question["kind"]
        if kind not in judged:
            judged.add(kind)
            view.judge(f"{name} {kind}")
        if asked(question) and kind != "essay":
            if give(view.page, question, right=False):
                view.page.click("#check")
                view.page.wait_for_selector("#feedback .verdict")
                claims.check(f"{name} {question['id']}: a wrong answer is a step", view.page.query_selector("#feedback.wrong"), view.text("#feedback"))
                if kind == "single-choice":
                    wrong = next(a for a in question["answers"] if a["weight"] < 99.9)
                    if wrong.get("feedback") and plain(wrong["feedback"]):
                        claims.check(f"{name} {question['id']}: its feedback is shown", squeezed(plain(wrong["feedback"])) in view.text("#feedback"), view.text("#feedback"))
                if not judged & {kind + " wrong"}:
                    judged.add(kind + " wrong")
                    view.judge(f"{name} {kind} wrong")
                if question.get("span"):
                    watches_the_part(lesson, view, claims, question, name)
                view.page.click("#card .foot .primary")
            give(view.page, question, right=True)
            view.page.click("#check")
            view.page.wait_for_selector("#feedback .verdict")
            claims.check(f"{name} {question['id']}: the right answer is right", view.page.query_selector("#feedback.right"), view.text("#feedback"))
        elif kind == "essay":
            give(view.page, question, right=True)
            view.page.click("#check")
            view.page.wait_for_selector("#feedback.neutral .verdict")
        is_last = at["at"] == len(questions) - 1
        view.page.click("#card .foot .primary")
        if is_last:
            break
    claims.check(f"{name}: a result follows the last question", view.until("document.querySelector('#card.is-result')"))
    view.judge(f"{name} result")


def watches_the_part(lesson, view, claims, question, name):
    start, end = question["span"]["start"], question["span"]["end"]
    before = view.text("#stem")
    view.page.locator("#card .foot .actions .button", has=view.page.locator("use[href='#icon-again']")).click()
    if question.get("closing"):
        start, end = None, None
    claims.check(f"{name} {question['id']}: the part is watched", view.until_media(
        f"!v.paused && v.currentTime >= {(start or 0) - .3} && v.currentTime <= {end if end else 1e9} + .3"))
    claims.check(f"{name} {question['id']}: a band says so", view.page.is_visible("#banner"))
    if end and end - start > 6:
        view.seek(end - 1)
        view.page.evaluate(f"{view.MEDIA}.play()")
    elif end is None:
        view.page.keyboard.press("Escape")
    claims.check(f"{name} {question['id']}: at its end the question is back", view.until("!document.getElementById('card').hidden", 15000))
    claims.equal(f"{name} {question['id']}: as it was", view.text("#stem"), before)


def goes_through_it(lesson, view, claims):
    """From the start to the closing card: the quiz after each chapter, the closing quiz, progress on the way."""
    view.start()
    for index, chapter in enumerate(lesson.chapters):
        name, questions = chapter["id"], lesson.quiz(chapter)
        claims.check(f"{name} is on the stage", view.until_media(f"v.file === {json.dumps(lesson.media(chapter)['path'])} && v.readyState > 1"))
        # As a whole: a chapter counts as watched by what was played of it.
        view.page.evaluate(f"() => {{ {view.MEDIA}.playbackRate = 16; {view.MEDIA}.play(); }}")
        if any(asked(q) for q in questions):
            claims.check(f"{name}: its quiz follows by itself", view.until("document.getElementById('columns').dataset.mode === 'quiz'", 12000))
            answers_the_quiz(lesson, view, claims, questions, name)
            if index == 0:
                keeps_progress(lesson, view, claims, questions)
            view.page.click("#card .foot .primary")
    closing = lesson.quiz(lesson.manifest) if lesson.manifest.get("quiz") else []
    if closing:
        for question in closing:
            question["closing"] = True
        view.until("document.getElementById('columns').dataset.mode === 'quiz'", 12000)
        answers_the_quiz(lesson, view, claims, closing, "closing quiz")
        view.page.click("#card .foot .primary")
    claims.check("the closing card ends it", view.until("document.querySelector('#card.is-result') && document.querySelector('.scores')", 12000))
    claims.equal("all chapters are done", view.page.locator(".entry .state.is-done").count(), len(lesson.chapters))
    view.judge("closing")


def keeps_progress(lesson, view, claims, questions):
    saved = view.page.evaluate("id => localStorage.getItem('chop:lesson:' + id)", lesson.manifest["id"])
    states = json.loads(saved)["states"] if saved else {}
    claims.check("progress stands under the lesson's id", saved and len(states) >= sum(asked(q) for q in questions), saved)
    view.open()
    claims.equal("progress outlives a reload", view.page.evaluate("id => JSON.parse(localStorage.getItem('chop:lesson:' + id)).states", lesson.manifest["id"]), states)
    claims.check("the first chapter is done", view.page.query_selector(".entry .state.is-done"))
    view.page.click("#go")
    view.page.click("#tab-chapters")
    view.page.click("[data-quiz='0']")
    while True:
        view.page.wait_for_selector("#card #stem")
        question = questions[view.page.evaluate("id => JSON.parse(localStorage.getItem('chop:lesson:' + id)).open.at", lesson.manifest["id"])]
        if asked(question):
            give(view.page, question, right=True)
            view.page.click("#check")
            view.page.wait_for_selector("#feedback .verdict")
        view.page.click("#card .foot .primary")
        if question is questions[-1]:
            break


def keyboard_is_enough(lesson, view, claims):
    page = view.page
    for _ in range(12):
        page.keyboard.press("Tab")
        if view.focus() == "go":
            break
    claims.equal("Tab leads to the start", view.focus(), "go")
    page.keyboard.press("Enter")
    claims.check("Enter starts it", view.until_media("!v.paused && v.currentTime > .2"))
    claims.equal("focus is on play", view.focus(), "control-play")
    page.keyboard.press("k")
    claims.check("K pauses", view.until_media("v.paused"))
    page.keyboard.press("c")
    page.keyboard.press("c")
    page.keyboard.press("t")
    claims.equal("T leads to the transcript", view.focus(), "tab-transcript")
    page.keyboard.press("ArrowLeft")
    claims.equal("arrows go between tabs", view.focus(), "tab-chapters")
    questions = lesson.quiz(lesson.chapters[0])
    if not any(asked(q) for q in questions):
        return
    page.keyboard.press("q")
    claims.equal("Q opens the quiz, focus on its question", view.focus(), "stem")
    first = next(q for q in questions if asked(q))
    if first["kind"] in ("true-false", "single-choice"):
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        page.wait_for_selector("#feedback .verdict")
        claims.check("1 and Enter answer; focus is on the button that goes on", page.evaluate("document.activeElement.matches('#card .foot .primary')"))


def plays(lesson, browser, address, claims, shots, is_whole):
    view = LessonPage(browser, address, claims, shots=shots)
    shows_the_lesson(lesson, view, claims)
    view.judge("start")
    plays_each_chapter(lesson, view, claims)
    view.close()
    if not is_whole:
        return
    view = LessonPage(browser, address, claims, shots=shots)
    goes_through_it(lesson, view, claims)
    view.close()
    view = LessonPage(browser, address, claims)
    keyboard_is_enough(lesson, view, claims)
    view.close()
    # A page without pictures has fewer shapes.
    widths = ((390, "light"), (320, "dark"), (1024, "dark")) if lesson.chapters[0].get("video") else ((320, "dark"),)
    for width, scheme in widths:
        view = LessonPage(browser, address, claims, width=width, height=844, shots=shots, color_scheme=scheme)
        view.judge(f"start {width} {scheme}")
        view.page.click("#tab-transcript")
        view.judge(f"transcript {width} {scheme}")
        view.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lesson", type=pathlib.Path, nargs="+", help="a lesson's folder, with manifest.json and index.html")
    parser.add_argument("--where", choices=["file", "ranges", "plain"], action="append",
                        help="opened as a file, from a server with byte ranges, from one without; default: all three")
    parser.add_argument("--quick", action="store_true", help="only play the chapters and check their captions")
    parser.add_argument("--shots", type=pathlib.Path, help="a folder for pictures of the states")
    options = parser.parse_args()
    claims = Claims()
    with chromium() as browser:
        for folder in options.lesson:
            lesson = Lesson(folder.resolve())
            for where in options.where or ["file", "ranges", "plain"]:
                claims.where = f"{folder.name} ({where}): "
                shots = options.shots / folder.name / where if options.shots else None
                # Walking through all of it once over a server and once as a file is enough.
                is_whole = where != "plain" and not options.quick
                if where == "file":
                    plays(lesson, browser, f"file://{lesson.folder}/", claims, shots, is_whole)
                else:
                    with serving(lesson.folder, has_ranges=where == "ranges") as address:
                        plays(lesson, browser, address, claims, shots, is_whole)
    claims.exit()


if __name__ == "__main__":
    main()
