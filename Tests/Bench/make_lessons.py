#!/usr/bin/env python3
"""Generates a folder of recordings and the folder of their finished lessons, as a department has them after some years.

    Tests/Bench/make_lessons.py FOLDER [--lessons 10000] [--per-folder 100] [--chop .build/release/chop]

FOLDER/Recordings holds small recordings that differ by a few bytes, FOLDER/Lessons what `chop batch` would have made of them. One lesson is made by chop
itself; the others are its copies with the fingerprint of their own recording, so that chop takes them for done.
"""
import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path


def fingerprint(source: bytes, companion: bytes) -> str:
    """What RunSettings.fingerprintText says: source, companions, options."""
    captions = f"captions - {hashlib.sha256(companion).hexdigest()}"
    text = "\n".join([hashlib.sha256(source).hexdigest(), captions, "pipeline lecture"])
    return hashlib.sha256(text.encode()).hexdigest()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--lessons", type=int, default=10000)
    arguments.add_argument("--per-folder", type=int, default=100)
    arguments.add_argument("--chop", type=Path, default=Path(".build/release/chop"))
    options = arguments.parse_args()
    recordings, lessons = options.folder / "Recordings", options.folder / "Lessons"
    if options.folder.exists():
        sys.exit(f"{options.folder} is there already; name a new folder")
    recordings.mkdir(parents=True)

    # WAV: bytes behind the sound are no part of it, so that every recording can be another one.
    sample = options.folder / "sample.wav"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "anoisesrc=d=2:a=0.1", "-ar", "8000", "-ac", "1", sample], check=True)
    captions = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
    model = options.folder / "model.lesson"
    (options.folder / "sample.vtt").write_bytes(captions)
    subprocess.run([options.chop, sample, "-o", model, "--quiet", "--no-cache"], check=True)
    text = (model / "manifest.json").read_text()
    manifest = json.loads(text)
    source = sample.read_bytes()
    if manifest["fingerprint"] != fingerprint(source, captions):
        sys.exit("the fingerprint is made of something else by now; bring this script up to date")

    for number in range(options.lessons):
        folder = f"course{number // options.per_folder:04}"
        (recordings / folder).mkdir(exist_ok=True)
        name = f"lecture{number:05}"
        data = source + b"%08d" % number
        (recordings / folder / f"{name}.wav").write_bytes(data)
        (recordings / folder / f"{name}.vtt").write_bytes(captions)
        lesson = lessons / folder / f"{name}.lesson"
        shutil.copytree(model, lesson, copy_function=os.link)
        own = text.replace(manifest["fingerprint"], fingerprint(data, captions))
        own = own.replace(manifest["sources"][0]["sha256"], hashlib.sha256(data).hexdigest())
        (lesson / "manifest.json").unlink()
        (lesson / "manifest.json").write_text(own)
    print(f"{options.lessons} recordings in {recordings}, their lessons in {lessons}")


main()
