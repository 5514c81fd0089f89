"""Runs commands and says what each took: time, processor time and memory, as the system accounts for them."""

import dataclasses
import os
import statistics
import subprocess
import sys
import time


@dataclasses.dataclass
class Taken:
    """What one or several commands took together."""

    seconds: float = 0
    #: User and system time of the process and the children it waited for.
    cpu: float = 0
    #: Of the largest process.
    megabytes: float = 0
    output: str = ""

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.seconds + other.seconds, self.cpu + other.cpu, max(self.megabytes, other.megabytes),
                     self.output + other.output)


def run(*command) -> Taken:
    """Runs a command to its end; one that fails ends the bench."""
    words = [str(word) for word in command]
    begin = time.monotonic()
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed with {process.returncode}: {' '.join(words)}\n{output}")
    return Taken(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def medians(runs: list[Taken]) -> dict[str, float]:
    """The median of each figure, memory's maximum."""
    return {
        "seconds": round(statistics.median(run.seconds for run in runs), 3),
        "cpu": round(statistics.median(run.cpu for run in runs), 3),
        "megabytes": round(max(run.megabytes for run in runs), 1),
    }
