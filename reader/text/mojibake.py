"""Text that was read with the wrong codec, mended: text in, edits out.

UTF-8 read as any single-byte code page, up to four times over, and mended wrongly before. The
evidence is summed over the document; every line chooses its own chain of codecs; a change must
be plausible in itself. Clean text stops at `mojibake_gate`.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from os.path import commonprefix

from reader.article import Confidence, Edit
from reader.text import mojibake_legacy
from reader.text.alphabet import odd_words
from reader.text.mojibake_chains import (
    Chain,
    Languages,
    explains,
    find_chains,
    judge_again,
)
from reader.text.mojibake_codecs import codec, undone
from reader.text.mojibake_cost import cost
from reader.text.mojibake_fit import Patch
from reader.text.mojibake_gate import has_lost, suspicions
from reader.text.mojibake_lost import find_alone, find_patches
from reader.text.mojibake_mentions import are_mentions

_C1 = re.compile("[\x80-\x9f]")
_ODD = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 600  # characters that tell the language where nothing else does
_NEAR = 2  # how many times longer the text is than its doubtful lines, for these to go first
_GAIN = 2.5  # nats a word must gain
_ALONE = 8.0  # the same, by another chain than the rest of its line
_SURE = 15.0  # nats over a line from which on every word in it may be damaged
_CLOSE = 30.0  # nats by which a wrong codec may lag behind the likeliest one
_MOST = 0.7  # share of a document that a chain explains, past which no other codec is thought of
_LIKE = 0.8  # of the best chain's weight: as good, to fill lost bytes by
_FIRST = 6.0  # in favour of the document's first chain
_WRONG = ("cp1252", "cp1250", "cp1254", "cp1257", "cp1251", "cp1253", "cp1258", "iso8859_2")


def repair(text: str) -> list[Edit]:
    """Edits of stage "encoding" that mend `text`, sorted; none where it is clean."""
    suspected = suspicions(text)
    if not suspected:
        return _controls(text, []) if suspected.has_controls else []
    languages = Languages(text)
    lines: list[list[tuple[int, str]]] = []
    chains: list[Chain] = []
    if suspected.is_misread and _has_chains(text, suspected.words, languages):
        lines = _lines(text)
        chains = find_chains(_words(lines), languages, suspected.words)
    if suspected.is_foreign and not (
        chains and chains[0].evidence > _SURE and chains[0].share > _MOST
    ):
        whole = mojibake_legacy.repair(text)
        if whole:
            return whole
    if not chains and not (has_lost(text) if suspected.is_misread else suspected.has_lost):
        return _controls(text, []) if suspected.has_controls else []
    view = _fill(text, chains, languages)
    if view.patches:
        lines = _lines(view.text)
        words = _words(lines)
        chains = judge_again(chains, words, languages) if chains else find_chains(words, languages)
    undo = _Undo(chains, _words(lines)) if chains else None
    edits = [edit for line in lines for edit in _mend_line(line, chains, undo, view)]
    if are_mentions(text, edits):
        return []
    return _controls(text, edits) if suspected.has_controls else edits


def _has_chains(text: str, words: frozenset[str], languages: Languages) -> bool:
    """Whether these words could carry a chain, were they all that is damaged: on their lines
    there is the most evidence, as elsewhere nothing reads better.
    """
    lines = [line for line in text.split("\n") if any(word in line for word in words)]
    near = "\n".join(lines)
    is_much = not words or len(near) * _NEAR > len(text)
    return is_much or bool(find_chains(_words(_lines(near)), languages, words))


def _controls(text: str, edits: list[Edit]) -> list[Edit]:
    """C1 controls that no other edit touches, read as the Windows-1252 they were written in."""
    taken = {at for edit in edits for at in range(edit.start, edit.end)}
    more = []
    for found in _C1.finditer(text):
        char = codec("cp1252").chars[ord(found[0])]
        if char != found[0] and found.start() not in taken:
            rule, place = "c1-as-cp1252", (found.start(), found.end())
            more.append(Edit("encoding", rule, *place, found[0], char, "likely"))
    return sorted(edits + more, key=lambda edit: edit.start)


def _lines(text: str) -> list[list[tuple[int, str]]]:
    """Of each line that has any, the words with something outside ASCII, and where they start."""
    lines, at = [], 0
    for line in text.split("\n"):
        if not line.isascii():
            lines.append(list(odd_words(line, at)))
        at += len(line) + 1
    return lines


def _words(lines: list[list[tuple[int, str]]]) -> list[list[str]]:
    return [[word for _, word in line] for line in lines]


class _View:
    """The text with lost bytes filled in, and where each of its places lies in the true text."""

    def __init__(self, text: str, patches: list[Patch]) -> None:
        self.patches = patches
        self.raw = text
        self._ends = [patch.end for patch in patches]
        parts, at = [], 0
        self._starts, self._shifts = [0], [0]
        for patch in patches:
            parts += [text[at : patch.start], patch.char]
            at = patch.end
            shift = self._shifts[-1] + patch.end - patch.start - 1
            self._starts.append(patch.end - shift)
            self._shifts.append(shift)
        self.text = "".join(parts) + text[at:]

    def back(self, offset: int) -> int:
        """The place in the true text; of a filled character, its start."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def is_filled(self, start: int, end: int) -> bool:
        """Whether a filling lies in this stretch of the true text."""
        at = bisect_right(self._ends, start)
        return at < len(self.patches) and self.patches[at].start < end


