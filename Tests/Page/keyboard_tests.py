#!/usr/bin/env python3
"""Goes through a lesson in Chromium by keyboard alone: every question wrong, then right, feedback read from the accessibility tree, focus where it belongs, reloads
in between. No mouse, and nothing is set by script.

    Tests/Page/keyboard_tests.py LESSON [--where file|ranges|plain]        (a lesson with chapters of some seconds; default: file)"""

import argparse
import json
import pathlib
import sys

from answers import asked, is_good
from lesson_browser import Claims, LessonPage, chromium
from lesson_server import serving
from play_lesson import Lesson

MODE = "document.getElementById('columns').dataset.mode"


class Reader:
    """The page as a screen reader has it: the browser's accessibility tree (W3C, Core Accessibility API Mappings)."""

    def __init__(self, view):
        self.session = view.context.new_cdp_session(view.page)

    def tree(self):
        return {node["nodeId"]: node for node in self.session.send("Accessibility.getFullAXTree")["nodes"]}

    @staticmethod
    def role(node):
        return node.get("role", {}).get("value", "")

    @staticmethod
    def name(node):
        return node.get("name", {}).get("value", "")

    def below(self, nodes, node):
        for child in node.get("childIds", []):
            if child in nodes:
                yield nodes[child]
                yield from self.below(nodes, nodes[child])

    def said(self, identifier):
        """What is read from a region that says its changes: the text of the element of this id, where its role is status."""
        node = self.session.send("Runtime.evaluate", {"expression": f"document.getElementById('{identifier}')"})["result"]["objectId"]
        place = self.session.send("DOM.describeNode", {"objectId": node})["node"]["backendNodeId"]
        nodes = self.tree()
        return " ".join(self.name(each) for region in nodes.values() if self.role(region) == "status" and region.get("backendDOMNodeId") == place
                        for each in self.below(nodes, region) if self.role(each) == "StaticText")

    def names(self, role):
        return [self.name(node) for node in self.tree().values() if self.role(node) == role and not node.get("ignored")]

    def focused(self):
        """Role and name of what has the focus."""
        for node in self.tree().values():
            if self.role(node) != "RootWebArea" and any(p["name"] == "focused" and p["value"].get("value") for p in node.get("properties", [])):
                return self.role(node), self.name(node)
        return None, None


