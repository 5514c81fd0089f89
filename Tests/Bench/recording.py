"""Makes the recording that is measured: slides of text under a voice with pauses, as long as asked for."""

import array
import concurrent.futures
import os
import pathlib
import random
import subprocess
import wave

FRAMES_PER_SECOND = 30
# Twelve groups of 250 frames, so that pieces join where a group ends anyway.
PIECE_SECONDS = 100
PIECES = 3
SPEECH_RATE = 22050
SENTENCES = [
    "The energy that a body has because it moves is called kinetic energy",
    "If we double the speed, the work that it takes to stop grows four times as large",
    "Nobody has ever seen a machine that gives back more than was put into it",
    "Let us write down what we know before we start to calculate",
    "The second term is the one that most people forget",
    "A glass of water on the table has more energy than one on the floor",
    "We measured this last week, and the numbers agreed to within two percent",
    "Please look at the upper curve, which shows what happens without friction",
    "That is the reason why a bicycle is faster than a man who walks",
    "What remains is heat, and we can feel it when we touch the brake",
    "Think about it for a moment, and then tell me what you expect",
    "So far we have only looked at one direction, now comes the other one",
]


def recording(folder: pathlib.Path, minutes: int) -> pathlib.Path:
    """The recording of this length in `folder`; made where it is not there yet."""
    place = folder / f"lecture-{minutes}min.mp4"
    if place.exists():
        return place
    folder.mkdir(parents=True, exist_ok=True)
    work = folder / f"making-{os.getpid()}"
    work.mkdir()
    try:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            sound = pool.submit(make_sound, work, minutes)
            picture = pool.submit(make_picture, work, minutes)
            whole = work / "whole.mp4"
            ffmpeg("-f", "concat", "-safe", "0", "-i", picture.result(), "-i", sound.result(),
                   "-map", "0:v", "-map", "1:a", "-c", "copy", "-t", minutes * 60, whole)
        whole.rename(place)
    finally:
        for file in work.iterdir():
            file.unlink()
        work.rmdir()
    return place


def ffmpeg(*arguments, **settings):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, arguments)], check=True, **settings)


def make_picture(work: pathlib.Path, minutes: int) -> pathlib.Path:
    """A list for ffmpeg's concat: three pieces with two slides each, again and again in another order."""
    pieces = [make_piece(work, number) for number in range(PIECES)]
    chance = random.Random(1)
    order: list[int] = []
    while len(order) * PIECE_SECONDS < minutes * 60:
        order.append(chance.choice([number for number in range(PIECES) if order[-1:] != [number]]))
    place = work / "pieces.txt"
    place.write_text("".join(f"file '{pieces[number]}'\n" for number in order))
    return place


def make_piece(work: pathlib.Path, number: int) -> pathlib.Path:
    change = 31 + 13 * number
    slides, still = [], []
    for slide, seconds in enumerate([change, PIECE_SECONDS - change]):
        chance = random.Random(10 * number + slide)
        text = work / f"slide{number}{slide}.txt"
        text.write_text("\n\n".join("- " + line for line in chance.sample(SENTENCES, 7)))
        picture = work / f"slide{number}{slide}.png"
        ffmpeg("-f", "lavfi", "-i",
               f"color=white:s=1920x1080,drawtext=textfile={text}:fontsize=44:x=110:y=190:font=sans,"
               f"drawtext=text='Part {2 * number + slide + 1}':fontsize=80:x=110:y=70:font=sans",
               "-frames:v", "1", picture)
        slides += ["-framerate", FRAMES_PER_SECOND, "-i", picture]
        still.append(f"[{slide}]format=yuv420p,loop={seconds * FRAMES_PER_SECOND - 1}:1[slide{slide}]")
    piece = work / f"piece{number}.mp4"
    ffmpeg(*slides, "-filter_complex", f"{still[0]};{still[1]};[slide0][slide1]concat=n=2:v=1:a=0",
           "-c:v", "libx264", "-preset", "superfast",
           "-g", "250", "-keyint_min", "250", "-sc_threshold", "0", "-frames:v", PIECE_SECONDS * FRAMES_PER_SECOND,
           "-video_track_timescale", "15360", piece)
    return piece


def make_sound(work: pathlib.Path, minutes: int) -> pathlib.Path:
    """Speech with short pauses between sentences and a long one every few minutes, over the hiss of a room."""
    voice = [speak(work, number, sentence) for number, sentence in enumerate(SENTENCES)]
    place = work / "sound.m4a"
    chance = random.Random(2)
    encoder = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "s16le", "-ar", str(SPEECH_RATE), "-ac", "1", "-i", "pipe:0",
         "-f", "lavfi", "-i", "anoisesrc=amplitude=0.0015:sample_rate=48000:seed=3", "-filter_complex",
         "[0]aresample=48000[voice];[voice][1]amix=duration=first:normalize=0", "-c:a", "aac", "-b:a", "96k",
         "-ac", "1", "-ar", "48000", str(place)],
        stdin=subprocess.PIPE)
    samples, next_section = 0, 240.0
    while samples < minutes * 60 * SPEECH_RATE:
        pause = chance.uniform(0.25, 0.9)
        if samples / SPEECH_RATE > next_section:
            pause, next_section = chance.uniform(1.8, 3.0), next_section + chance.uniform(200, 400)
        silence = array.array("h", bytes(2 * int(pause * SPEECH_RATE)))
        for part in (chance.choice(voice), silence):
            encoder.stdin.write(part.tobytes())
            samples += len(part)
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise SystemExit("ffmpeg could not encode the sound")
    return place


def speak(work: pathlib.Path, number: int, sentence: str) -> array.array:
    place = work / f"voice{number}.wav"
    subprocess.run(["espeak-ng", "-v", "en", "-s", "150", "-a", "70", "-w", place, sentence], check=True)
    with wave.open(str(place)) as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (SPEECH_RATE, 1, 2):
            raise SystemExit("espeak-ng gave another sample rate than 22050")
        return array.array("h", file.readframes(file.getnframes()))
