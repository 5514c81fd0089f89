#!/usr/bin/env python3
"""What the page does in detail, on the sample lessons of make_samples.py: hostile text, missing media, links, resume, answers of every kind.

    Tests/Page/sample_tests.py FOLDER [--shots FOLDER]"""

import argparse
import json
import pathlib
import shutil
import tempfile
import traceback

import sample_quizzes  # noqa: F401, its tests join the list
from lesson_browser import Claims, PlaywrightError, chromium
from lesson_server import serving
from play_lesson import Lesson, plays
from sample_bench import TESTS, Bench, test

@test
def hostile_text_stays_text(bench):
    view = bench.open("hostile")
    page, claims = view.page, bench.claims
    script = "</script><script>window.hacked = 1</script><!-- <img src=x onerror=\"window.hacked = 1\">"
    claims.equal("the title is as written", page.inner_text("#title"), script)
    claims.equal("the window's title too", page.title(), script)
    view.start()
    view.pause()
    view.judge("hostile")
    claims.check("a caption is text", page.query_selector("#caption-text script, #caption-text img, #caption-text b") is None)
    claims.check("a speaker is text", "Eve <b>" in page.inner_text("#caption-text"), page.inner_text("#caption-text"))
    bench.quiz(view, 0)
    claims.equal("quiz opens at its first question, whatever its id", view.text(".position"), "Question 1 of 3")
    stem = page.inner_html(".stem")
    claims.check("of HTML only harmless elements are left", "Safe link[a picture]" in page.inner_text(".stem") and
                 not any(bad in stem for bad in ("onclick", "<a", "<img", "<svg", "iframe", "style=", "href")), stem)
    view.judge("hostile question")
    page.click(".option:has(input[value='1'])")
    page.click("#check")
    page.wait_for_selector("#feedback.wrong .verdict")
    view.judge("hostile feedback")
    page.click("text=Try again")
    page.click(".option:has(input[value='0'])")
    page.click("#check")
    page.wait_for_selector("#feedback.right .verdict")
    states = json.loads(page.evaluate("id => localStorage.getItem('chop:lesson:' + id)", "6f0c3a52-7d0e-5f57-9f0a-3f1f6f0e4b15"))["states"]
    claims.equal("an id like __proto__ is an id", list(states.items()), [("__proto__", "later")])
    claims.check("an address of another kind leads nowhere", page.evaluate("![...document.links].some(a => !/^(https?|file|mailto):/.test(a.href))"))
    claims.equal("nothing ran", page.evaluate("window.hacked"), None)
    claims.check("no element was made from text", page.query_selector("main img[src='x'], main script, main iframe") is None)
    view.close()


@test
def links_lead_to_a_moment(bench):
    view = bench.open("energy")
    view.open("#02-work-is-force-along-a-path&t=7")
    claims = bench.claims
    claims.check("an address keeps its own parentheses", view.page.evaluate("[...document.links].some(a => a.href === 'https://en.wikipedia.org/wiki/Work_(physics)')"))
    claims.check("the chapter and second of the address", view.until_media("v.file.startsWith('02-') && Math.abs(v.currentTime - 7) < .2"))
    view.page.evaluate("location.hash = '#03-kinetic-energy'")
    claims.check("a link followed within the page", view.until_media("v.file.startsWith('03-') && !v.paused"))
    view.page.evaluate("location.hash = '#nowhere&t=5'")
    claims.check("one that leads nowhere changes nothing", view.until_media("v.file.startsWith('03-')"))
    view.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view.page.click("#copy-link")
    view.judge("menu of links")
    view.page.keyboard.press("Enter")
    claims.check("a link is copied", view.until("/copied|Copy this link/.test(document.getElementById('toast').textContent)"))
    view.close()


@test
def an_open_question_is_found_again(bench):
    view = bench.open("energy")
    page, claims = view.page, bench.claims
    view.start()
    bench.quiz(view, 1)
    page.fill("#card fieldset .input", "12")
    page.wait_for_timeout(100)
    view.open()
    claims.equal("the cover says where", view.text("#go"), "Go on: quiz of chapter 2")
    view.judge("resume")
    page.click("#go")
    claims.equal("with what was typed", page.input_value("#card fieldset .input"), "12")
    page.click("text=Back to the video")
    view.seek(4)
    view.pause()
    page.wait_for_timeout(100)
    view.open()
    claims.check("or the second", "chapter 2 at" in view.text("#go"), view.text("#go"))
    page.click(".again")
    claims.check("or from the beginning", view.until_media("v.file.startsWith('01-') && !v.paused && v.currentTime < 2"))
    view.close()


