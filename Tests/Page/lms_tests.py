#!/usr/bin/env python3
"""A lesson's SCORM package inside a learning platform (lms.html, a strict run-time of SCORM 1.2) in Chromium: found upwards and by its opener, graded, left,
resumed; and what the page tells the page around it as xAPI statements.

    Tests/Page/lms_tests.py CHOP LESSON"""

import contextlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from answers import asked, give
from lesson_browser import Claims, chromium
from lesson_server import serving

try:
    from tincan import Statement
except ImportError:
    sys.exit("there is no module tincan: pip install tincan brings it")

HERE = pathlib.Path(__file__).resolve().parent
rich = lambda text: {"text": text, "format": "plain"}
choices = lambda *answers: [{"text": rich(text), "weight": weight} for text, weight in answers]


def question(kind, stem, **more):
    return {"id": more.pop("id", kind), "kind": kind, "stem": rich(stem), "answers": [], "numbers": [], "pairs": [], "hints": [], "mark": 1, "tags": [], **more}


QUESTIONS = [
    question("true-false", "The Earth is round.", answers=choices(("true", 100), ("false", 0))),
    question("single-choice", "Which is a planet?", id="ein Planet: <ü>", answers=choices(("Moon", 0), ("Mars", 100), ("Sun", 0))),
    question("multiple-choice", "Which are gases?", mark=2, answers=choices(("Iron", 0), ("Helium", 50), ("Neon", 50))),
    question("short-answer", "The unit of energy?", answers=choices(("joule", 100), ("calorie*", 50))),
    question("numeric", "Half of 5?", numbers=[{"value": 2.5, "tolerance": 0.1, "weight": 100}]),
    question("matching", "Whose capital?", pairs=[{"left": rich("Rome"), "right": "Italy"}, {"left": rich("Oslo"), "right": "Norway"}]),
    question("ordering", "From small to large", answers=choices(("ant", 100), ("cat", 100), ("elk", 100))),
    question("cloze", "A [[1]] has [[2]] legs.", gaps=[
        {"kind": "single-choice", "answers": choices(("spider", 100), ("snake", 0)), "numbers": [], "mark": 1},
        {"kind": "numeric", "answers": [], "numbers": [{"value": 8, "tolerance": 0, "weight": 100}], "mark": 1}]),
    question("essay", "What is life?"),
    question("essay", "And work?", id="short"),
    question("numeric", "Planck's constant?", id="planck", mark=0, numbers=[{"value": 6.6e-34, "tolerance": 1e-35, "weight": 100}]),
    question("description", "That was all."),
]
# What is typed in place of the usual answer: in digits of another script, and more than a platform keeps.
TYPED = {"numeric": "٢٫٥", "essay": "Life: " + "ü" * 4000}


