"""Texts that change as articles do, every character with where it came from; for the anchors.

In: a text and a seed. Out: a `Traced`, whose `origin[i]` is the offset of its character i in the
old text, or -1 for what is new. Nothing of `reader` is used here, so that it can't agree by design.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """A text with the origin of each character."""

    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Traced":
        return cls(text, tuple(range(len(text))))

    @classmethod
    def new(cls, text: str) -> "Traced":
        return cls(text, (-1,) * len(text))

    def part(self, start: int, end: int) -> "Traced":
        return Traced(self.text[start:end], self.origin[start:end])


def joined(parts: Iterable[Traced]) -> Traced:
    some = list(parts)
    return Traced("".join(p.text for p in some), tuple(o for p in some for o in p.origin))


def replaced(of: Traced, pattern: str, by: Callable[[re.Match[str]], str]) -> Traced:
    """Each match becomes another string; equal characters at both its ends keep their origin."""
    parts, done = [], 0
    for found in re.finditer(pattern, of.text):
        old, new = found[0], by(found)
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        start, end = found.span()
        same = head + tail == 0 and len(old) == len(new)  # another look of the same characters
        middle = (
            Traced(new, of.origin[start:end]) if same else Traced.new(new[head : len(new) - tail])
        )
        parts += [of.part(done, start + head), middle, of.part(end - tail, end)]
        done = end
    return joined([*parts, of.part(done, len(of.text))])


def pieces(of: Traced, pattern: str) -> list[Traced]:
    """Cut after each match."""
    cuts = [0, *(found.end() for found in re.finditer(pattern, of.text)), len(of.text)]
    return [of.part(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]


def paragraphs(of: Traced) -> list[Traced]:
    return pieces(of, r"\n+")


def sentences(of: Traced) -> list[Traced]:
    return pieces(of, r"[.!?]+[»”\"']*\s+|\n+")


Mutation = Callable[[Traced, float, random.Random, list[str]], Traced]
_LETTERS = "abcdefghilmnoprstuvéàç"


def typos(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Spelling corrected: a letter lost, doubled, swapped or another, in some words."""

    def corrected(found: re.Match[str]) -> str:
        word = found[0]
        if chance.random() > strength:
            return word
        at = chance.randrange(1, len(word) - 1)
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        ways = [word[:at] + word[at + 1 :], word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
                word[:at] + word[at] + word[at:], swapped]  # fmt: skip
        return chance.choice(ways)

    return replaced(of, r"\w{4,}", corrected)