@test
def lessons_keep_their_own_progress(bench):
    """All pages opened as files share one storage."""
    view = bench.open("portrait")
    claims = bench.claims
    view.start()
    bench.quiz(view, 0)
    view.page.click(".option:has(input[value='0'])")
    view.page.click("#check")
    view.page.wait_for_selector("#feedback.right .verdict")
    first = view.address
    view.address = view.address.replace("/portrait/", "/energy/")
    view.open()
    claims.equal("another lesson starts afresh", view.text("#go"), "Start the lesson")
    claims.equal("with nothing answered", view.page.locator(".pip.right").count(), 0)
    view.address = first
    view.open()
    claims.check("and the first one is where it was", view.text("#go").startswith("Go on"), view.text("#go"))
    damaged = {"seen": 3, "states": [1], "open": {"keys": ["x"]}, "time": "x", "chapter": {}}
    view.page.add_init_script(f"""if (location.protocol === 'file:') {{ localStorage.setItem('chop:lesson:6f0c3a52-7d0e-5f57-9f0a-3f1f6f0e4b12', {json.dumps(json.dumps(damaged))});
        localStorage.setItem('chop:page', '{{"rate": "fast", "theme": 3}}'); }}""")
    view.open()
    claims.check("a damaged record is no harm", view.start())
    view.close()


@test
def a_missing_video_is_said(bench):
    with tempfile.TemporaryDirectory() as folder:
        lesson = pathlib.Path(folder) / "energy"
        shutil.copytree(bench.folder / "energy", lesson)
        (lesson / "01-what-is-energy/video.mp4").unlink()
        (lesson / "02-work-is-force-along-a-path/poster.jpg").unlink()
        view = bench.open("energy", folder=lesson, expects_missing=True)
        claims = bench.claims
        claims.check("the stage says so", view.until("!document.getElementById('fail').hidden"))
        view.judge("missing video")
        bench.quiz(view, 0)
        claims.check("the quiz goes on", view.page.is_visible("#card .option"))
        view.page.click("text=Back to the video")
        view.page.locator(".to-chapter").nth(1).click()
        claims.check("and so does the next chapter", view.until_media("!v.paused && v.currentTime > .2") and not view.page.is_visible("#fail"))
        view.close()


@test
def captions_can_be_changed_and_hidden(bench):
    view = bench.open("energy")
    page, claims = view.page, bench.claims
    view.start()
    view.seek(4)
    view.pause()
    claims.check("English at first", view.until("document.getElementById('caption-text').textContent.startsWith('It may change')"))
    page.click("#control-captions")
    view.judge("menu of captions")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    claims.check("German", view.until("document.getElementById('caption-text').textContent.startsWith('Sie kann')"))
    claims.equal("said to be German", page.get_attribute("#caption", "lang"), "de")
    claims.equal("focus is back on the menu's button", view.focus(), "control-captions")
    page.keyboard.press("c")
    claims.check("off", not page.is_visible("#caption"))
    page.keyboard.press("c")
    claims.check("and on again", page.is_visible("#caption"))
    view.seek(10)
    claims.check("a speaker is named", view.until("document.getElementById('caption-text').textContent.startsWith('Lässt')"))
    page.click("#tab-transcript")
    page.select_option("#transcript-language", "en")
    page.fill("#transcript-search", "BOOK")
    claims.equal("the transcript is searched", page.locator(".cue:visible").count(), 1)
    view.judge("search")
    page.click(".cue:visible")
    claims.check("a line leads to its place", view.until_media("Math.abs(v.currentTime - 6.1) < .6 && !v.paused"))
    view.close()


@test
def other_shapes(bench):
    for lesson, width, scheme in (("sound", 390, "dark"), ("sound", 1440, "light"), ("portrait", 390, "light"), ("arabic", 1440, "light"), ("arabic", 390, "dark")):
        view = bench.open(lesson, width=width, height=900, color_scheme=scheme)
        view.start()
        view.judge(f"{lesson} {width} {scheme}")
        if lesson == "arabic":
            bench.claims.equal("written from right to left", view.page.evaluate("getComputedStyle(document.body).direction"), "rtl")
            view.pause()
            view.page.click("text=إلى الأسئلة")
            view.judge(f"arabic question {width}")
        if lesson == "sound":
            bench.claims.check("a calm stage with the title", view.page.is_visible("#sound b") and not view.page.is_visible("#control-full"))
        view.close()


