#!/usr/bin/env python3
"""Opens the page of a plan (chop plan --html) in Chromium as a teacher would and says what is wrong: the page in the wide, on a phone and in the dark,
axe, the console, requests; the slides; an alternative taken, a chapter divided, two joined; and whether chop cuts by the list that is left.

    Tests/Page/plan_page.py CHOP RECORDING [--target LENGTH] [--pipeline NAME] [--shots FOLDER]"""

import argparse
import json
import pathlib
import subprocess
import tempfile

from axe_playwright_python.sync_playwright import Axe
from lesson_browser import TAGS, Claims, chromium


def judge(page, claims, state, shots):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    claims.equal(f"axe finds nothing in: {state}", [(v["id"], v["nodes"][0]["html"][:160]) for v in found], [])
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    claims.check(f"no sideways scroll in: {state}", wide <= 0, wide)
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(shots / f"plan-{state.replace(' ', '-')}.png"))


def times(text):
    return [line.split()[0] for line in text.splitlines() if line and not line.startswith((" ", "#"))]


def edits(page, claims):
    """Takes the first alternative, divides a chapter, joins another; returns the list."""
    before = times(page.input_value("#text"))
    other = page.locator(".chapter > .others button").first
    if other.count():
        other.click()
        after = times(page.input_value("#text"))
        claims.check("an alternative takes the boundary's place", len(after) == len(before) and len(set(before) - set(after)) == 1, after)
        claims.check("and the boundary becomes the alternative", "# or " + (set(before) - set(after)).pop() in page.input_value("#text"))
    before = times(page.input_value("#text"))
    page.locator("details summary").first.click()
    page.locator("details[open] button").first.click()
    claims.equal("a chapter can be divided", len(times(page.input_value("#text"))), len(before) + 1)
    claims.equal("every time in the list is a chapter", page.locator(".chapter").count(), len(before) + 1)
    page.get_by_role("button", name="Join with the chapter before").last.click()
    claims.equal("two can be joined", page.locator(".chapter").count(), len(before))
    page.evaluate("text => { const area = document.getElementById('text'); area.value += text; area.dispatchEvent(new Event('input')); }", "\nwhat is this\n")
    claims.check("a line that can't be read is told", "has no time first" in page.inner_text("#state"), page.inner_text("#state"))
    page.evaluate("() => { const area = document.getElementById('text'); area.value = area.value.replace('\\nwhat is this\\n', ''); area.dispatchEvent(new Event('input')); }")
    return page.input_value("#text")


def slides(page, claims):
    """Every slide that the page has is a picture with its time, in order, and a mark along the sound."""
    times = page.evaluate("JSON.parse(document.getElementById('plan-data').textContent).parts.flatMap(part => part.slides.map(slide => slide.time))")
    shown = page.locator(".slides img").evaluate_all("images => images.map(image => image.alt)")
    clock = lambda time: f"{int(time + 1e-6) // 60}:{int(time + 1e-6) % 60:02}"
    claims.check("there are slides", len(times) > 1, times)
    claims.equal("each slide is a picture that tells its time", shown, ["The slide at " + clock(time) for time in times])
    claims.equal("the times stand below them", page.locator(".slides span").all_inner_texts(), [clock(time) for time in times])
    claims.equal("each change is marked along the sound", page.locator(".line .wave .slide").count(), sum(time > 0 for time in times))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chop", type=pathlib.Path)
    parser.add_argument("recording", type=pathlib.Path)
    parser.add_argument("--shots", type=pathlib.Path)
    parser.add_argument("--target", default="6m", help="as chop plan has it")
    parser.add_argument("--pipeline", help="as chop plan has it; the slides that it finds have to be on the page")
    given = parser.parse_args()
    options = ["--target", given.target] + (["--pipeline", given.pipeline] if given.pipeline else [])
    claims = Claims()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        folder = pathlib.Path(folder)
        subprocess.run([given.chop, "plan", given.recording, *options, "--html", "--quiet", "-o", folder / "plan.html"], check=True)
        for state, size, scheme in (("wide", (1440, 900), "light"), ("phone", (360, 740), "light"), ("dark", (1440, 900), "dark")):
            context = browser.new_context(viewport=dict(zip(("width", "height"), size)), color_scheme=scheme)
            page, wrong = context.new_page(), []
            page.on("console", lambda message: wrong.append(message.text))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else wrong.append(request.url))
            page.goto((folder / "plan.html").as_uri())
            judge(page, claims, state, given.shots)
            pictures = page.evaluate("[...document.images].filter(image => !image.naturalWidth).length")
            claims.equal("every picture is shown", pictures, 0)
            if given.pipeline:
                slides(page, claims)
            if state == "wide":
                edited = edits(page, claims)
                judge(page, claims, "edited", given.shots)
            claims.equal(f"nothing is wrong in the console, and nothing is requested: {state}", wrong, [])
            context.close()
        (folder / "edited.txt").write_text(edited)
        plan = subprocess.run([given.chop, "plan", given.recording, "--json", "--quiet", "--chapters", folder / "edited.txt"], check=True, capture_output=True)
        found = [chapter["boundary"]["evidence"].rsplit(" ", 1)[1] for chapter in json.loads(plan.stdout)["chapters"][1:]]
        claims.equal("chop cuts by the edited list", found, times(edited)[1:])
    claims.exit()


main()
