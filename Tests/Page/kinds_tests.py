#!/usr/bin/env python3
"""Plays the lesson of kinds.quiz.yaml in Chromium, by keyboard alone: questions at which the video pauses, formulas, a picture, an order, gaps; then looks at
what the page says of its address.

    Tests/Page/kinds_tests.py LESSON [--shots FOLDER]        (made with --quiz kinds.quiz.yaml --chapters kinds.chapters.txt --base-url ADDRESS)"""

import argparse
import json
import pathlib
import re

from answers import give
from lesson_browser import Claims, LessonPage, chromium
from place_tests import PLACES
from play_lesson import Lesson, answers_the_quiz

MODE = "document.getElementById('columns').dataset.mode"
# Characters that keep a time's direction.
ISOLATES = re.compile("[\u2066-\u2069]")


def text(view, selector):
    return ISOLATES.sub("", view.text(selector))


def answers_by_number(view, key):
    """As a learner does without a mouse: a number chooses, Enter checks."""
    view.page.keyboard.press(key)
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#feedback .verdict")
    return view.page.get_attribute("#feedback", "class").split()[-1]


def number_of(view, words):
    """The key of the answer that says this."""
    return str(1 + next(at for at, option in enumerate(view.page.locator("#card .option").all_inner_texts()) if words in option))


def pauses_to_ask(view, claims):
    page = view.page
    claims.equal("the time line shows both pauses", page.locator("#marks i").count(), 2)
    claims.equal("and says them", text(view, "#pauses"), "Pauses for a question at 0:03, 0:08")
    claims.check("it plays", view.start())
    claims.check("it stops and asks", view.until(f"{MODE} === 'quiz'"))
    claims.check("at its time", 2.95 <= view.media("currentTime") < 3.4, view.media("currentTime"))
    claims.equal("which is said", text(view, "#question-name"), "Question at 0:03")
    claims.equal("focus is on the question", view.focus(), "stem")
    claims.equal("a formula is one", page.evaluate("[...document.querySelectorAll('#stem msup')].map(e => e.textContent)"), ["c2"])
    view.judge("question at a pause")
    claims.equal("a wrong answer is a step", answers_by_number(view, number_of(view, "watt")), "wrong")
    claims.check("its feedback has a formula", page.query_selector("#feedback mfrac"))
    page.keyboard.press("Enter")
    claims.equal("tried again, it is right", answers_by_number(view, number_of(view, "joule")), "right")
    claims.check("the button goes on with the video", "Go on with the video" in text(view, "#card .foot .primary"))
    page.keyboard.press("Enter")
    claims.check("it goes on from there", view.until_media("!v.paused && v.currentTime > 3.1 && v.currentTime < 6"))
    claims.equal("focus is on play", view.focus(), "control-play")
    claims.equal("one mark is done", page.locator("#marks i.is-done").count(), 1)
    view.seek(2)
    page.evaluate(f"{view.MEDIA}.playbackRate = 2")
    claims.check("what is answered isn't asked again", view.until_media("v.currentTime > 4") and page.evaluate(MODE) == "video")
    view.seek(20)
    page.wait_for_timeout(300)
    claims.equal("whoever jumps over a pause isn't held up", page.evaluate(MODE), "video")
    view.seek(7)
    claims.check("but asked when it is played after all", view.until(f"{MODE} === 'quiz'"))
    view.open()
    claims.check("a reload leads back to it", "quiz" in view.text("#go"), view.text("#go"))
    page.click("#go")
    claims.equal("the same question", text(view, "#question-name"), "Question at 0:08")
    page.click(".card-top .button")
    page.click("#control-play")
    claims.check("one can go on without an answer", view.until_media("!v.paused && v.currentTime > 8.5"))


def asks_the_rest_at_the_end(view, claims, questions):
    page = view.page
    view.seek(27.6)
    page.evaluate(f"{view.MEDIA}.play()")
    claims.check("the quiz follows", view.until(f"{MODE} === 'quiz'"))
    claims.equal("with what was passed over", view.text("#stem"), "Energy needs movement.")
    answers_by_number(view, number_of(view, "False"))
    page.keyboard.press("Enter")
    claims.check("the picture is there", view.until("document.querySelector('#card img.picture')?.naturalWidth === 360"))
    claims.equal("and said", page.get_attribute("#card img.picture", "alt"), "a trolley, and an arrow to the right")
    claims.check("letters in bold and with double strokes are characters", "𝐅∈ℝ3" in "".join(page.locator("#card .option").all_inner_texts()).replace("\n", "").replace(" ", "").replace("\u2062", ""),
                 page.locator("#card .option").all_inner_texts())
    view.shoot("formulas and a picture")
    answers_the_quiz(None, view, claims, [{**question, "span": None} for question in questions], "kinds")
    claims.check("the result lists all", page.locator(".results > li").count() == len(questions))