def lesson_with_questions(lesson, folder):
    """The lesson's first two chapters, with a question of each kind after the first and none elsewhere."""
    shutil.copytree(lesson, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["chapters"][2:]
    quiz = folder / manifest["chapters"][0]["id"] / "quiz.json"
    quiz.write_text(json.dumps({"schema": "chop-quiz", "version": "1.0", "questions": QUESTIONS}))
    for chapter in manifest["chapters"]:
        chapter.pop("quiz", None)
    manifest["chapters"][0]["quiz"] = {"path": str(quiz.relative_to(folder)), "type": "application/json", "questions": len(QUESTIONS), "bytes": 1, "sha256": "0" * 64}
    manifest["quiz"] = None
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return manifest


class Visit:
    """One learner's browser, and the platform in it."""

    def __init__(self, browser, address, claims, manifest):
        self.context, self.claims, self.address, self.manifest = browser.new_context(viewport={"width": 1300, "height": 900}), claims, address, manifest
        self.errors = []

    @contextlib.contextmanager
    def at(self, query="", store=None):
        self.lms = self.context.new_page()
        self.lms.set_default_timeout(10000)
        self.lms.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.lms.on("pageerror", lambda error: self.errors.append(f"{error} {error.stack}"))
        if store is not None:
            self.lms.goto(self.address + "lms.html?wait")
            self.lms.evaluate("store => localStorage.setItem('lms', JSON.stringify(store))", store)
        self.lms.goto(self.address + "lms.html" + query)
        self.page = None
        for _ in range(200):
            self.page = next((frame for frame in self.lms.frames if frame.url.split("#")[0].endswith("package/index.html") and frame is not self.lms.main_frame), None)
            if self.page and self.page.query_selector("#go"):
                break
            self.lms.wait_for_timeout(50)
        yield self
        if not self.lms.is_closed():
            self.lms.close()
        self.claims.equal("nothing is wrong in the console", self.errors, [])

    def until(self, condition, where=None):
        for _ in range(200):
            if (where or self.page).evaluate(f"!!({condition})"):
                return True
            self.lms.wait_for_timeout(40)
        return False

    def leave(self):
        """The learner goes elsewhere in the platform: the page's window is gone, the platform stays for a moment."""
        self.lms.evaluate("(() => { document.querySelector('iframe').remove() })()")
        self.lms.wait_for_timeout(100)
        return self.lms.evaluate("({calls, faults, store})")

    VIDEO = "document.querySelector('.screen video:not([data-off])')"

    def is_on_stage(self, index):
        media = self.manifest["chapters"][index].get("video") or self.manifest["chapters"][index]["audio"]
        self.until(f"{self.VIDEO}.file === {json.dumps(media['path'])} && {self.VIDEO}.readyState > 1")
        return media["duration"]

    def watch(self, index):
        """A chapter as a whole, to what follows it."""
        self.is_on_stage(index)
        self.page.evaluate(f"() => {{ {self.VIDEO}.playbackRate = 16; {self.VIDEO}.play(); }}")

    def skim(self, index):
        """From just before a chapter's end to what follows it."""
        duration, video = self.is_on_stage(index), self.VIDEO
        self.page.evaluate(f"""() => {{ const line = document.getElementById('seek'); line.value = {duration - .5}; line.dispatchEvent(new Event('input', {{bubbles: true}})); }}""")
        self.until(f"!{video}.seeking && {video}.currentTime > {duration - 1.5}")
        self.page.evaluate(f"{video}.play()")

    def answer(self, question, right, typed=None):
        self.page.wait_for_selector("#card #stem")
        if not asked(question):
            return self.page.click("#card .foot .primary")
        if typed:
            self.page.fill("#card fieldset .input", typed)
        else:
            give(self.page, question, right)
        self.page.click("#check")
        self.page.wait_for_selector("#feedback .verdict")
        if not right and question["kind"] != "essay":
            self.page.click("#card .foot .actions .quiet >> nth=0")  # the answer is shown: to repeat
            self.page.wait_for_selector("#feedback .verdict")
        self.page.click("#card .foot .primary")


def order(calls, *names):
    """The last place of each name among what was set."""
    return [max((i for i, call in enumerate(calls) if call[1] == name), default=-1) for name in names]


def is_graded_and_resumed(visit, claims):
    with visit.at("?frames=2") as v:
        claims.check("the page is there, two frames down", v.page is not None)
        claims.check("and says where progress is kept", "platform" in v.page.inner_text("#about"), v.page.inner_text("#about"))
        v.page.click("#go")
        claims.check("it plays", v.until("document.querySelector('.screen video:not([data-off])').currentTime > .2"))
        v.watch(0)
        claims.check("the quiz follows", v.until("document.getElementById('columns').dataset.mode === 'quiz'"))
        for each in QUESTIONS[:4]:
            v.answer(each, right=each["kind"] != "single-choice")
        v.page.wait_for_selector("#card #stem")
        told = v.leave()
    claims.equal("nothing that the standard forbids", told["faults"], [])
    calls, store = told["calls"], told["store"]
    claims.equal("opened once, first", [call[0] for call in calls].index("LMSInitialize") + sum(call[0] == "LMSInitialize" for call in calls), 1)
    claims.equal("finished once, last", (calls[-1][0], sum(call[0] == "LMSFinish" for call in calls)), ("LMSFinish", 1))
    claims.equal("unfinished", store["cmi.core.lesson_status"], "incomplete")
    # 4 of 9 points: one, two and one; the second was shown, so it is to be repeated.
    claims.equal("the grade counts points", float(store["cmi.core.score.raw"]), 44.44)
    claims.equal("between 0 and 100", [store["cmi.core.score.min"], store["cmi.core.score.max"]], ["0", "100"])
    claims.equal("it will be resumed", store["cmi.core.exit"], "suspend")
    claims.check("time was spent", re.fullmatch(r"0000:00:\d\d\.\d\d", store["cmi.core.session_time"]) and store["cmi.core.session_time"] > "0000:00:00.50", store["cmi.core.session_time"])
    places = order(calls, "cmi.core.lesson_location", "cmi.suspend_data", "cmi.core.lesson_status")
    claims.check("state is kept before the status", places == sorted(places) and places[0] >= 0, places)
    claims.equal("answers are recorded", [(each["type"], each["result"], each["student_response"]) for each in store["interactions"]],
                 [("true-false", "correct", "t"), ("choice", "wrong", "a"), ("choice", "correct", "b,c"), ("fill-in", "correct", "joule")])
    claims.equal("with what is right", store["interactions"][1]["correct_responses.0.pattern"], "b")
    with visit.at() as v:
        claims.equal("the place is found again", v.page.inner_text("#go").strip(), "Go on: quiz of chapter 1")
        claims.equal("and the answers", v.page.locator("[data-quiz='0'] .pip").evaluate_all("all => all.map(each => each.className.split(' ')[1])")[:5],
                     ["right", "missed", "right", "right", "none"])
        claims.equal("the browser keeps nothing of it", v.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('chop:lesson'))"), [])
        v.page.click("#go")
        for each in QUESTIONS[4:8]:
            v.answer(each, right=True, typed=TYPED.get(each["id"]))
        v.page.fill("#card fieldset .input", "half of it, and")
        v.leave()
    with visit.at() as v:
        v.page.click("#go")
        claims.equal("what was typed and not kept yet is there again", v.page.input_value("#card fieldset .input"), "half of it, and")
        for each in QUESTIONS[8:]:
            v.answer(each, right=True, typed=TYPED.get(each["id"]))
        v.page.wait_for_selector("#card.is-result")
        v.page.click("#card .foot .primary")
        for index in range(1, len(v.manifest["chapters"])):
            v.watch(index)
        claims.check("to the end", v.until("document.querySelector('.scores')"))
        told = v.leave()
    store = told["store"]
    claims.equal("nothing that the standard forbids, again", told["faults"], [])
    claims.equal("passed", (store["cmi.core.lesson_status"], float(store["cmi.core.score.raw"])), ("passed", 88.89))
    claims.equal("each kind has its form", [(each["type"], each["result"], each["student_response"]) for each in store["interactions"][4:]],
                 [("numeric", "correct", "2.5"), ("matching", "correct", store["interactions"][5]["correct_responses.0.pattern"]), ("sequencing", "correct", "a,b,c"),
                  ("fill-in", "correct", "spider,8"), ("fill-in", "neutral", TYPED["essay"][:255]), ("fill-in", "neutral", "In my own words: <b>nothing</b> is lost."),
                  # With an exponent it is no number to the standard.
                  ("fill-in", "correct", "6.6e-34")])
    with visit.at() as v:
        told = v.leave()
    claims.equal("what was passed stays so", told["store"]["cmi.core.lesson_status"], "passed")
    kept = told["store"]["cmi.suspend_data"]
    claims.check("one's own words are taken along", kept.count("In+my+own+words%3A+%3Cb%3Enothing%3C%2Fb%3E+is+lost.") == 1, kept)
    claims.check("long ones as far as there is room", "Life%3A+%C3%BC" in kept and 4090 < len(kept) <= 4096, len(kept))


def says_that_nothing_is_graded(visit, claims):
    with visit.at("?refuses") as v:
        claims.check("before it starts", "no grade is kept" in v.page.inner_text("#cover"), v.page.inner_text("#cover"))
        claims.check("and below", "kept in this browser" in v.page.inner_text("#about"), v.page.inner_text("#about"))
        claims.equal("what leads away doesn't end the attempt", v.page.evaluate("[...new Set([...document.querySelectorAll('a[href^=http]')].map(a => a.target))]"), ["_blank"])


def finds_the_platform_by_its_opener(visit, claims):
    with visit.at("?wait", store={"master": "95"}) as v:
        with v.lms.expect_popup() as popup:
            v.lms.evaluate("open(page)")
        v.page = popup.value
        v.page.wait_for_selector("#go")
        claims.equal("opened from the window", v.lms.evaluate("calls[0]"), ["LMSInitialize", ""])
        v.page.click("#go")
        v.watch(0)
        for each in QUESTIONS:
            v.answer(each, right=each["kind"] != "numeric")
        v.page.wait_for_selector("#card.is-result")
        v.page.click("#card .foot .primary")
        for index in range(1, len(v.manifest["chapters"])):
            v.watch(index)
        claims.check("to the end, again", v.until("document.querySelector('.scores')"))
        v.page.close()
        v.lms.wait_for_timeout(200)
        store, faults, calls = v.lms.evaluate("[store, faults, calls]")
        claims.equal("no fault", faults, [])
        claims.equal("the platform's own threshold counts", store["cmi.core.lesson_status"], "failed")
        claims.equal("finished when the window is closed", calls[-1], ["LMSFinish", ""])


def tells_the_page_around_it(visit, other, claims):
    """xAPI, to a page of another origin."""
    with visit.at("?other=" + other + "package/index.html") as v:
        claims.check("and that it is told", "The page around this one is told" in v.page.inner_text("#about"), v.page.inner_text("#about"))
        v.page.click("#go")
        v.until("document.querySelector('.screen video:not([data-off])').currentTime > .3")
        v.skim(0)
        v.until("document.getElementById('columns').dataset.mode === 'quiz'")
        for each in QUESTIONS:
            v.answer(each, right=True)
        v.page.wait_for_selector("#card.is-result")
        v.page.click("#card .foot .primary")
        v.watch(1)
        v.until("document.querySelector('.scores')")
        v.leave()
        messages, calls = v.lms.evaluate("[messages, calls]")
    claims.equal("another origin's platform isn't found", calls, [])
    origin = "/".join(other.split("/")[:3])
    claims.equal("all from the page", {message["origin"] for message in messages}, {origin})
    claims.equal("all are statements", {(message["data"]["source"], message["data"]["type"]) for message in messages}, {("chop", "xapi")})
    statements = [message["data"]["statement"] for message in messages]
    for statement in statements:
        Statement.from_json(json.dumps(statement))  # throws where it is none
    verbs = [statement["verb"]["id"].split("/")[-1] for statement in statements]
    claims.equal("first and last", (verbs[0], verbs[1], verbs[-1]), ("initialized", "played", "terminated"))
    claims.check("what was done with the video", {"seeked", "paused"} <= set(verbs), verbs)
    done = [statement for statement, verb in zip(statements, verbs) if verb == "completed"]
    claims.equal("a chapter that was watched is completed, once", [(s["object"]["definition"]["name"], s["result"]["completion"]) for s in done],
                 [({"en": visit.manifest["chapters"][1]["title"]}, True)])
    claims.equal("ids are unique", len({statement["id"] for statement in statements}), len(statements))
    video = "https://w3id.org/xapi/video"
    for statement, verb in zip(statements, verbs):
        if verb == "answered":
            continue
        extensions = {**statement["context"]["extensions"], **statement.get("result", {}).get("extensions", {})}
        wanted = {"initialized": ["length", "session-id"], "played": ["time"], "paused": ["time", "progress", "played-segments"], "seeked": ["time-from", "time-to"],
                  "terminated": ["time", "progress", "played-segments"], "completed": ["time", "progress"]}[verb]
        claims.check(f"{verb} says what the profile wants", all(f"{video}/extensions/{name}" in extensions for name in wanted), extensions)
        claims.equal(f"{verb} belongs to the profile", statement["context"]["contextActivities"]["category"][0]["id"], video)
    answered = [statement for statement, verb in zip(statements, verbs) if verb == "answered"]
    claims.equal("each answer", [(s["object"]["definition"]["interactionType"], s["result"].get("success"), s["result"]["response"].replace("[,]", ",")) for s in answered if "matching" not in json.dumps(s)], [
        ("true-false", True, "true"), ("choice", True, "b"), ("choice", True, "b,c"), ("fill-in", True, "joule"), ("numeric", True, "2.5"), ("sequencing", True, "a,b,c"),
        ("fill-in", True, "spider,8"), *[("long-fill-in", None, "In my own words: <b>nothing</b> is lost.")] * 2, ("numeric", True, "6.6e-34")])
    claims.equal("matches what is right", answered[5]["object"]["definition"]["correctResponsesPattern"], [answered[5]["result"]["response"]])


def main():
    chop, lesson = sys.argv[1:]
    claims = Claims()
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        folder = pathlib.Path(scratch)
        manifest = lesson_with_questions(lesson, folder / "a.lesson")
        subprocess.run([chop, "export", folder / "a.lesson", "--to", "scorm", "-o", folder / "a.zip"], check=True, stdout=subprocess.DEVNULL)
        site = folder / "site"
        site.mkdir()
        zipfile.ZipFile(folder / "a.zip").extractall(site / "package")
        shutil.copy(HERE / "lms.html", site)
        claims.equal("the page is the lesson's own", (site / "package/index.html").read_text().count("<script>"), 1)
        with serving(site, has_ranges=True) as address, serving(site, has_ranges=False) as other:
            visit = lambda: Visit(browser, address, claims, manifest)
            is_graded_and_resumed(visit(), claims)
            says_that_nothing_is_graded(visit(), claims)
            finds_the_platform_by_its_opener(visit(), claims)
            tells_the_page_around_it(visit(), other, claims)
    claims.exit()


if __name__ == "__main__":
    main()
