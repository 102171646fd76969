"""Text that was read with the wrong codec, mended: text in, edits out.

UTF-8 read as any single-byte code page, up to four times over, and mended wrongly before. The
evidence is summed over the document; every line chooses its own chain of codecs; a change must
be plausible in itself. Clean text passes a gate that costs next to nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.article import Confidence, Edit
from reader.text import model
from reader.text.mojibake_codecs import CODECS, reader, undone
from reader.text.mojibake_cost import cost

_UNIT = re.compile(r"[^ \t\r\n]+")
_DEPTH = 4
_EVIDENCE = 9.0  # nats a chain must gain over the document
_GAIN = 2.5  # and over one word
_SAMPLE = 400  # distinct words that are looked at to choose the chains
_WRONG = ("cp1252", "cp1250", "cp1254", "cp1257", "cp1251", "cp1253", "cp1258", "iso8859_2")


@dataclass(slots=True)
class Chain:
    """Codecs to undo one after the other, and what that gains."""

    codecs: tuple[str, ...]
    evidence: float = 0.0
    after: dict[str, str] = field(default_factory=dict)  # the words it changes
    gain: dict[str, float] = field(default_factory=dict)


def repair(text: str) -> list[Edit]:
    """Edits of stage "encoding" that mend `text`, sorted; none where it is clean."""
    if text.isascii():
        return []
    lines = [line for line in text.splitlines(keepends=True)]
    units = Counter(u for line in lines for u in _UNIT.findall(line) if not u.isascii())
    chains = _chains(text, units)
    if not chains:
        return []
    edits: list[Edit] = []
    undo = _Undo(text, chains)
    at = 0
    for line in lines:
        words = [(m.start() + at, m[0]) for m in _UNIT.finditer(line) if not m[0].isascii()]
        edits += _mend_line(words, chains, undo)
        at += len(line)
    return edits


def _chains(text: str, units: Counter[str]) -> list[Chain]:
    """Every chain with enough evidence, best first."""
    sample = dict(units.most_common(_SAMPLE))
    found: list[Chain] = []
    front = [Chain(())]
    for _ in range(_DEPTH):
        front = [longer for chain in front for longer in _extend(text, sample, chain)]
        front.sort(key=lambda chain: -chain.evidence)
        front = front[:6]
        if not front:
            break
        found += front
    kept = sorted((c for c in found if c.evidence >= _EVIDENCE), key=lambda c: -c.evidence)
    for chain in kept:
        _apply(chain, units)
        languages = _languages(text, chain.after)
        chain.gain = {u: cost(u, languages) - cost(v, languages) for u, v in chain.after.items()}
    return kept


def _apply(chain: Chain, units: Iterable[str]) -> None:
    for unit in units:
        after = unit
        for name in chain.codecs:
            after = reader(name)(after)
        if after != unit:
            chain.after[unit] = after


def _extend(text: str, sample: dict[str, int], chain: Chain) -> list[Chain]:
    """The chain with one more codec, for each that still finds misread sequences."""
    made: list[tuple[int, Chain]] = []
    for name in CODECS:
        read = reader(name)
        after = {}
        shorter = 0
        for unit in sample:
            now = chain.after.get(unit, unit)
            then = read(now)
            if then != now:
                shorter += len(now) - len(then)
            if then != unit:
                after[unit] = then
        if shorter:
            made.append((shorter, Chain((*chain.codecs, name), 0.0, after)))
    best = max((shorter for shorter, _ in made), default=0)
    longer = []
    for shorter, new in made:
        if shorter * 3 < best:
            continue
        languages = _languages(text, new.after)
        new.evidence = sum(
            min(cost(u, languages) - cost(v, languages), 25.0) * min(sample[u], 3)
            for u, v in new.after.items()
        )
        if new.evidence > chain.evidence + _GAIN:
            longer.append(new)
    return longer


def _languages(text: str, after: dict[str, str]) -> tuple[str, ...]:
    """The likeliest languages of the document, were these words mended."""
    known = " ".join(w for w in text[:6000].split() if w.isascii())
    words = " ".join(list(after.values())[:200])
    return tuple(language for language, _ in model.rank(f"{words} {known}", 2))


class _Undo:
    """Takes back an earlier repair that used the wrong codec, where words gain by it."""

    def __init__(self, text: str, chains: list[Chain]) -> None:
        self.languages = _languages(text, chains[0].after)
        self.true = next((c.codecs[0] for c in chains if len(c.codecs) == 1), "")
        self.wrong = [name for name in _WRONG if name != self.true] if self.true else []

    def __call__(self, unit: str) -> tuple[str, str]:
        best, rule, most = unit, "", _GAIN
        for name in self.wrong:
            after = "".join(c if c.isascii() else undone(c, self.true, name) or c for c in unit)
            if after == unit:
                continue
            gain = cost(unit, self.languages) - cost(after, self.languages)
            if gain > most:
                best, rule, most = after, f"undo-{name}-for-{self.true}", gain
        return best, rule


def _mend_line(words: list[tuple[int, str]], chains: list[Chain], undo: _Undo) -> list[Edit]:
    """The edits of one line, by the chain that gains most over it."""
    best = max(chains, key=lambda c: sum(max(0.0, c.gain.get(word, 0.0)) for _, word in words))
    edits: list[Edit] = []
    for start, word in words:
        after, rule, sure = word, f"utf8-as-{'-'.join(best.codecs)}", True
        if best.gain.get(word, 0.0) > _GAIN:
            after = best.after[word]
        elif word not in best.after:
            after, rule = undo(word)
        filled = _QUOTE.sub("”", after)
        if filled != after:
            after, rule, sure = filled, "lost-byte", False
        if after != word:
            edits += _edits(start, word, after, rule, "certain" if sure else "inferred")
    return edits


_QUOTE = re.compile("â€(?![\x80-\xff‚-‰‘-…€œ])")
_ASCII = re.compile(r"[\x00-\x7f]+")


def _edits(start: int, before: str, after: str, rule: str, sure: Confidence) -> list[Edit]:
    """One edit for each run that changed, or one for the word when ASCII changed too."""
    if _ASCII.findall(before) != _ASCII.findall(after):
        return [Edit("encoding", rule, start, start + len(before), before, after, sure)]
    edits = []
    olds, news = _ASCII.split(before), _ASCII.split(after)
    gaps = [*_ASCII.findall(before), ""]
    for old, new, gap in zip(olds, news, gaps, strict=True):
        if old != new:
            edits.append(Edit("encoding", rule, start, start + len(old), old, new, sure))
        start += len(old) + len(gap)
    return edits
