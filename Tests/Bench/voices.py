"""Sentences in three languages, spoken by espeak-ng, each with the places of its words."""

import array
import subprocess
import wave

LANGUAGES = {
    "en": [
        "The energy that a body has because it moves is called kinetic energy",
        "If we double the speed, the work that it takes to stop grows four times as large",
        "Please look at the upper curve, which shows what happens without friction",
        "So far we have only looked at one direction, now comes the other one, step by step",
        "That is half of all cases",
        "Think about it for a moment, and then tell me what you expect",
        "How stiff is this, if it lasts",
        "Few of these roofs are safe",
    ],
    "de": [
        "Die Energie, die ein Körper hat, weil er sich bewegt, heißt Bewegungsenergie",
        "Verdoppelt man die Geschwindigkeit, so wächst der Bremsweg auf das Vierfache",
        "Sehen Sie sich bitte die obere Kurve an, sie zeigt, was ohne Reibung geschieht",
        "Hier fehlt noch ein Schritt",
        "Das ist der Grund, warum ein Fahrrad schneller ist als ein Mensch zu Fuß",
        "Fassen wir zusammen, was bisher herauskam",
        "Schreiben wir auf, was wir wissen, bevor wir rechnen",
    ],
    "it": [
        "L'energia che un corpo possiede perché si muove si chiama energia cinetica",
        "Se raddoppiamo la velocità, lo spazio di frenata diventa quattro volte più grande",
        "Guardate la curva in alto, che mostra che cosa succede senza attrito",
        "Finora abbiamo visto una sola direzione",
        "Pensateci un momento, e poi ditemi che cosa vi aspettate",
        "Scriviamo quello che sappiamo, prima di fare i conti",
        "Questo è il secondo passo",
    ],
}

#: A voice's level while it speaks, RMS, of full scale.
LEVEL = 0.1


def sentences(folder, language, rate):
    """Each as samples that begin and end with sound, and the runs of sound in it, in seconds."""
    return [trimmed(*spoken(folder, language, number, text, rate)) for number, text in enumerate(LANGUAGES[language])]


def spoken(folder, language, number, text, rate):
    place = folder / f"{language}{number}.wav"
    speed, pitch = 135 + 10 * (number % 4), 35 + 15 * (number % 3)
    subprocess.run(["espeak-ng", "-v", language, "-s", str(speed), "-p", str(pitch), "-w", place, text], check=True)
    with wave.open(str(place)) as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (rate, 1, 2):
            raise SystemExit(f"espeak-ng gave another form of sound than {rate} samples of 16 bits a second")
        return array.array("h", file.readframes(file.getnframes())), rate


def trimmed(samples, rate):
    step = rate // 100
    powers = [sum(each * each for each in samples[at:at + step]) / step for at in range(0, len(samples) - step, step)]
    loud = [each for each in powers if each > max(powers) / 1000]
    level = sum(loud) / len(loud)
    # What is 45 dB below the voice is silence.
    voiced = [index for index, each in enumerate(powers) if each > level * 10 ** -4.5]
    first, last = voiced[0], voiced[-1] + 1
    runs = []
    for index in voiced:
        start, end = (index - first) / 100, (index + 1 - first) / 100
        # Silences up to 0.15 s lie within a word, or between two of one breath.
        if runs and start - runs[-1][1] <= 0.15:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    gain = LEVEL * 32768 / level ** 0.5
    scaled = array.array("h", (max(-32768, min(32767, round(each * gain))) for each in samples[first * step:last * step]))
    return scaled, runs