class Walk:
    def __init__(self, view, lesson, claims):
        self.view, self.page, self.keys, self.lesson, self.claims = view, view.page, view.page.keyboard, lesson, claims
        self.reader = Reader(view)
        # Kinds of questions that were answered wrong, and right.
        self.seen = {"wrong": set(), "right": set()}

    def is_on(self, condition):
        """Whether it holds of the element that has the focus, `e`."""
        return self.page.evaluate(f"(e => !!({condition}))(document.activeElement)")

    def tab_to(self, condition, key="Tab"):
        for _ in range(60):
            if self.is_on(condition):
                return
            self.keys.press(key)
        sys.exit(f"{key} never leads to {condition}")

    def open_question(self):
        """The question on the card, as the page keeps it, so that it can be resumed."""
        kept = self.page.evaluate("id => JSON.parse(localStorage.getItem('chop:lesson:' + id)).open", self.lesson.manifest["id"])
        quizzes = [self.lesson.quiz(chapter) for chapter in self.lesson.chapters] + [self.lesson.quiz(self.lesson.manifest)]
        key = kept["keys"][kept["at"]]
        return next(question for question in quizzes[kept["place"]] if key in (question["id"], f"{kept['place']}/{question['id']}")), kept

    # Answers, given by keys

    def give(self, question, right):
        kind = question["kind"]
        if kind in ("true-false", "single-choice"):
            wanted = next(i for i, answer in enumerate(question["answers"]) if is_good(question, answer) == right)
            self.tab_to("e.matches('#card fieldset input')")
            self.keys.press("Space")
            for _ in question["answers"]:
                if self.is_on(f"e.value === '{wanted}' && e.checked"):
                    break
                self.keys.press("ArrowDown")
        elif kind == "multiple-choice":
            chosen = [i for i, answer in enumerate(question["answers"]) if is_good(question, answer) == right]
            for index in range(len(question["answers"])):
                self.tab_to(f"e === document.querySelectorAll('#card fieldset input')[{index}]", "Tab" if index or not self.is_on("e.closest('fieldset')") else "Shift+Tab")
                if self.is_on(f"e.checked !== {json.dumps(chosen)}.includes(Number(e.value))"):
                    self.keys.press("Space")
        elif kind == "ordering":
            self.put_in_order([answer["text"]["text"] for answer in question["answers"]], right)
        elif kind == "matching":
            pairs = [pair for pair in question["pairs"] if pair["left"]["text"].strip()]
            rights = list(dict.fromkeys(pair["right"] for pair in question["pairs"]))
            for index, pair in enumerate(pairs):
                self.choose(f"pair-{index}", pair["right"] if right else next(text for text in rights if text != pair["right"]))
        elif kind == "cloze":
            for index, gap in enumerate(question["gaps"]):
                if gap["kind"].endswith("choice"):
                    self.choose(f"gap-{index}", str(next(i for i, answer in enumerate(gap["answers"]) if is_good(gap, answer) == right)))
                else:
                    self.type(f"e.id === 'gap-{index}'", self.typed(gap, right))
        elif kind == "essay":
            self.type("e.matches('#card fieldset textarea')", "Force along a path, in <b>my</b> words.")
        else:
            self.type("e.matches('#card fieldset .input')", self.typed(question, right))

    @staticmethod
    def typed(question, right):
        if question["kind"] == "numeric":
            best = max(question["numbers"], key=lambda number: number["weight"])
            return repr(best["value"] if right else best["value"] + 3 * best["tolerance"] + 77).removesuffix(".0")
        return next(answer["text"]["text"] for answer in question["answers"] if answer["weight"] >= 99.9) if right else "zqxzqx"

    def type(self, condition, text):
        """In the field that the condition holds of, whether it is behind or ahead."""
        self.to_field(condition)
        self.keys.press("Control+A")
        self.keys.type(text)

    def to_field(self, condition):
        if not self.is_on(condition) and self.is_on("e.closest('fieldset') && !e.matches('h2')"):
            self.tab_to("e.id === 'stem' || !e.closest('fieldset')", "Shift+Tab")
        self.tab_to(condition)

    def choose(self, identifier, value):
        """In a closed select, whose value arrows change."""
        self.to_field(f"e.id === '{identifier}'")
        self.keys.press("Home")
        for _ in range(20):
            if self.is_on(f"e.value === {json.dumps(value)}"):
                return
            self.keys.press("ArrowDown")
        sys.exit(f"no option of {identifier} is {value}")

    def put_in_order(self, texts, right):
        """Each item up to its place by its arrow, which keeps the focus."""
        for place, text in enumerate(texts if right else texts[::-1]):
            while (at := self.page.evaluate("text => [...document.querySelectorAll('#card .order > li')].findIndex(e => e.textContent.includes(text))", text)) > place:
                item = f"e === document.querySelectorAll('#card .order > li')[{at}].querySelector('button')"
                self.to_field(item)
                self.keys.press("Enter")
                self.claims.check(f"{text}: focus moves with the item", self.is_on(f"e.getAttribute('aria-label').includes({json.dumps(text)})"))

    # A question, a round, a lesson

    def check(self, question, wanted):
        name, claims = question["id"], self.claims
        self.tab_to("e.id === 'check'")
        self.keys.press("Enter")
        said = ""
        for _ in range(50):
            said = self.reader.said("feedback")
            if said:
                break
            self.page.wait_for_timeout(20)
        verdicts = {"wrong": ("Not quite", "Partly right"), "right": ("Right",), "kept": ("Compare", "Kept", "kept")}[wanted]
        claims.check(f"{name}: a screen reader hears that it is {wanted}", any(verdict in said for verdict in verdicts), said)
        claims.check(f"{name}: no formula is said as it is written", "\\" not in said, said)
        role, label = self.reader.focused()
        claims.check(f"{name}: focus is on the button that goes on", role == "button" and self.is_on("e.matches('#card .foot .primary')"), (role, label))
        return said

    def answers(self):
        """The question that is open, wrong where it can be, then right, and on."""
        question, kept = self.open_question()
        name, kind, claims = question["id"], question["kind"], self.claims
        claims.check(f"{name}: focus is on the question", self.is_on("e.id === 'stem'") and self.reader.focused()[0] == "heading", self.reader.focused())
        if not asked(question):
            self.seen["right"].add(kind)
            self.tab_to("e.matches('#card .foot .primary')")
            self.keys.press("Enter")
            return kept
        if kind == "matching":
            options = self.reader.names("option")
            claims.check("a formula in a menu is said in characters", any("E=1/2 mv²" in option for option in options) and not any("\\" in option for option in options), options)
        if kind == "essay":
            self.give(question, True)
            self.check(question, "kept")
            self.seen["right"].add(kind)
            self.keys.press("Enter")
            return kept
        self.give(question, False)
        said = self.check(question, "wrong")
        self.seen["wrong"].add(kind)
        for answer in question.get("answers", []):
            feedback = answer.get("feedback")
            if kind == "single-choice" and answer["weight"] == 0 and feedback and feedback["format"] == "plain" and "\\" not in feedback["text"]:
                claims.check(f"{name}: its feedback is said", feedback["text"] in said, said)
        self.keys.press("Enter")
        claims.check(f"{name}: focus is in the answer again", self.is_on("e.closest('#card fieldset') && e.matches('input, select, button')"), self.reader.focused())
        self.reload_with_an_answer(question)
        self.give(question, True)
        self.check(question, "right")
        self.seen["right"].add(kind)
        self.keys.press("Enter")
        return kept

    def reload_with_an_answer(self, question):
        """Once, where something was typed: it is there again."""
        if question["kind"] != "numeric":
            return
        self.type("e.matches('#card fieldset .input')", "12")
        self.resumes()
        self.claims.equal("what was typed is there again", self.page.input_value("#card fieldset .input"), "12")
        self.claims.check("focus is on the question", self.is_on("e.id === 'stem'"))

    def resumes(self):
        self.page.reload()
        self.view.until("document.getElementById('control-play')")
        self.tab_to("e.id === 'go'")
        self.claims.check("the cover says where one was", "Go on" in self.reader.focused()[1], self.reader.focused())
        self.keys.press("Enter")

    def goes_through(self):
        view, claims = self.view, self.claims
        self.tab_to("e.id === 'go'")
        claims.equal("a button starts it", self.reader.focused(), ("button", "Start the lesson"))
        self.keys.press("Enter")
        claims.check("it plays", view.until_media("!v.paused && v.currentTime > .1"))
        claims.check("focus is on play", self.is_on("e.id === 'control-play'"))
        for _ in range(9):
            self.keys.press(">")
        for index, chapter in enumerate(self.lesson.chapters):
            if index:
                claims.check(f"{chapter['id']} follows", view.until_media(f"v.file === {json.dumps(self.lesson.media(chapter)['path'])} && v.currentTime > .1"))
                claims.check("focus is on play", self.is_on("e.id === 'control-play'"))
            self.plays_to_its_quiz(chapter)
            self.answers_the_round()
            claims.check(f"{chapter['id']}: a result follows", view.until("document.querySelector('#card.is-result')"))
            claims.equal("focus is on it", self.reader.focused()[0], "heading")
            self.tab_to("e.matches('#card .foot .primary')")
            self.keys.press("Enter")
        claims.check("the closing card ends it", view.until("document.querySelector('#card.is-result .scores')"))
        claims.check("focus is on it", "finished this lesson" in self.reader.focused()[1], self.reader.focused())
        self.page.reload()
        view.until("document.getElementById('control-play')")
        claims.equal("all chapters stay done", self.page.locator(".entry .state.is-done").count(), len(self.lesson.chapters))
        kinds = {question["kind"] for chapter in self.lesson.chapters for question in self.lesson.quiz(chapter)}
        claims.equal("every kind was answered right", self.seen["right"], kinds)
        claims.equal("and wrong, where it can be", self.seen["wrong"], kinds - {"essay", "description"})

    def plays_to_its_quiz(self, chapter):
        """Past the pauses that ask, to the end."""
        while True:
            self.view.until(f"{MODE} === 'quiz'", 30000)
            _, kept = self.open_question()
            if kept["kind"] != "pause":
                return
            self.answers()
            self.claims.check("the video goes on", self.view.until_media("!v.paused"))
            self.claims.check("focus is on play", self.is_on("e.id === 'control-play'"))

    def answers_the_round(self):
        while self.page.evaluate(MODE) == "quiz":
            self.answers()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lesson", type=pathlib.Path)
    parser.add_argument("--where", choices=["file", "ranges", "plain"], action="append", help="opened as a file, from a server with byte ranges, from one without")
    options = parser.parse_args()
    claims, lesson = Claims(), Lesson(options.lesson.resolve())
    with chromium() as browser:
        for where in options.where or ["file"]:
            claims.where = f"{lesson.folder.name} ({where}): "
            if where == "file":
                view = LessonPage(browser, f"file://{lesson.folder}/", claims)
                Walk(view, lesson, claims).goes_through()
                view.close()
            else:
                with serving(lesson.folder, has_ranges=where == "ranges") as address:
                    view = LessonPage(browser, address, claims)
                    Walk(view, lesson, claims).goes_through()
                    view.close()
    claims.exit()


if __name__ == "__main__":
    main()
