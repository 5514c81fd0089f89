"""Makes the recording that slide detection is measured on: sections of slides whose changes are known, in 1080p.

Slides of a section look alike: the same header and layout, other text. Some are built up line by line, and an outline comes
back before each section. In a corner a face's worth of picture moves, a pointer wanders, a cursor blinks, and one slide has a
video on it. A change lies at any frame, and the encoder puts its keyframes where it likes.
"""

import hashlib
import json
import pathlib
import random
import subprocess

RATE = 15
WORDS = """energy work kinetic potential friction speed force mass heat power joule body height surface machine wheel spring
motion system transfer conserve collision momentum vector measure curve integral limit proof example remark""".split()


def lecture(folder: pathlib.Path, minutes: int, inset: bool, keyframes: int) -> tuple[pathlib.Path, list[dict]]:
    """The recording and its changes, {"time": seconds, "kind": "slide" | "build"}; made where it is not there yet."""
    name = f"slides-{minutes}min-{'face' if inset else 'plain'}-{keyframes}"
    place, truth = folder / f"{name}.mp4", folder / f"{name}.truth.json"
    if not truth.exists():
        folder.mkdir(parents=True, exist_ok=True)
        changes = make(folder, place, minutes, inset, keyframes)
        truth.write_text(json.dumps(changes))
    return place, json.loads(truth.read_text())


def make(folder, place, minutes, inset, keyframes):
    chance = random.Random(minutes)
    work = folder / "making"
    work.mkdir(exist_ok=True)
    scenes = []  # (picture, frames, kind)
    frames, section, last = 0, 0, None
    while frames < minutes * 60 * RATE:
        section += 1
        scenes.append((picture(work, "Outline", WORDS[:6]), chance.randint(8, 20) * RATE + chance.randrange(RATE), "slide"))
        for number in range(chance.randint(3, 6)):
            title = f"{section}.{number + 1}  {' '.join(chance.sample(WORDS, 2))}"
            lines = [" ".join(chance.sample(WORDS, chance.randint(4, 8))) for _ in range(chance.randint(4, 7))]
            shown = chance.randint(2, len(lines)) if chance.random() < 0.3 else len(lines)
            kind = "slide"
            while True:
                length = chance.randint(11, 75) * RATE + chance.randrange(RATE)
                scenes.append((picture(work, title, lines[:shown]), length, kind))
                if shown == len(lines):
                    break
                shown, kind = min(len(lines), shown + chance.randint(1, 2)), "build"
        frames = sum(each[1] for each in scenes)
    listed = "".join(f"file '{name}'\nduration {length / RATE:.6f}\n" for name, length, _ in scenes)
    (work / "list.txt").write_text(f"ffconcat version 1.0\n{listed}file '{scenes[-1][0]}'\n")
    overlays = [
        (f"color=black:s=18x26:r={RATE}", "x='200+mod(floor(t/6)*331,1500)':y='200+mod(floor(t/6)*177,700)'"),
        (f"color=black:s=4x40:r={RATE}", "x=900:y=960:enable='lt(mod(t,1.2),0.6)'"),
        (f"color=s=16x9:r={RATE},geq=lum='60+random(1)*140':cb=120:cr=140,scale=640:360",
         "x=1100:y=560:enable='between(mod(t,600),200,225)'"),
    ]
    if inset:
        overlays.append((f"color=s=9x6:r=5,geq=lum='90+random(1)*60':cb=128:cr=140,scale=360:240", "x=1540:y=20"))
    graph, inputs = f"[0]format=yuv420p,fps={RATE}[v0]", []
    for number, (source, position) in enumerate(overlays):
        inputs += ["-f", "lavfi", "-i", f"{source},format=yuv420p"]
        graph += f";[v{number}][{number + 1}]overlay={position}[v{number + 1}]"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "concat", "-safe", "0", "-i", work / "list.txt", *inputs,
         "-filter_complex", graph, "-map", f"[v{len(overlays)}]", "-frames:v", str(frames), "-c:v", "libx264", "-preset", "ultrafast",
         "-g", str(keyframes), place], check=True)
    changes, time = [], 0
    for (_, length, _), (_, _, kind) in zip(scenes, scenes[1:]):
        time += length
        changes.append({"time": time / RATE, "kind": kind})
    for file in work.iterdir():
        file.unlink()
    work.rmdir()
    return changes


def picture(work, title, lines):
    name = f"{hashlib.sha256(repr((title, lines)).encode()).hexdigest()[:16]}.png"
    if (work / name).exists():
        return name
    text = work / "text.txt"
    text.write_text("\n\n".join("- " + line for line in lines))
    subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
         f"color=white:s=1920x1080,drawbox=h=140:color=navy@1:t=fill,"
         f"drawtext=text='{title}':fontsize=70:fontcolor=white:x=110:y=40:font=sans,"
         f"drawtext=textfile={text}:fontsize=44:x=110:y=230:font=sans,"
         f"drawtext=text='Introduction to physics':fontsize=24:x=110:y=1030:font=sans",
         "-frames:v", "1", work / name], check=True)
    return name
