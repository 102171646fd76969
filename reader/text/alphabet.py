"""What characters a text holds, at the speed of C: clean text is most text, and stops here.

Comes in: any text. Goes out: its distinct runs outside ASCII, and its distinct odd characters. The
stages ask these before they look at a text character by character.
"""

from collections.abc import Iterator
from functools import lru_cache

_TO_SPACE = bytes(byte if byte > 127 else 32 for byte in range(256))
_ORDINARY = bytes(range(32, 127)) + bytes(range(128, 256))  # bytes that tell no control character


def encoded(text: str) -> bytes:
    """As UTF-8, half pairs included."""
    return text.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1)
def encoded_text(text: str) -> bytes:
    """The same of a whole text, for all who ask."""
    return encoded(text)


@lru_cache(maxsize=2)
def runs_of_text(text: str) -> frozenset[str]:
    """The distinct runs of characters outside ASCII."""
    if text.isascii():
        return frozenset()
    runs = set(encoded_text(text).translate(_TO_SPACE).split())
    return frozenset(b" ".join(runs).decode("utf-8", "surrogatepass").split(" "))


@lru_cache(maxsize=2)
def odd_chars(text: str) -> frozenset[str]:
    """The distinct characters outside ASCII."""
    return frozenset("".join(runs_of_text(text)))


@lru_cache(maxsize=2)
def alphabet(text: str) -> frozenset[str]:
    """The distinct characters outside ASCII, and the control characters."""
    controls = set(encoded_text(text).translate(None, _ORDINARY))
    return odd_chars(text).union(map(chr, controls))


def odd_words(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """The words with something outside ASCII and where they stand, from `start` on counted."""
    at = 0
    spaced = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    for word in spaced.split(" ") if not text.isascii() else ():
        if not word.isascii():
            at = text.index(word, at)
            yield start + at, word
            at += len(word)


def only_odd(text: str) -> str:
    """The characters outside ASCII in their order."""
    return encoded(text).translate(None, bytes(range(128))).decode("utf-8", "surrogatepass")