@test
def settings_and_keys(bench):
    view = bench.open("energy")
    page, claims = view.page, bench.claims
    page.click("#tool-settings")
    view.judge("settings")
    page.click("#settings input[value=dark]")
    claims.equal("dark is chosen", page.evaluate("document.documentElement.dataset.theme"), "dark")
    page.select_option("#page-language", "de")
    claims.equal("the page speaks German", view.text("#settings-title"), "Einstellungen")
    view.judge("settings dark German")
    page.keyboard.press("Escape")
    claims.equal("and says so", page.evaluate("document.documentElement.lang"), "de")
    claims.check("the lesson's own words are said to be English", page.get_attribute("#title span", "lang") == "en")
    page.keyboard.press("?")
    claims.check("? lists the keys", page.is_visible("#keys-title"))
    view.judge("keys")
    page.click("#keys input")
    page.keyboard.press("Escape")
    view.start()
    page.keyboard.press("k")
    page.wait_for_timeout(150)
    claims.check("single keys can be switched off", not view.media("paused"))
    view.open()
    claims.equal("settings are kept", page.evaluate("document.documentElement.dataset.theme"), "dark")
    view.close()


@test
def forgetting(bench):
    view = bench.open("energy")
    view.start()
    bench.quiz(view, 2)
    view.page.click("#tool-settings")
    view.page.click("text=Forget my progress")
    view.page.click("text=Forget it?")
    bench.claims.check("back to the start", view.until("document.getElementById('go') && document.getElementById('go').textContent === 'Start the lesson'"))
    view.close()


@test
def questions_on_paper(bench):
    view = bench.open("energy")
    view.page.emulate_media(media="print")
    text = view.text("#print")
    bench.claims.check("all questions", all(f"{n}. " in text for n in range(1, 9)))
    bench.claims.check("answers", "120 ± 0.5" in text and "J" in text)
    bench.claims.check("nothing else", not view.page.is_visible("#stage"))
    view.shoot("print")
    view.close()


@test
def a_phone_turned_small(bench):
    view = bench.open("energy", width=390, height=844, has_touch=True, is_mobile=True, device_scale_factor=2)
    view.start()
    view.judge("phone")
    view.page.click("text=Take the quiz")
    view.judge("phone question")
    view.page.click(".option:has(input[value='1'])")
    view.page.click("#check")
    view.page.wait_for_selector("#feedback.wrong .verdict")
    view.judge("phone feedback")
    foot = view.page.evaluate("document.querySelector('#card .foot').getBoundingClientRect().bottom - innerHeight")
    bench.claims.check("feedback and buttons are in view", foot <= 1, foot)
    view.page.set_viewport_size({"width": 320, "height": 256})
    foot = view.page.evaluate("getComputedStyle(document.querySelector('#card .foot')).position")
    bench.claims.equal("in a window as small as 400 % zoom leaves it they cover nothing", foot, "static")
    view.page.set_viewport_size({"width": 390, "height": 844})
    small = view.page.evaluate("[...document.querySelectorAll('button, a, input, select')].filter(e => e.offsetParent && !e.closest('.option') && "
                               "(e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24) && !e.classList.contains('skip')).map(e => e.outerHTML.slice(0, 90))")
    bench.claims.equal("no target under 24 px", small, [])
    view.close()


def walked(error):
    """Where in the tests it happened."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/Tests/Page/sample_" in frame.filename]
    return f"{pathlib.Path(frames[-1].filename).name}:{frames[-1].lineno}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="the folder that make_samples.py filled")
    parser.add_argument("--only", help="only tests whose name holds this")
    parser.add_argument("--play", action="store_true", help="then play each sample through as play_lesson.py does")
    parser.add_argument("--shots", type=pathlib.Path, help="a folder for pictures of the states")
    options = parser.parse_args()
    claims = Claims()
    folder = options.folder.resolve()
    with chromium() as browser:
        for each in TESTS:
            if options.only and options.only not in each.__name__:
                continue
            claims.where = each.__name__ + ": "
            try:
                each(Bench(browser, folder, claims, options.shots))
            except PlaywrightError as error:
                claims.check("it can be walked through", False, f"{error} at {walked(error)}")
        if options.play:
            for lesson in map(Lesson, sorted(path.parent for path in folder.glob("*/manifest.json"))):
                if lesson.folder.name == "hostile":
                    continue
                claims.where = lesson.folder.name + ": "
                with serving(lesson.folder, has_ranges=True) as address:
                    plays(lesson, browser, address, claims, None, True)
    claims.exit()


if __name__ == "__main__":
    main()