def _fill(text: str, chains: list[Chain], languages: Languages) -> _View:
    if chains:
        others = {word for chain in chains[1:] for word in chain.gain}
        whole = {word: other.after[word] for word in others if (other := _other(word, chains))}
        near = (c for c in chains if c.weight > _LIKE * chains[0].weight and not _is_holey(c))
        first = next(near, chains[0])
        patches = find_patches(text, first.codecs, first.languages[:1], whole)
    else:
        patches = find_alone(text, languages.of([_ODD.sub("", text[:_SAMPLE])]))
    return _View(text, patches)


def _is_holey(chain: Chain) -> bool:
    """Whether its code page leaves bytes of letters empty, which another that reads alike has."""
    name = chain.codecs[0]
    return name.startswith("iso8859") and any(byte >= 0xA0 for byte in codec(name).holes)


class _Undo:
    """Takes back an earlier repair that used the wrong codec, where words gain by it."""

    def __init__(self, chains: list[Chain], words: list[list[str]]) -> None:
        self.languages = chains[0].languages
        self.true = next((c.codecs[0] for c in chains if len(c.codecs) == 1), "")
        self._known: dict[str, tuple[str, str]] = {}
        names = [name for name in _WRONG if name != self.true] if self.true else []
        left = {word for line in words for word in line if word not in chains[0].after}
        totals = {
            name: sum(self._gain(word, self._after(word, name)) for word in left) for name in names
        }
        best = max(totals.values(), default=0.0)
        self._names = [name for name in names if totals[name] > max(0.0, best - _CLOSE)]
        self._totals = totals

    def rest_of(self, before: str, after: str) -> str:
        """The same in a word that was mended in part, for what stood in it from the start."""
        stays = {char for char in set(before) & set(after) if not char.isascii()}
        then = [self._after(after, name, stays) for name in self._names if stays]
        best = max(then, key=lambda word: self._gain(after, word), default=after)
        return best if self._gain(after, best) > _GAIN else after

    def __call__(self, unit: str) -> tuple[str, str]:
        """The word as it was, and the rule; the word itself where nothing is gained."""
        if unit not in self._known:
            best, rule, most = unit, "", _GAIN
            for name in sorted(self._names, key=lambda name: -self._totals[name]):
                after = self._after(unit, name)
                gain = self._gain(unit, after)
                if gain > most:
                    best, rule, most = after, f"undo-{name}-for-{self.true}", gain + _FIRST
            self._known[unit] = best, rule
        return self._known[unit]

    def _after(self, unit: str, name: str, chars: set[str] | None = None) -> str:
        """The word with each character taken back that gains by it."""
        after = unit
        for char in sorted({c for c in unit if not c.isascii()} if chars is None else chars):
            was = undone(char, self.true, name)
            if was and was != char:
                changed = after.replace(char, was)
                if cost(changed, self.languages) < cost(after, self.languages):
                    after = changed
        return after

    def _gain(self, unit: str, after: str) -> float:
        if after == unit:
            return 0.0
        return max(0.0, cost(unit, self.languages) - cost(after, self.languages))