def reflow(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Wrapped elsewhere: line ends for spaces, spaces for line ends, words broken with hyphens."""
    rate = strength * 2

    def space(found: re.Match[str]) -> str:
        return chance.choice(["\n", "  ", " \n"]) if chance.random() < rate else found[0]

    def line_end(found: re.Match[str]) -> str:
        return chance.choice([" ", "\n", "\n\n\n"]) if chance.random() < rate else found[0]

    def broken(found: re.Match[str]) -> str:
        return found[0][:4] + "-\n" + found[0][4:] if chance.random() < strength / 2 else found[0]

    return replaced(replaced(replaced(of, " +", space), "\n+", line_end), r"\w{9,}", broken)


_LOOKS = {"'": "’", "’": "'", '"': "“", "“": '"', "”": '"', "«": "“", "»": "”", "-": "–",
          "–": "—", "—": "–", "…": "...", " ": "\u00a0", "\u00a0": " ", "ﬁ": "fi"}  # fmt: skip


def typography(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Quotes, dashes, spaces, dots and ligatures of another house."""
    swapped = {sign: look for sign, look in _LOOKS.items() if chance.random() < 0.4 + strength}

    def other_look(found: re.Match[str]) -> str:
        keeps = found[0] == " " and chance.random() > strength
        return found[0] if keeps else swapped.get(found[0], found[0])

    return replaced(of, r"['’\"“”«»\-–—… \u00a0ﬁ]", other_look)


def encoding(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Accents lost, decomposed, or misread as another encoding (or mended again)."""
    way = chance.randrange(3)

    def recoded(found: re.Match[str]) -> str:
        if way == 0:
            return unicodedata.normalize("NFD", found[0])[0]
        if way == 1:
            return unicodedata.normalize("NFD", found[0])
        return found[0].encode().decode("cp1252", "replace")

    return replaced(of, "[À-ÿœ–—’“”…]", recoded)


def _some(count: int, strength: float, chance: random.Random) -> set[int]:
    wanted = max(1, round(count * strength))
    return set(chance.sample(range(count), min(wanted, count)))


def _with(parts: list[Traced], where: set[int], make: Callable[[], str]) -> Traced:
    """Something new after some of the parts."""
    return joined(
        piece
        for number, part in enumerate(parts)
        for piece in ([part, Traced.new(make())] if number in where else [part])
    )


def inserted(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Paragraphs added between the old ones."""
    parts = paragraphs(of)
    return _with(parts, _some(len(parts), strength, chance), lambda: chance.choice(other) + "\n\n")


def sentence_inserted(
    of: Traced, strength: float, chance: random.Random, other: list[str]
) -> Traced:
    """Sentences added between the old ones."""
    parts = sentences(of)
    where = _some(len(parts), strength / 2, chance)
    return _with(parts, where, lambda: chance.choice(other)[:90] + ". ")


def removed(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Paragraphs taken out."""
    parts = paragraphs(of)
    gone = _some(len(parts), strength, chance)
    return joined(part for number, part in enumerate(parts) if number not in gone)


def sentence_removed(
    of: Traced, strength: float, chance: random.Random, other: list[str]
) -> Traced:
    """Sentences taken out."""
    parts = sentences(of)
    gone = _some(len(parts), strength, chance)
    return joined(part for number, part in enumerate(parts) if number not in gone)


def moved(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Paragraphs that change places."""
    parts = paragraphs(of)
    for number in _some(len(parts), strength, chance):
        parts.insert(chance.randrange(len(parts)), parts.pop(number))
    return joined(parts)


def truncated(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Cut off, as behind a wall."""
    return of.part(0, int(len(of.text) * (1 - strength)))


def rewritten(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Sentences replaced by others, or with some of their words replaced."""
    words = " ".join(other).split()
    parts = sentences(of)
    for number in _some(len(parts), strength, chance):
        if chance.random() < 0.4:
            parts[number] = Traced.new(" ".join(chance.choices(words, k=12)) + ". ")
        else:
            parts[number] = replaced(
                parts[number],
                r"\w+",
                lambda found: chance.choice(words) if chance.random() < 0.35 else found[0],
            )
    return joined(parts)


def furniture(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Lines of the site between the paragraphs, the same again and again."""
    line = chance.choice(other)[:60].strip()
    parts = paragraphs(of)
    return _with(parts, _some(len(parts), strength * 2, chance), lambda: f"{line}\n\n")


def doubled(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """A passage repeated elsewhere, as a pull quote."""
    parts = paragraphs(of)
    quoted = [part for part in sentences(of) if len(part.text) > 30] or parts
    for _ in range(max(1, round(len(parts) * strength / 2))):
        twin = chance.choice(quoted).text.strip()
        parts.insert(chance.randrange(len(parts) + 1), Traced.new(f"{twin}\n\n"))
    return joined(parts)


def combined(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """A second edition: a little of everything."""
    for change in (typography, inserted, sentence_removed, typos, reflow):
        of = change(of, strength / 3, chance, other)
    return of


def another(of: Traced, strength: float, chance: random.Random, other: list[str]) -> Traced:
    """Another article under the same address."""
    some = chance.sample(other, min(len(other), 30))
    return Traced.new("\n\n".join(some))


MUTATIONS: dict[str, Mutation] = {
    "typo": typos, "reflow": reflow, "typography": typography, "re-encoding": encoding,
    "insertion": inserted, "sentence insertion": sentence_inserted, "deletion": removed,
    "sentence deletion": sentence_removed, "moved": moved, "truncated": truncated,
    "rewritten": rewritten, "furniture": furniture, "twins": doubled, "combination": combined,
    "other article": another,
}  # fmt: skip


def near_duplicates(of: Traced, start: int, end: int, chance: random.Random) -> tuple[Traced, int]:
    """Old text in which near-duplicates of a passage stand, for a new one without the passage.

    Returns the old text (traced to itself) and where the passage is in it now.
    """
    passage = of.text[start:end]
    parts = [of.part(0, start), of.part(start, end), of.part(end, len(of.text))]
    words = passage.split(" ")
    for _ in range(2):
        twin = list(words)
        twin[chance.randrange(len(twin))] = chance.choice(of.text.split())
        parts.append(Traced.new("\n\n" + " ".join(twin)))
    return Traced.of(joined(parts).text), start
