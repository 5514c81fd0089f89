"""Speech as the model of silero-vad hears it, with the defaults of its `get_speech_timestamps`; in a venv of its own, without PyTorch.

  python silero.py MODEL.onnx RECORDING      prints JSON: [[start, end], ...] in seconds
"""

import json
import subprocess
import sys

import numpy
import onnxruntime

RATE, WINDOW, CONTEXT = 16000, 512, 64
SPEECH, NO_SPEECH = 0.5, 0.35
LEAST_SPEECH, LEAST_SILENCE, PAD = 0.25, 0.1, 0.03


def probabilities(model, place):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    sound = subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", "-i", place, "-vn", "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"],
        check=True, stdout=subprocess.PIPE).stdout
    samples = numpy.frombuffer(sound, dtype="<f4")
    state, context = numpy.zeros((2, 1, 128), "f4"), numpy.zeros(CONTEXT, "f4")
    for start in range(0, len(samples) - WINDOW + 1, WINDOW):
        window = samples[start : start + WINDOW]
        heard, state = session.run(
            None, {"input": numpy.concatenate([context, window])[None], "state": state, "sr": numpy.array(RATE, "i8")})
        context = window[-CONTEXT:]
        yield float(heard[0, 0])


def speech(probabilities):
    """Spans that begin above one threshold and end where it was below the other for a while."""
    spans, begin, quiet, time = [], None, None, 0.0
    for index, probability in enumerate(probabilities):
        time = index * WINDOW / RATE
        if probability >= SPEECH:
            quiet = None
            begin = time if begin is None else begin
        elif probability < NO_SPEECH and begin is not None:
            quiet = time if quiet is None else quiet
            if time - quiet >= LEAST_SILENCE:
                spans.append((begin, quiet))
                begin = quiet = None
    if begin is not None:
        spans.append((begin, time))
    return [(max(0, start - PAD), end + PAD) for start, end in spans if end - start > LEAST_SPEECH]


if __name__ == "__main__":
    print(json.dumps(speech(probabilities(*sys.argv[1:]))))
