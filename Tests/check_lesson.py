#!/usr/bin/env python3
"""Looks at a lesson with other eyes than chop's: PyPI's jsonschema and webvtt-py, ffprobe and ffmpeg.

Usage: check_lesson.py CHOP LESSON RECORDING      is the lesson what its manifest says, and the whole recording
       check_lesson.py --same-cuts LESSON OTHER   do two lessons have the same cuts and the same media
"""
import hashlib
import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import jsonschema
import webvtt

failures: list[str] = []
checks = 0


def check(claim: str, holds: object, found: object = "") -> None:
    global checks
    checks += 1
    if not holds:
        failures.append(f"{claim}{f': {found}' if found != '' else ''}")


def output(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


def probe(file: Path) -> dict:
    return json.loads(output("ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", file))


def packet_times(file: Path, kind: str) -> list[float]:
    """When each packet of the stream starts, those included that an edit list hides."""
    lines = output("ffprobe", "-v", "error", "-select_streams", kind, "-show_entries", "packet=pts_time", "-of", "csv=p=0", file)
    return [float(line.rstrip(",")) for line in lines.split()]


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def read(lesson: Path) -> dict:
    return json.loads((lesson / "manifest.json").read_text())


def check_schema(chop: str, kind: str, file: Path) -> None:
    schema = json.loads(output(chop, "schema", kind))
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = [
        f"{error.json_path}: {error.message}"
        for error in jsonschema.Draft202012Validator(schema).iter_errors(json.loads(file.read_text()))
    ]
    check(f"{file.name} is valid against chop schema {kind}", not errors, "; ".join(errors[:5]))


def files_of(manifest: dict) -> list[dict]:
    files = list(manifest["files"]) + [manifest["quiz"]]
    for chapter in manifest["chapters"]:
        files += [chapter.get("video"), chapter.get("audio"), chapter.get("poster"), chapter.get("quiz")]
        files += chapter["captions"]
    return [file for file in files if file]


def check_files(lesson: Path, manifest: dict) -> None:
    """Each file of the manifest is there as it says, and nothing else is."""
    named = set()
    for file in files_of(manifest):
        path = file["path"]
        check(f"{path} is a plain relative path", re.fullmatch(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*", path))
        check(f"{path} is named once", path not in named)
        named.add(path)
        check(f"{path} exists", (lesson / path).is_file())
        if (lesson / path).is_file():
            check(f"{path} has its bytes", (lesson / path).stat().st_size == file["bytes"])
            check(f"{path} has its sha256", sha256(lesson / path) == file["sha256"])
    there = {str(path.relative_to(lesson)) for path in lesson.rglob("*") if path.is_file()} - {"manifest.json"}
    check("the manifest names every file", there == named, sorted(there ^ named))


def check_times(manifest: dict) -> None:
    """Chapters and omitted stretches fill the recording from its start to its end, without a gap or an overlap."""
    stretches = [chapter["source"]["exact"] for chapter in manifest["chapters"]]
    stretches += [stretch["exact"] for stretch in manifest["omitted"]]
    position = Fraction(0)
    for start, end in sorted([Fraction(start), Fraction(end)] for start, end in stretches):
        check(f"a stretch starts where the one before ended ({float(position)})", start == position, float(start))
        check(f"the stretch at {float(start)} is not empty", end > start)
        position = end
    total = sum(source["duration"] for source in manifest["sources"])
    check("the stretches end with the recording", abs(float(position) - total) < 1e-6, f"{float(position)}, {total}")
    for number, chapter in enumerate(manifest["chapters"], 1):
        source = chapter["source"]
        check(f"chapter {number} has its number", chapter["number"] == number)
        for second, exact in zip([source["start"], source["end"]], source["exact"]):
            check(f"chapter {number}: {second} is {exact}", abs(second - Fraction(exact)) <= 1e-6)


def check_media(lesson: Path, chapter: dict) -> None:
    media = chapter.get("video") or chapter["audio"]
    file = lesson / media["path"]
    found = probe(file)
    # A cover picture inside is no stream that plays.
    streams = {s["codec_type"]: s for s in found["streams"] if not s["disposition"]["attached_pic"]}
    frame = 1024 / 44100
    if "video" in streams:
        frame = max(frame, float(1 / Fraction(streams["video"]["avg_frame_rate"])))
    duration = float(found["format"]["duration"])
    check(f"{file.parent.name}: ffprobe's duration", abs(duration - media["duration"]) <= frame, f"{duration}, {media}")
    length = Fraction(chapter["source"]["exact"][1]) - Fraction(chapter["source"]["exact"][0])
    check(f"{file.parent.name}: the duration is the source's", abs(float(length) - media["duration"]) <= frame, media)
    # Chromium plays on into packets that an edit list hides behind the end: there may only be those that frames before it refer to.
    for kind, most in [("V", 4), ("a", 2)]:
        behind = [time for time in packet_times(file, kind) if time >= duration]
        check(f"{file.parent.name}: at most {most} packets behind the end", len(behind) <= most, len(behind))
    codecs = re.search(r'codecs="([^"]*)"', media["type"])
    expected = []
    if video := streams.get("video"):
        profiles = {"High": "6400", "Main": "4d40", "Constrained Baseline": "42c0", "Baseline": "4200"}
        expected.append(f"avc1.{profiles[video['profile']]}{video['level']:02x}")
        check(f"{file.parent.name}: width and height", (video["width"], video["height"]) == (media["width"], media["height"]))
    if "audio" in streams:
        expected.append({"aac": "mp4a.40.2", "mp3": "mp4a.6b"}[streams["audio"]["codec_name"]])
    check(f"{file.parent.name}: codecs {expected}", codecs and codecs[1].lower().split(", ") == expected, media["type"])
    noise = subprocess.run(["ffmpeg", "-v", "error", "-i", file, "-f", "null", "-"], capture_output=True, text=True)
    check(f"{file.parent.name}: ffmpeg decodes it without a word", noise.returncode == 0 and not noise.stderr, noise.stderr)
    if poster := chapter.get("poster"):
        picture = probe(lesson / poster["path"])["streams"][0]
        check(f"{poster['path']} is a JPEG", picture["codec_name"] == "mjpeg")


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def seconds(clock: str) -> float:
    """Of webvtt-py's HH:MM:SS.mmm; its own start_in_seconds is whole."""
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def check_captions(lesson: Path, manifest: dict, recording: Path) -> None:
    """The cues lie inside their chapters, and all that is said outside of omitted stretches is there, in order."""
    companions = {c["name"] for c in manifest["companions"] if c["role"] == "captions"}
    for language in {c["language"] for chapter in manifest["chapters"] for c in chapter["captions"]}:
        said = []
        for chapter in manifest["chapters"]:
            media = chapter.get("video") or chapter["audio"]
            for captions in chapter["captions"]:
                if captions["language"] != language:
                    continue
                text = (lesson / captions["path"]).read_text()
                cues = webvtt.read(lesson / captions["path"])
                check(f"{captions['path']}: webvtt-py reads each cue", len(cues) == text.count(" --> "))
                for cue in cues:
                    inside = 0 <= seconds(cue.start) < seconds(cue.end) <= media["duration"] + 0.002
                    check(f"{captions['path']}: a cue lies in its chapter", inside, f"{cue.start} {cue.end}")
                    said += words(cue.text)
        name = next((n for n in sorted(companions) if n.endswith(f".{language}.vtt")), None)
        check(f"captions in {language} come from a companion", name, companions)
        if name:
            expected = []
            for cue in webvtt.read(recording.parent / name):
                middle = (seconds(cue.start) + seconds(cue.end)) / 2
                if not any(stretch["start"] <= middle < stretch["end"] for stretch in manifest["omitted"]):
                    expected += words(cue.text)
            check(f"every word of {name}, in order", said == expected, f"{len(said)} of {len(expected)} words")


def check_chapter_track(lesson: Path, manifest: dict) -> None:
    cues = webvtt.read(lesson / "chapters.vtt")
    check("chapters.vtt has a cue for each chapter", len(cues) == len(manifest["chapters"]), len(cues))
    for cue, chapter in zip(cues, manifest["chapters"]):
        check("chapters.vtt: start", abs(seconds(cue.start) - chapter["source"]["start"]) <= 0.001, cue.start)
        check("chapters.vtt: title", cue.text == chapter["title"].replace("&", "&amp;").replace("<", "&lt;"), cue.text)


def check_lesson(chop: str, lesson: Path, recording: Path) -> None:
    head = (lesson / "manifest.json").read_bytes()[:512]
    manifest = read(lesson)
    check_schema(chop, "manifest", lesson / "manifest.json")
    check("the fingerprint stands in the first 512 bytes", f'"{manifest["fingerprint"]}"'.encode() in head)
    source = manifest["sources"][0]
    check("the source's bytes", source["bytes"] == recording.stat().st_size)
    check("the source's sha256", source["sha256"] == sha256(recording))
    check_files(lesson, manifest)
    check_times(manifest)
    for chapter in manifest["chapters"]:
        check_media(lesson, chapter)
    check_captions(lesson, manifest, recording)
    check_chapter_track(lesson, manifest)
    for quiz in [manifest["quiz"]] + [chapter.get("quiz") for chapter in manifest["chapters"]]:
        if quiz:
            check_schema(chop, "quiz", lesson / quiz["path"])
            number = sum(question["kind"] != "description" for question in json.loads((lesson / quiz["path"]).read_text())["questions"])
            check(f"{quiz['path']} has {quiz['questions']} questions", number == quiz["questions"], number)


def check_same_cuts(lesson: Path, other: Path) -> None:
    def cuts(folder: Path) -> list:
        return [
            (chapter["id"], chapter["source"], (chapter.get("video") or chapter["audio"])["sha256"])
            for chapter in read(folder)["chapters"]
        ]

    check("the same cuts", cuts(lesson) == cuts(other), f"{cuts(lesson)}\n{cuts(other)}")


if len(sys.argv) != 4:
    sys.exit(__doc__)
if sys.argv[1] == "--same-cuts":
    check_same_cuts(Path(sys.argv[2]), Path(sys.argv[3]))
else:
    check_lesson(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
for failure in failures:
    print(f"  FAILED {failure}")
print(f"  {Path(sys.argv[3 if sys.argv[1] == '--same-cuts' else 2]).name}: {checks - len(failures)} of {checks} checks hold")
sys.exit(1 if failures else 0)
