#!/usr/bin/env python3
"""Makes the sample lessons that the browser tests open: pages from the Swift samples, media by ffmpeg.

    Tests/Page/make_samples.py FOLDER        (needs `swift build --build-tests` before)

The chapters show their own time and number; the sound is a tone whose pitch tells the chapter."""

import argparse
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def pages(folder):
    """The pages and manifests, by the test that renders them."""
    command = ["swift", "test", "--skip-build", "--filter", "PlayerPageTests"]
    environment = {**os.environ, "CHOP_PAGE_SAMPLES": str(folder)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def picture(title, number, width, height):
    """An ffmpeg source that looks like a slide; the title comes from a file, so it may hold anything."""
    size = max(28, width // 22)
    font = "fontcolor=0x12384d"
    return (f"color=c=0xfdfcf6:s={width}x{height}:r=25,"
            f"drawtext=textfile={title}:{font}:fontsize={size}:x={width // 14}:y={height // 8},"
            f"drawbox=x={width // 14}:y=ih*0.82:w=iw*0.86:h=2:color=0xd8d5c8:t=fill,"
            f"drawtext=text='{number}':{font}:fontsize={height // 3}:x=w*0.66:y=h*0.36:alpha=0.16,"
            f"drawtext=text='%{{pts\\:hms}}':fontcolor=0xe07830:fontsize={size}:x={width // 14}:y=h*0.45")


def run(arguments):
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *arguments], check=True)


def media(lesson):
    manifest = json.loads((lesson / "manifest.json").read_text())
    for chapter in manifest["chapters"]:
        number = chapter["number"]
        file = chapter.get("video") or chapter["audio"]
        target, poster = lesson / file["path"], lesson / chapter["poster"]["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        title = target.parent / "title.txt"
        title.write_text(" ".join(chapter["title"].split())[:40])
        length = str(file["duration"])
        sound = ["-f", "lavfi", "-t", length, "-i", f"sine=f={220 * number}:r=48000"]
        width, height = file.get("width", 640), file.get("height", 640)
        show = picture(title, number, width, height)
        if "video" in chapter:
            run(["-f", "lavfi", "-t", length, "-i", show, *sound, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
                 "-g", "50", "-c:a", "aac", "-movflags", "+faststart", str(target)])
        else:
            run([*sound, "-c:a", "aac", "-movflags", "+faststart", str(target)])
        run(["-f", "lavfi", "-i", show, "-frames:v", "1", str(poster)])
        title.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the lessons go")
    folder = parser.parse_args().folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    pages(folder)
    for lesson in sorted(folder.iterdir()):
        if (lesson / "manifest.json").exists():
            media(lesson)
            print(lesson)


if __name__ == "__main__":
    main()
