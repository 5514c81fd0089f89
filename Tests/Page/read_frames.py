#!/usr/bin/env python3
"""Opens each chapter's video in Chromium and says which frame it shows at its start, in its middle and at its end.

Usage: read_frames.py LESSON...
Prints a JSON object a line for each chapter with a picture: {"lesson", "path", "duration", "width", "height", "start", "at", "middle", "end",
"presented", "played"}. `start` is the frame that stands at time 0 before anything plays, `middle` the one after a seek to time `at`, `end` the one
that stands when playing has ended; opened anew, `presented` is the first frame that is painted and `played` a list of the next four. Each is
{"number", "recording"} as Tests/TestSupport/FrameStamp.swift describes it, {"turned": quarter turns} for a stamp that isn't upright, and null
where there is none.
Exits with 1 where a video can't be opened or doesn't play to its end.
"""
import functools
import http.server
import json
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGE = b"<!doctype html><title>frames</title><video muted playsinline></video>"
SCRIPT = (
    """async (address) => {
  const video = document.querySelector("video");
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
"""
    # The layout of FrameStamp.swift: 8 × 8 cells, the white corner is up and left; bits row by row, then their complements.
    """
  const stamp = () => {
    const [width, height] = [canvas.width = video.videoWidth, canvas.height = video.videoHeight];
    pen.drawImage(video, 0, 0);
    const pixels = pen.getImageData(0, 0, width, height).data;
    const cells = [];
    for (let row = 0; row < 8; row++) for (let column = 0; column < 8; column++) {
      let [sum, count] = [0, 0];
      for (let y = Math.floor((4 * row + 1) * height / 32); y < Math.floor((4 * row + 3) * height / 32); y++)
        for (let x = Math.floor((4 * column + 1) * width / 32); x < Math.floor((4 * column + 3) * width / 32); x++) {
          sum += pixels[4 * (y * width + x) + 1];
          count++;
        }
      cells.push(sum / count);
    }
    const corners = [0, 7, 63, 56].map((cell) => cells[cell]);
    const brightest = corners.indexOf(Math.max(...corners));
    const dark = (corners[0] + corners[1] + corners[2] + corners[3] - corners[brightest]) / 3;
    if (corners[brightest] - dark < 60) return null;
    if (brightest !== 0) return { turned: (4 - brightest) % 4 };
    const white = (cell) => cells[cell] > (corners[0] + dark) / 2;
    const data = [...cells.keys()].filter((cell) => ![0, 7, 56, 63].includes(cell));
    let value = 0;
    for (let bit = 0; bit < 30; bit++) {
      if (white(data[bit]) === white(data[bit + 30])) return null;
      value = value * 2 + (white(data[bit]) ? 1 : 0);
    }
    return { number: value % 2 ** 24, recording: Math.floor(value / 2 ** 24) };
  };
  const until = (name) => new Promise((resolve, reject) => {
    video.addEventListener(name, resolve, { once: true });
    video.addEventListener("error", () => reject(new Error(video.error?.message || "error")), { once: true });
    setTimeout(() => reject(new Error(`no ${name} within 20 s`)), 20000);
  });
  const load = () => { const loaded = until("loadeddata"); video.src = address; video.load(); return loaded; };

  // What is loaded, sought or played to its end is painted a little later: waits until the picture stands.
  const standing = async () => {
    let [before, same] = [undefined, 0];
    for (let tries = 0; tries < 100 && same < 3; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const now = JSON.stringify(stamp());
      same = now !== "null" && now === before ? same + 1 : 0;
      before = now;
    }
    return stamp();
  };
  const seek = async (time) => {
    const painted = new Promise((resolve) => {
      video.requestVideoFrameCallback(resolve);
      setTimeout(resolve, 2000);
    });
    const seeked = until("seeked");
    video.currentTime = time;
    await seeked;
    await painted;
  };

  await load();
  const found = { duration: video.duration, width: video.videoWidth, height: video.videoHeight };
  found.start = await standing();
  found.at = video.duration / 2;
  await seek(found.at);
  found.middle = await standing();
  await seek(Math.max(0, video.duration - 0.2));
  const ended = until("ended");
  await video.play();
  await ended;
  found.end = await standing();
"""
    # Afresh: what is painted first of all, and what the first frames are that playing shows.
    """
  video.removeAttribute("src");
  const first = new Promise((resolve) => video.requestVideoFrameCallback(() => resolve(stamp())));
  await load();
  found.presented = await first;
  found.played = [];
  const look = () => {
    found.played.push(stamp());
    if (found.played.length < 4) video.requestVideoFrameCallback(look); else video.pause();
  };
  const paused = until("pause");
  video.requestVideoFrameCallback(look);
  await video.play();
  await paused;
  return found;
}"""
)


class Files(http.server.SimpleHTTPRequestHandler):
    """Static files with byte ranges, which a player needs to seek; `/` is the page with the player."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        data = PAGE if self.path == "/" else file.read_bytes() if file.is_file() else b""
        begin, end = 0, len(data) - 1
        partial = self.headers.get("Range", "").startswith("bytes=") and self.path != "/"
        if partial:
            first, _, last = self.headers["Range"][6:].partition("-")
            begin, end = int(first or 0), min(int(last or end), end)
        self.send_response(206 if partial else 200 if data else 404)
        self.send_header("Content-Type", "text/html" if self.path == "/" else "video/mp4")
        self.send_header("Accept-Ranges", "bytes")
        if partial:
            self.send_header("Content-Range", f"bytes {begin}-{end}/{len(data)}")
        self.send_header("Content-Length", str(max(0, end + 1 - begin)))
        self.end_headers()
        try:
            self.wfile.write(data[begin : end + 1])
        except ConnectionError:  # the player has enough
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def videos(lesson: Path) -> list[str]:
    chapters = json.loads((lesson / "manifest.json").read_text())["chapters"]
    return [chapter["video"]["path"] for chapter in chapters if "video" in chapter]


def main(lessons: list[str]) -> int:
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        )
        page = browser.new_page()
        for lesson in lessons:
            server = http.server.ThreadingHTTPServer(
                ("127.0.0.1", 0), functools.partial(Files, directory=str(Path(lesson).resolve()))
            )
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            for path in videos(Path(lesson)):
                try:
                    found = page.evaluate(SCRIPT, path)
                except Exception as error:  # noqa: BLE001: whatever it is, the other chapters are looked at too
                    print(f"{lesson}/{path}: {error}", file=sys.stderr)
                    failed += 1
                    continue
                print(json.dumps({"lesson": lesson, "path": path} | found), flush=True)
            server.shutdown()
        browser.close()
    return 1 if failed else 0


if len(sys.argv) < 2:
    sys.exit(__doc__)
sys.exit(main(sys.argv[1:]))
