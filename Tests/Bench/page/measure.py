#!/usr/bin/env python3
"""Measures the page in Chromium, on a lesson of 2 GB from a loopback server: until chapter 1 shows its first frame, and from chapter to chapter.

    Tests/Bench/page/measure.py CHOP FOLDER [--size 2000]       (the recording and its lesson stay in FOLDER)"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Page"))
from lesson_browser import chromium  # noqa: E402
from lesson_server import serving  # noqa: E402

# Milliseconds until the stage shows a frame of a chapter, counted from the click that the page sees.
WATCH = """file => {
  window.shown = null;
  document.addEventListener('click', event => {
    const look = () => {
      const video = document.querySelector('.screen video:not([data-off])');
      if (video.file !== file) return setTimeout(look, 1);
      video.requestVideoFrameCallback(now => { window.shown = now - event.timeStamp; });
    };
    setTimeout(look);
  }, {once: true, capture: true});
}"""
# Milliseconds from the navigation's start until the first frame, when the learner presses start at once.
FIRST = """() => new Promise((done, failed) => {
  const video = document.querySelector('.screen video:not([data-off])');
  document.getElementById('go').click();
  video.requestVideoFrameCallback(now => done(now));
  setTimeout(failed, 20000);
})"""


def recording(folder, megabytes):
    """Noisy pictures and a tone, ten seconds of them again and again, as many as it takes."""
    target = folder / f"lecture-{megabytes}.mp4"
    if target.exists():
        return target
    clip = folder / "clip.mp4"
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=30,noise=alls=40:allf=t", "-f", "lavfi", "-i",
                    "sine=r=48000", "-t", "10", "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "24M", "-maxrate", "24M", "-bufsize", "24M", "-pix_fmt", "yuv420p",
                    "-g", "60", "-c:a", "aac", str(clip)], check=True)
    times = megabytes * 1_000_000 // clip.stat().st_size
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", "-stream_loop", str(times), "-i", str(clip), "-c", "copy", "-movflags", "+faststart", str(target)], check=True)
    return target


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("chop", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--size", type=int, default=2000, help="of the recording, in MB")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    source = recording(options.folder, options.size)
    lesson = source.with_suffix(".lesson")
    if not lesson.exists():
        subprocess.run([str(options.chop), "run", str(source), "--target", "2m", "-o", str(lesson), "--quiet"], check=True)
    chapters = json.loads((lesson / "manifest.json").read_text())["chapters"]
    size = sum(chapter["video"]["bytes"] for chapter in chapters)
    first, switches = [], []
    with chromium() as browser, serving(lesson, has_ranges=True) as address:
        for _ in range(options.times):
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.goto(address + "index.html", wait_until="commit")
            page.wait_for_selector("#go", state="attached")
            first.append(page.evaluate(FIRST))
            page.wait_for_timeout(1000)
            for index in list(range(1, len(chapters))) + [0]:
                page.evaluate(WATCH, chapters[index]["video"]["path"])
                # As a hand does: the pointer comes to the entry, and a moment later the button goes down.
                page.hover(f".entry:nth-child({index + 1}) .to-chapter")
                page.wait_for_timeout(150)
                page.mouse.down()
                page.wait_for_timeout(60)
                page.mouse.up()
                for _ in range(1000):
                    if (shown := page.evaluate("window.shown")) is not None:
                        break
                    page.wait_for_timeout(10)
                switches.append(shown)
                page.wait_for_timeout(300)
            page.close()
    print(f"{len(chapters)} chapters, {size / 1e9:.2f} GB")
    print(f"first frame of chapter 1 after: {statistics.median(first):.0f} ms in the median, {max(first):.0f} at most, of {len(first)}")
    print(f"another chapter's first frame after: {statistics.median(switches):.0f} ms in the median, {max(switches):.0f} at most, of {len(switches)}")


if __name__ == "__main__":
    main()
