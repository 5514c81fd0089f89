#!/usr/bin/env python3
# A stage of your own: begins a chapter before the first sentence that starts `every` seconds or more after the last chapter did.
# It makes a GivenChapterList, which plan-chapters follows: its times may move to a pause nearby.
# Anything may stand here. What comes and goes is JSON, a line each: chop schema stage
import json, sys
from fractions import Fraction

order = json.loads(sys.stdin.readline())["with"]  # needs are values, options are texts
tracks = order["captions"]["tracks"]
cues = tracks[0]["cues"] if tracks else []
entries, last, ended = [], Fraction(0), Fraction(0)
for number, cue in enumerate(cues, 1):
    start = (ended + Fraction(cue["range"]["start"])) / 2  # in the gap; seconds are exact: "9031/25"
    rest = Fraction(cues[-1]["range"]["end"]) - start
    if cues[number - 2]["lines"][-1].endswith((".", "!", "?")) and min(start - last, rest) >= int(order["every"]):
        time = f"{start.numerator}/{start.denominator}"
        entries.append({"start": time, "isExact": False, "title": "", "isSkipped": False, "line": number})
        last = start
    ended = Fraction(cue["range"]["end"])
made = {"list": {"file": "own-stage.py", "entries": entries} if entries else None, "warnings": []}
print(json.dumps({"made": made}))  # or {"failed": {"sentence": …}}; before it {"progress": …} and {"warning": …}