def an_order_is_moved_by_keys(view, claims, questions):
    page = view.page
    page.click("[data-quiz='0']")
    for question in questions:
        if question["kind"] == "ordering":
            break
        give(page, question, right=True)
        page.click("#check")
        page.wait_for_selector("#feedback .verdict")
        page.click("#card .foot .primary")
    first = view.text("#card .order > li:first-child .rich")
    page.focus("#card .order > li:first-child .arrows button:last-child")
    page.keyboard.press("Enter")
    claims.equal("an item moves down", view.text("#card .order > li:nth-child(2) .rich"), first)
    claims.check("focus moves with it", first in page.evaluate("document.activeElement.getAttribute('aria-label')"))
    claims.check("which is said", view.until(f"document.getElementById('live').textContent.includes('now 2 of 3')"))


def shows_code_and_says_formulas(view, claims):
    page = view.page
    view.open()
    page.click("[data-quiz='1']")
    claims.equal("code stays as it is", page.evaluate("document.querySelector('#card pre code').textContent"), "if s*t*m > 0:\n    v = s / t")
    claims.equal("a list is one", page.locator("#card .stem li").all_inner_texts(), ["where s is a way", "and t a time"])
    for option in page.locator("#card .option").all():
        option.click()
    page.click("#check")
    claims.check("reasons say formulas in characters", view.until("document.querySelector('#feedback .unseen')?.textContent.includes('v=s/t: Right. ')")
                 and "E=√m: Not right. It has no root." in page.evaluate("document.querySelector('#feedback .unseen').textContent"),
                 page.evaluate("document.getElementById('feedback').textContent"))


def is_whole_on_paper(view, claims):
    page = view.page
    page.emulate_media(media="print")
    text = " ".join(page.inner_text("#print").split())
    claims.check("a gap says its choices", "(2) joule / watt" in text, text[-600:])
    claims.check("several answers are asked for", "Choose all that apply." in text, text[-600:])
    claims.equal("formulas in the key are formulas", page.evaluate("[...document.querySelectorAll('#print .key mfrac')].map(e => e.textContent)"), ["Ws", "st", "12"])
    claims.check("indents stay", "\n    v = s / t" in page.evaluate("document.querySelector('#print pre').textContent"))
    page.emulate_media(media="screen")


def says_its_address(lesson, page, claims, base):
    html = (lesson.folder / "index.html").read_text()
    properties = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html))
    claims.equal("og:url", properties.get("og:url"), base)
    claims.equal("og:image", properties.get("og:image"), base + lesson.chapters[0]["poster"]["path"])
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    claims.equal("a video for search engines", (data["@type"], data["url"]), ("VideoObject", base))
    claims.equal("with a clip for each chapter", [(clip["@type"], clip["url"]) for clip in data["hasPart"]],
                 [("Clip", f"{base}?t={sum(lesson.media(each)['duration'] for each in lesson.chapters[:index]):.9g}") for index in range(len(lesson.chapters))])
    page.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }")
    page.click("#copy-link")
    page.click("[role=menuitem] >> nth=0")
    claims.equal("links lead there", page.evaluate("window.copied"), f"{base}#{lesson.chapters[0]['id']}")


def is_small(lesson, claims):
    """Code and styles; the words of the interface and the lesson's own data come on top."""
    html = (lesson.folder / "index.html").read_text()
    for name in ("lesson-data", "words-data"):
        html = re.sub(rf'<script type="application/json" id="{name}">.*?</script>', "", html, flags=re.S)
    size = len(html.encode())
    print(f"code and styles: {size} bytes")
    claims.check("code and styles are under 150 kB", size < 150_000, size)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lesson", type=pathlib.Path)
    parser.add_argument("--base-url", default="https://example.org/energy/")
    parser.add_argument("--shots", type=pathlib.Path, help="a folder for pictures of the states")
    options = parser.parse_args()
    claims, lesson = Claims(), Lesson(options.lesson.resolve())
    is_small(lesson, claims)
    with chromium() as browser:
        view = LessonPage(browser, f"file://{lesson.folder}/", claims, shots=options.shots)
        says_its_address(lesson, view.page, claims, options.base_url)
        pauses_to_ask(view, claims)
        asks_the_rest_at_the_end(view, claims, lesson.quiz(lesson.chapters[0]))
        an_order_is_moved_by_keys(view, claims, lesson.quiz(lesson.chapters[0]))
        view.close()
        view = LessonPage(browser, f"file://{lesson.folder}/", claims, width=390, height=844, color_scheme="dark", shots=options.shots)
        view.page.click("[data-quiz='0']")
        view.judge("phone question with a formula")
        shows_code_and_says_formulas(view, claims)
        view.judge("phone question with code")
        is_whole_on_paper(view, claims)
        view.close()
        for tries in PLACES:
            view = LessonPage(browser, f"file://{lesson.folder}/", claims)
            tries(view, claims, lesson)
            view.close()
    claims.exit()


if __name__ == "__main__":
    main()
