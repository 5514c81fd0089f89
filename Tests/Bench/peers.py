"""Programs from PyPI that chop is measured beside, each in a venv of its own below the bench's cache; None where it can't be installed."""

import os
import pathlib
import subprocess
import sys

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "chop-bench"


def scenedetect(cache: pathlib.Path) -> pathlib.Path | None:
    return program(cache, "scenedetect", ["scenedetect==0.7.2", "opencv-python-headless"])


def auto_editor(cache: pathlib.Path) -> pathlib.Path | None:
    # Its PyAV of 2023 needs the Cython and setuptools of its time.
    return program(
        cache, "auto-editor", ["cython<3", "setuptools<70", "wheel"], ["--no-build-isolation", "auto-editor==23.32.1", "numpy<2"])


def silero(cache: pathlib.Path) -> list | None:
    """The command that takes a recording: silero.py with the model of the package."""
    folder = installed(cache, "silero-vad", ["numpy", "onnxruntime"], ["--no-deps", "silero-vad==6.2.3"])
    models = sorted(folder.glob("lib/*/site-packages/silero_vad/data/silero_vad.onnx")) if folder else []
    return [folder / "bin" / "python", pathlib.Path(__file__).with_name("silero.py"), models[0]] if models else None


def program(cache: pathlib.Path, name: str, *steps: list[str]) -> pathlib.Path | None:
    folder = installed(cache, name, *steps)
    return folder / "bin" / name if folder else None


def installed(cache: pathlib.Path, name: str, *steps: list[str]) -> pathlib.Path | None:
    """The venv that pip has put the packages of each step into, one step after the other."""
    folder = cache / name
    done = folder / "installed"
    if not done.exists():
        print(f"installing {name}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        for packages in steps:
            made = subprocess.run(
                [folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", *packages], capture_output=True, text=True)
            if made.returncode != 0:
                print(f"{name} can't be installed and is left out: {made.stderr.strip().splitlines()[-1]}", file=sys.stderr)
                return None
        done.touch()
    return folder
