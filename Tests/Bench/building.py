"""The program that is measured."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def built_chop() -> pathlib.Path:
    print("building chop", file=sys.stderr)
    build = ["swift", "build", "--package-path", ROOT, "-c", "release", "--product", "chop"]
    subprocess.run(build, check=True, stdout=sys.stderr)
    folder = subprocess.run([*build, "--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
    return pathlib.Path(folder) / "chop"
