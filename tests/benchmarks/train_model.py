"""Makes reader/text/model.bin, the character model, from public word lists and n-gram profiles.

    python tests/benchmarks/train_model.py [--profiles langdetect/profiles] [--po django/locale]

Needs the package `wordfreq` (its lists are CC BY-SA 4.0), and takes in addition, when named, the
profiles of `langdetect` (Apache 2.0) and the translations of Django (BSD) for languages that
`wordfreq` does not have. reader/text/MODEL.md says what of it the program carries.
"""

import argparse
import gettext
import json
import math
import re
import zlib
from collections import Counter
from pathlib import Path

import wordfreq  # type: ignore[import-not-found]

OUT = Path(__file__).parents[2] / "reader" / "text" / "model.bin"
WORDLISTS = (
    ["ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi"]
    + ["hu", "id", "is", "it", "ja", "ko", "lt", "lv", "mk", "nb", "nl", "pl", "pt", "ro", "ru"]
    + ["sh", "sk", "sl", "sv", "ta", "tr", "uk", "ur", "vi", "zh"]
)
PROFILES = {"af": "af", "cy": "cy", "et": "et", "sq": "sq", "sw": "sw", "tl": "tl", "th": "th"}
CATALOGUES = {"ga": "ga", "eu": "eu", "gl": "gl"}
NAMES = {"sh": "hr", "nb": "no"}
KEPT = 3000  # n-grams a language
WORDS = 40_000
STEP = 0.25  # nats a unit of a stored cost
SINGLE = {"zh", "ja", "ko"}  # scripts of many characters: single ones only
CYRILLIC = {
    "lj": "љ", "nj": "њ", "dž": "џ", "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "đ": "ђ",
    "e": "е", "ž": "ж", "z": "з", "i": "и", "j": "ј", "k": "к", "l": "л", "m": "м", "n": "н",
    "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "ć": "ћ", "u": "у", "f": "ф", "h": "х",
    "c": "ц", "č": "ч", "š": "ш",
}  # fmt: skip
LETTERS = re.compile(r"[^\W\d_]+")
MARKS = re.compile(r"[^\W\d_][\w\u0300-\u036f\u0900-\u0dff\u0e00-\u0e7f]*")


def words_of(language: str) -> Counter[str]:
    """Lower-case words, without the Greek final sigma, and how often they come, per million."""
    found: Counter[str] = Counter()
    for word, often in wordfreq.get_frequency_dict(language, "best").items():
        if len(found) >= WORDS:
            break
        for part in MARKS.findall(word.lower().replace("ς", "σ")):
            found[part] += often * 1e6
    if language != "ro":
        return found
    comma = str.maketrans("şţ", "șț")  # the lists have the cedilla, today's texts the comma
    return Counter({word.translate(comma): often for word, often in found.items()})


def serbian(words: Counter[str]) -> Counter[str]:
    """The Latin list in Cyrillic."""
    found: Counter[str] = Counter()
    for word, often in words.items():
        for latin, letter in CYRILLIC.items():
            word = word.replace(latin, letter)
        if not re.search("[a-z]", word):
            found[word] += often
    return found


def catalogue(folder: Path, language: str) -> Counter[str]:
    """Words of every translation of one language."""
    found: Counter[str] = Counter()
    for path in folder.parent.rglob(f"locale/{language}/LC_MESSAGES/*.mo"):
        with path.open("rb") as file:
            messages = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for message in messages.values():
            if isinstance(message, str) and "Content-Type" not in message:
                found.update(w.lower() for w in LETTERS.findall(re.sub(r"%\(.*?\)", "", message)))
    return found


def grams_of(words: Counter[str], is_single: bool) -> Counter[str]:
    """Grams of one to three characters; a word is padded with one space on each side."""
    grams: Counter[str] = Counter()
    for word, often in words.items():
        if is_single:
            for char in word:
                grams[char] += often
            continue
        padded = f" {word} "
        for size in (1, 2, 3):
            for at in range(len(padded) - size + 1):
                if size > 1 or padded[at] != " ":
                    grams[padded[at : at + size]] += often
    return grams


def profile(folder: Path, language: str) -> Counter[str]:
    """langdetect's counts, folded to lower case."""
    counts: Counter[str] = Counter()
    for gram, often in json.loads((folder / language).read_text(encoding="utf-8"))["freq"].items():
        if gram.strip() and len(gram.lower()) == len(gram):
            counts[gram.lower()] += often
    return counts


def with_sharp_s(grams: Counter[str], counts: Counter[str]) -> Counter[str]:
    """German with the ß that the word lists fold to ss."""
    scale = grams["ei"] / counts["ei"]
    return grams + Counter({g: int(n * scale) for g, n in counts.items() if "ß" in g})


def costs(grams: Counter[str]) -> dict[str, int]:
    """The most frequent grams, each with -log p(its last character | those before)."""
    totals: Counter[str] = Counter()
    for gram, often in grams.items():
        totals[f"{len(gram)}{gram[:-1]}"] += often
    kept = sorted(grams, key=lambda g: (-grams[g] * (1 if len(g) == 3 else 8), g))[:KEPT]
    return {
        g: min(63, 1 + round(-math.log(grams[g] / totals[f"{len(g)}{g[:-1]}"]) / STEP))
        for g in kept
    }


def pack(models: dict[str, dict[str, int]]) -> bytes:
    """Languages, the grams sorted, then a row of costs a language; all compressed."""
    keys = sorted({gram for costs in models.values() for gram in costs}, key=lambda g: (len(g), g))
    languages = sorted(models)
    head = json.dumps({"languages": languages, "step": STEP, "sizes": [
        sum(len(k) == size for k in keys) for size in (1, 2, 3)]})  # fmt: skip
    rows = b"".join(bytes(models[ln].get(k, 0) for k in keys) for ln in languages)
    text = "".join(keys).encode()
    body = head.encode() + b"\n" + len(text).to_bytes(4, "big") + text + rows
    return zlib.compress(body, 9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=Path)
    parser.add_argument("--po", type=Path)
    options = parser.parse_args()
    models: dict[str, dict[str, int]] = {}
    for language in WORDLISTS:
        words = words_of(language)
        grams = grams_of(words, language in SINGLE)
        if language == "de" and options.profiles:
            grams = with_sharp_s(grams, profile(options.profiles, "de"))
        models[NAMES.get(language, language)] = costs(grams)
        if language == "sh":
            models["sr"] = costs(grams_of(serbian(words), False))
    for language, name in PROFILES.items() if options.profiles else ():
        models[name] = costs(profile(options.profiles, language))
    for language, name in CATALOGUES.items() if options.po else ():
        models[name] = costs(grams_of(catalogue(options.po, language), False))
    OUT.write_bytes(packed := pack(models))
    print(f"{len(models)} languages, {len(packed):,} bytes in {OUT.name}")


if __name__ == "__main__":
    main()
