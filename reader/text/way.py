"""The way from an article's clean text back to its document's raw text, and from there on.

Comes in: what cleaning changed, then or now. Goes out: the same characters in the text that other
rules of cleaning made of the same raw text, without looking for them. No text is kept, only places.
"""

import json
import zlib
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from reader.article import Edit
from reader.text.offsets import Layer, from_raw, to_raw


@dataclass(frozen=True, slots=True)
class Way:
    """An article stands from `start` on in its document's clean text."""

    raw_sha256: str  # of the bytes, and how they were decoded
    start: int
    layers: tuple[Layer, ...]

    @classmethod
    def unpacked(cls, raw_sha256: str, packed: bytes) -> Self:
        """What `packed` made."""
        start, *layers = json.loads(zlib.decompress(packed))
        return cls(raw_sha256, start, tuple(_layer(layer) for layer in layers))

    def packed(self) -> bytes:
        """Its numbers, compressed."""
        layers = [[(e.start, e.end, len(e.after)) for e in layer.edits] for layer in self.layers]
        return zlib.compress(json.dumps([self.start, *layers]).encode(), 9)


def way_of(raw_sha256: str, start: int, edits: list[Edit]) -> Way:
    """The way through all edits of a document, in their order."""
    layers = groupby(edits, key=lambda edit: edit.stage)
    return Way(raw_sha256, start, tuple(Layer(stage, tuple(some)) for stage, some in layers))


def follow(then: Way, now: Way, start: int, end: int, size: int) -> tuple[int, int] | None:
    """Where `[start, end)` of the text of then is in the text of now, which has `size` characters.

    None if it is not the same raw text, or if the new rules left nothing of the passage there.
    """
    if then.raw_sha256 != now.raw_sha256:
        return None
    first = to_raw(then.layers, then.start + start)
    last = to_raw(then.layers, then.start + end, is_end=True)
    begin, stop = from_raw(now.layers, first) - now.start, from_raw(now.layers, last) - now.start
    return (begin, stop) if 0 <= begin < stop <= size else None


def _layer(changes: list[tuple[int, int, int]]) -> Layer:
    return Layer("", tuple(Edit("", "", start, end, "", " " * n) for start, end, n in changes))
