"""Measures the decoder on old code pages, beside chardet and charset-normalizer if they are there.

    python -m tests.benchmarks.decoding [--misses]

Our own sentences (tests/cases/mojibake/clean.json) in the code pages that their languages had:
all of a language's together, and each alone. Right is the text, whatever the codec's name.
"""

import argparse
import importlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.text.decoding import decode

SENTENCES = Path(__file__).parents[1] / "cases" / "mojibake" / "clean.json"
_WEST = "cp1252 mac_roman cp850 iso8859_15"
_WESTERN = "fr es it pt ca sv da no fi is ga eu gl sq"
_EAST = "cp1250 iso8859_2 cp852"
PAGES = {language: _WEST for language in _WESTERN.split()} | {
    "de": f"{_WEST} cp437", "pl": f"{_EAST} mac_latin2", "cs": f"{_EAST} mac_latin2", "sk": _EAST,
    "hu": _EAST, "hr": _EAST, "sl": "cp1250 iso8859_2", "ro": "cp1250 iso8859_2 iso8859_16",
    "et": "cp1257 iso8859_15", "lv": "cp1257 iso8859_13", "lt": "cp1257 iso8859_13",
    "tr": "cp1254 iso8859_9 cp857", "cy": "iso8859_14", "mt": "iso8859_3", "eo": "iso8859_3",
    "ru": "cp1251 koi8_r cp866 iso8859_5 mac_cyrillic cp855", "uk": "cp1251 koi8_u mac_cyrillic",
    "be": "cp1251", "bg": "cp1251 mac_cyrillic", "sr": "cp1251", "mk": "cp1251",
    "el": "cp1253 iso8859_7 cp737", "he": "cp1255 iso8859_8", "ar": "cp1256 iso8859_6",
    "fa": "cp1256", "th": "tis_620", "zh": "gb18030 gbk", "ja": "cp932 euc_jp iso2022_jp",
    "ko": "cp949 euc_kr iso2022_kr", "vi": "cp1258",
}  # fmt: skip
_PLAINER = str.maketrans("’‘“”„«»—–șțȘȚ", '\'\'"""""--şţŞŢ', "")
Case = tuple[str, str, str, bytes]  # its size, its language and code page, text, bytes


def cases() -> Iterator[Case]:
    """What the code pages can hold; typography that they can't becomes plainer."""
    sentences = json.loads(SENTENCES.read_text(encoding="utf-8"))
    for language, pages in PAGES.items():
        for page in pages.split():
            texts = sentences[language]
            for text, size in [("\n".join(texts), "all"), *((text, "one") for text in texts)]:
                for each in (text, text.translate(_PLAINER).replace("…", "...")):
                    try:
                        data = each.encode(page)
                    except UnicodeEncodeError:
                        continue
                    if not data.isascii() or b"\x1b" in data:
                        yield size, f"{language} in {page}", each, data
                    break


def ours(data: bytes) -> str:
    return decode(data).text


def chardet(data: bytes) -> str:
    found = importlib.import_module("chardet").detect(data)["encoding"]
    return data.decode(found, "replace") if found else ""


def charset_normalizer(data: bytes) -> str:
    return str(importlib.import_module("charset_normalizer").from_bytes(data).best() or "")


def measure(read: Callable[[bytes], str], *, is_loud: bool) -> None:
    started = time.perf_counter()
    right: Counter[str] = Counter()
    everything: Counter[str] = Counter()
    for size, name, text, data in cases():
        is_right = read(data) == text
        right[size] += is_right
        everything[size] += 1
        if is_loud and not is_right and size == "all":
            print(f"  {read.__name__}: {name}")
    took = (time.perf_counter() - started) / everything.total()
    shares = (f"{size} {right[size]} of {everything[size]}" for size in ("all", "one"))
    print(f"{read.__name__:20} {', '.join(shares)}, {1000 * took:.1f} ms a text")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--misses", action="store_true", help="list what came out wrong")
    args = parser.parse_args()
    for read in (ours, chardet, charset_normalizer):
        try:
            measure(read, is_loud=args.misses)
        except ModuleNotFoundError:
            print(f"{read.__name__:20} is not installed")


if __name__ == "__main__":
    main()