def _mend_line(
    words: list[tuple[int, str]], chains: list[Chain], undo: "_Undo | None", view: _View
) -> list[Edit]:
    """The edits of one line, by the chain that gains most over it."""
    best = _best_of_line(words, chains)
    bar = _GAIN if not _is_sure(best, words) else -_SURE
    edits: list[Edit] = []
    for at, word in words:
        after, rule, shown = word, "lost-byte", best
        if best.gain.get(word, -99.0) > bar:
            after, rule = best.after[word], f"utf8-as-{'-'.join(best.codecs)}"
            if undo and bar > 0:
                after = undo.rest_of(word, after)
        elif other := _other(word, chains):
            after, rule, shown = other.after[word], f"utf8-as-{'-'.join(other.codecs)}", other
        elif undo:
            after, rule = undo(word)
        if after == word and not view.patches:
            continue
        start, end = view.back(at), view.back(at + len(word))
        before = view.raw[start:end]
        if after != before:
            is_guess = view.is_filled(start, end)
            sure: Confidence = "inferred" if is_guess else "certain"
            name = "lost-byte" if is_guess else rule
            edits += _edits(start, before, after, name, sure, _evidence(shown))
    return edits


def _best_of_line(words: list[tuple[int, str]], chains: list[Chain]) -> Chain:
    if len(chains) < 2:
        return chains[0] if chains else Chain(())
    gains = (
        _line_gain(chain, words) - chain.prior + (chain is chains[0]) * _FIRST for chain in chains
    )
    return max(zip(gains, chains, strict=True), key=itemgetter(0))[1]


def _evidence(chain: Chain) -> str:
    """Why the chain is believed, in words; nats of the character model."""
    return f"the document's words gain {chain.evidence:,.0f} nats by it" if chain.codecs else ""


def _line_gain(chain: Chain, words: list[tuple[int, str]]) -> float:
    gain = chain.gain
    return sum(gain[word] for _, word in words if word in gain and gain[word] > 0.0)


def _is_sure(chain: Chain, words: list[tuple[int, str]]) -> bool:
    """Whether the line as a whole was misread this way: nothing else in it speaks against."""
    kept = gone = 0
    for _, word in words:
        stays, was = explains(word, chain.after.get(word, word))
        kept, gone = kept + stays, gone + was
    return kept * 12 <= gone and (_line_gain(chain, words) > _SURE or chain.evidence > 4 * _SURE)


def _other(word: str, chains: list[Chain]) -> Chain | None:
    """Another chain that gains much by this word alone."""
    fits = [chain for chain in chains if chain.gain.get(word, 0.0) > _ALONE]
    return max(fits, key=lambda chain: chain.gain[word], default=None)


_ASCII = re.compile(r"[\x00-\x7f]+")


def _edits(
    start: int, before: str, after: str, rule: str, sure: Confidence, evidence: str
) -> list[Edit]:
    return [
        Edit("encoding", rule, start + at, start + end, was, now, sure, evidence=evidence)
        for at, end, was, now in _changes(before, after)
    ]


@lru_cache(maxsize=1 << 14)
def _changes(before: str, after: str) -> tuple[tuple[int, int, str, str], ...]:
    """One change for each run that changed, or one for the word when ASCII changed too."""
    if _ASCII.findall(before) != _ASCII.findall(after):
        return ((0, len(before), before, after),)
    changes: list[tuple[int, int, str, str]] = []
    start = 0
    olds, news = _ASCII.split(before), _ASCII.split(after)
    gaps = [*_ASCII.findall(before), ""]
    for old, new, gap in zip(olds, news, gaps, strict=True):
        if old != new:
            head = min(len(commonprefix([old, new])), len(old) - 1)
            tail = len(commonprefix([old[:head:-1], new[:head:-1]]))
            was, now = old[head : len(old) - tail], new[head : len(new) - tail]
            changes.append((start + head, start + len(old) - tail, was, now))
        start += len(old) + len(gap)
    return tuple(changes)
