"""Which old code page a text is in, by what its words cost: bytes in, the best reading out.

Serves bytes that declare nothing (`decoding`) and text that was read with the wrong one of two
code pages (`mojibake_legacy`). UTF-8 and its damage are not here.
"""

import re
from collections import Counter
from dataclasses import dataclass

from reader.text import model
from reader.text.mojibake_codecs import codec
from reader.text.mojibake_cost import cost

SINGLE = (
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2",
    "iso8859_5", "iso8859_7", "iso8859_6", "koi8_r", "koi8_u", "mac_roman", "mac_cyrillic",
    "mac_latin2", "cp437", "cp850", "cp852", "cp866", "cp855", "tis_620", "cp737", "iso8859_16",
    "iso8859_3", "iso8859_14", "cp857",
)  # fmt: skip
MULTIPLE = ("gb18030", "cp950", "cp932", "euc_jp", "cp949")
_WORD = re.compile(rb"[^\x00-\x20]*[\x80-\xff][^\x00-\x20]*")
_MIXED = re.compile(r"[A-Za-z][\u0370-\u0fff]|[\u0370-\u0fff][A-Za-z]")  # two scripts in a word
_WEDGED = re.compile(r"(?<=[^\W\d_])[€†°¢£§¶®©™•№¬](?=[^\W\d_])")  # a sign in a word
_MIXED_COST = 8.0  # nats
_SAMPLE = 120  # distinct words that are weighed
_LONGEST = 400  # characters of a word; Chinese has no spaces
_MUCH = 60  # characters of ASCII words that narrow the languages
_POOL = 20  # languages that they leave
_RARE = 4.0  # nats against a code page for each step down its list of ten


@dataclass(frozen=True, slots=True)
class Reading:
    """A code page, what the sampled words cost in it, and the languages they were taken for."""

    encoding: str
    cost: float  # nats a byte outside ASCII
    languages: tuple[str, ...]
    text: str  # the sampled words


def sample(data: bytes) -> list[bytes]:
    """The commonest distinct words with something outside ASCII."""
    found = Counter(word[:48] for word in _WORD.findall(data[:200_000]))
    return [word for word, _ in found.most_common(_SAMPLE)]


def readings(words: list[bytes], plain: str = "", raw: bytes = b"") -> list[Reading]:
    """Every reading of the words, the cheapest first.

    `plain` are ASCII words beside them; `raw` a stretch of the bytes as they stand, for code pages
    of several bytes a character, which are left out without it.
    """
    pool = tuple(ln for ln, _ in model.rank(plain, _POOL)) if len(plain) > _MUCH else None
    found: list[Reading] = []
    joined = b" ".join(words)
    for place, encoding in enumerate(SINGLE + (MULTIPLE if raw else ())):
        data = joined if encoding in SINGLE else raw
        size = max(1, sum(byte > 127 for byte in data))
        text = read(data, encoding)
        if text is None or any(other.text == text for other in found):
            continue
        is_latin = sum("\u00c0" <= char < "\u0250" for char in text) * 2 >= size
        ranked = model.rank(f"{text} {plain}" if is_latin else text, 2, pool if is_latin else None)
        languages = tuple(language for language, _ in ranked) or ("en",)
        nats = sum(cost(word[:_LONGEST], languages) for word in text.split())
        odd = len(_MIXED.findall(text)) + len(_WEDGED.findall(text))
        nats += _MIXED_COST * odd + _RARE * place / 10
        found.append(Reading(encoding, nats / size, languages, text))
    return sorted(found, key=lambda reading: reading.cost)


def read(data: bytes, encoding: str) -> str | None:
    """The text in one encoding; None where a multibyte one does not fit."""
    if encoding in SINGLE:
        chars = codec(encoding).chars
        return "".join(map(chars.__getitem__, data))
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") * 100 <= len(text) + 100 else None
