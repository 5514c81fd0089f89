#!/usr/bin/env python3
"""Opens each lesson's page in Chromium, as a file, and prints what stands in place of its first chapter's picture where that can't be played: a
JSON object a line, {"lesson", "failure"}, null where the chapter is ready to play.

Usage: page_failure.py LESSON..."""
import json
import pathlib
import sys

from lesson_browser import Claims, LessonPage, chromium

with chromium() as browser:
    for lesson in sys.argv[1:]:
        view = LessonPage(browser, pathlib.Path(lesson).resolve().as_uri() + "/", Claims())
        view.until(f"!document.getElementById('fail').hidden || {LessonPage.MEDIA}.readyState > 1")
        is_shown = view.page.evaluate("!document.getElementById('fail').hidden")
        print(json.dumps({"lesson": lesson, "failure": view.text("#fail") if is_shown else None}), flush=True)
        view.context.close()
