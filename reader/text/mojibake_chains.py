"""Which chains of codecs explain the damage of a document: words in, ranked chains out.

A chain is undone codec by codec. Its evidence is what its words gain over the whole document;
of chains that read every word alike only the first is kept. Lost bytes are `mojibake_lost`.
"""

import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from reader.text import model
from reader.text.kept import kept
from reader.text.mojibake_codecs import (
    CODECS,
    broken,
    candidates,
    is_hot,
    reader,
    runs_of,
    sequence,
)
from reader.text.mojibake_cost import cost, is_plausible, script

_DEPTH = 4
_KEPT = 6
_LEAST = 0.15  # of the best chain's weight
_WIDTH = 6  # chains that are tried further
_EVIDENCE = 9.0  # nats a chain must gain over the document
_WHOLE = 60.0  # nats from which on a chain whose words are healthy needs no longer one
_HEALTHY = 3.3  # nats a character
_CAP = 25.0  # of one word, for each codec undone: no single word carries a document
_SIGNS = string.punctuation + string.digits
_DASHES = frozenset("–—")
_ODD = re.compile(r"([^\x00-\x7f]+)")
_ACCENTS = frozenset("¨¸¯ˆ˜ˇ˘˛˝")
_LOOKS_BAD = 17.0  # nats the patterns of ftfy are worth
_BESIDE = 12.0  # nats against a codec more for what another would have read
_FEW = 20  # distinct words that show it
_SAMPLE = 200  # distinct words that are looked at to choose the chains
_DOUBT = 0.4  # what is left of the evidence where it is too little to be sure
_FEWER = 3  # words with something outside ASCII that are too few
_LONG = 8  # characters outside ASCII, for each codec undone, that no chance makes a sequence of
_LANGUAGES = 3
_FOR_LANGUAGE = 80  # words that tell the language
_MUCH = 60  # characters of undamaged text that narrow the languages


@dataclass(slots=True)
class Chain:
    """Codecs to undo one after the other, what they make of words, and what that gains."""

    codecs: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)
    evidence: float = 0.0  # nats, no word for more than its cap
    weight: float = 0.0  # nats in full, to compare chains by
    reach: float = 0.0  # the same, what is implausible so far counted too: a longer chain may do
    prior: float = 0.0  # nats against it, the rarer its codecs are the more
    share: float = 0.0  # how much of what is outside ASCII it explains
    after: dict[str, str] = field(default_factory=dict)  # the words it changes
    gain: dict[str, float] = field(default_factory=dict)


class Languages:
    """The languages a hypothesis is judged in.

    Words in the Latin script compete among the languages that fit the undamaged words.
    """

    def __init__(self, text: str) -> None:
        plain = islice(filter(str.isascii, text[:8000].split()), 2 * _FOR_LANGUAGE)
        self._plain = " ".join(plain)
        self._pool: tuple[str, ...] | None = None
        if len(self._plain) > _MUCH:
            self._pool = tuple(language for language, _ in model.rank(self._plain, 10))
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, words: list[str]) -> tuple[str, ...]:
        """The likeliest languages of the document, were these among its words."""
        key = tuple(words[:_FOR_LANGUAGE])
        if key not in self._known:
            is_latin = main_script(words) in ("latin", "")
            parts = [*key, self._plain] if is_latin else key
            ranked = model.rank_all(parts, _LANGUAGES, self._pool if is_latin else None)
            self._known[key] = tuple(language for language, _ in ranked) or ("en",)
        return self._known[key]


def main_script(words: list[str]) -> str:
    """The script of most letters outside ASCII, or ""."""
    scripts: Counter[str] = Counter()
    text = "".join(words)
    for char in dict.fromkeys(text):
        if not char.isascii() and char.isalpha():
            scripts[script(char)] += text.count(char)
    return scripts.most_common(1)[0][0] if scripts else ""


def find_chains(
    lines: list[list[str]], languages: Languages, bearing: frozenset[str] = frozenset()
) -> list[Chain]:
    """Every chain with enough evidence, best first, with what it makes of every word.

    `lines` holds the words with something outside ASCII, line by line; `bearing` are those that can
    have been misread at all, where they are few: codecs that find nothing in them are not tried.
    """
    units = Counter(unit for line in lines for unit in line)
    hot = [unit for unit, _ in units.most_common() if any(map(is_hot, runs_of(unit)))]
    sample = hot[:_SAMPLE]
    base = languages.of([unit for unit, _ in units.most_common(_FOR_LANGUAGE)])
    names = candidates(run for unit in sample for run in runs_of(unit))
    seen: set[str] = set()
    found: list[Chain] = []
    front = [Chain(())]
    for _ in range(_DEPTH if names else 0):
        front = [new for chain in front for new in _extend(sample, chain, names, seen, bearing)]
        for chain in front:
            raw = _judge(chain, [], languages, base)
            _weigh(chain, raw, units)
        found += front
        front = sorted(front, key=lambda chain: -chain.reach)[:_WIDTH]
        if front and front[0].weight > _WHOLE and _is_healthy(front[0]):
            break
        names = candidates(run for c in front for v in c.after.values() for run in runs_of(v))
        if not names:
            break
    found = [c for c in found if c.evidence >= _EVIDENCE]
    for chain in found:
        chain.share = _consistency(chain, lines)
        chain.evidence *= _DOUBT if _is_doubtful(chain, units) else chain.share
        chain.weight *= chain.share
    found = [c for c in found if c.evidence >= _EVIDENCE]
    kept = sorted(found, key=lambda c: -c.weight)[:_KEPT]
    kept = [c for c in kept if c.weight > _LEAST * kept[0].weight]
    for chain in kept:
        _judge(chain, hot[_SAMPLE:], languages, base, kept[0])
    return kept


def judge_again(chains: list[Chain], lines: list[list[str]], languages: Languages) -> list[Chain]:
    """The same chains over a text that has changed here and there."""
    units = Counter(unit for line in lines for unit in line)
    hot = [unit for unit in units if any(map(is_hot, runs_of(unit)))]
    base = languages.of([unit for unit, _ in units.most_common(_FOR_LANGUAGE)])
    for chain in chains:
        _judge(chain, [unit for unit in hot if unit not in chain.after], languages, base)
    return chains


def _weigh(chain: Chain, raw: dict[str, float], units: Counter[str]) -> None:
    """Sum the gains of the words; a word counts up to three times."""
    prior = chain.prior
    counted = [(gain, min(units[unit], 3)) for unit, gain in chain.gain.items()]
    cap = _CAP * len(chain.codecs)
    chain.evidence = sum(min(gain, cap) * often for gain, often in counted) - prior
    chain.weight = sum(gain * often for gain, often in counted) - prior
    chain.reach = sum(gain * min(units[unit], 3) for unit, gain in raw.items()) - prior


def _is_healthy(chain: Chain) -> bool:
    """Whether the words come out as cheap as words are."""
    nats = sum(cost(after, chain.languages) for after in chain.after.values())
    return nats < _HEALTHY * sum(map(len, chain.after.values()))


def _is_doubtful(chain: Chain, units: Counter[str]) -> bool:
    """Whether a heading shows one misread sequence, and beside it a sign that was not misread."""
    odd = [char for unit in units for char in unit if not char.isascii()]
    is_short = units.total() < _FEWER and len(chain.after) == 1
    return is_short and len(odd) == 3 and any(unit in _DASHES for unit in units)


def _is_union(codecs: tuple[str, ...], name: str, after: dict[str, str]) -> bool:
    """Whether one more codec reads what stood there from the start, not what those before it left:
    two codecs beside each other, which one who misreads a text seldom has.
    """
    first = reader(name)
    return (
        bool(codecs)
        and name not in codecs
        and all(_read(first(unit), codecs) == then for unit, then in islice(after.items(), _FEW))
    )


def _read(text: str, codecs: tuple[str, ...]) -> str:
    for name in codecs:
        text = reader(name)(text)
    return text


def _prior(name: str) -> float:
    """Nats against a codec: the rarer, the more must speak for it."""
    place = CODECS.index(name)
    return 3.0 + (0.0 if place == 0 else 1.5 if place < 13 else 3.0 if place < 30 else 6.0)


def _consistency(chain: Chain, lines: list[list[str]]) -> float:
    """How much of what is outside ASCII the chain explains, in the lines it touches.

    Text that was misread as a whole has no other letters left; where most letters are as they
    should be, a readable sequence is chance.
    """
    explained = left = 0
    rest = broken(chain.codecs[0])  # of a sequence that lost a byte
    for line in lines[:_SAMPLE]:
        if any(unit in chain.after for unit in line):
            for unit in line:
                after = chain.after.get(unit, unit)
                is_cut = after != unit and rest.match(after, len(after) - 1) is not None
                kept, gone = explains(unit, after[:-1] if is_cut else after)
                left += kept
                explained += gone
    return explained / (explained + left) if explained else 1.0


@lru_cache(maxsize=1 << 14)
def explains(before: str, after: str) -> tuple[int, int]:
    """Letters outside ASCII that stay as they are, and characters that were part of damage."""
    odd = [char for char in before if not char.isascii()]
    if before == after:
        return sum(map(str.isalpha, odd)), 0
    stays = Counter(odd) & Counter(char for char in after if not char.isascii())
    return sum(n for char, n in stays.items() if char.isalpha()), len(odd) - stays.total()


def _judge(
    chain: Chain,
    units: list[str],
    languages: Languages,
    base: tuple[str, ...],
    first: Chain | None = None,
) -> dict[str, float]:
    """What the chain makes of these words, and what each it changes gains: nothing where
    implausible.

    Gives back the gains as they would be if everything were plausible.
    """
    for unit in units:
        after = _read(unit, chain.codecs)
        if after != unit:
            chain.after[unit] = after
    chain.languages = languages.of(list(chain.after.values()))
    raw: dict[str, float] = {}
    before, then = (*sorted(base), model.ANY), (*sorted(chain.languages), model.ANY)
    for unit, after in chain.after.items():
        if first and unit in first.gain and first.after[unit] == after:
            chain.gain[unit] = first.gain[unit]  # what reads alike gains alike
        elif unit not in chain.gain:
            raw[unit] = gain = _gain(unit, after, before, then)
            chain.gain[unit] = gain if _stands(unit, after, chain.codecs) else min(0.0, gain)
    return raw


@lru_cache(maxsize=1 << 14)
def _gain(unit: str, after: str, before: tuple[str, ...], then: tuple[str, ...]) -> float:
    """Nats that a word gains, in the languages of before and then; most chains read it alike."""
    gain = cost(unit, before) - cost(after, then)
    if gain > -_LOOKS_BAD / 3 and looks_bad(unit) and not looks_bad(after):
        gain += _LOOKS_BAD
    return gain


@lru_cache(maxsize=1 << 14)
def _stands(before: str, after: str, codecs: tuple[str, ...]) -> bool:
    """Whether the result is plausible in itself, leads that lost their trail left aside."""
    if _is_word(before.strip(_SIGNS)) and not after.strip(_SIGNS).isalpha():
        return after in _DASHES and not before[1:].islower()
    if is_plausible(after) or _is_whole(before, after, codecs):
        return True
    rest = broken(codecs[0]).sub("", after)
    return rest != after and not rest.isascii() and is_plausible(rest)


def _is_whole(before: str, after: str, codecs: tuple[str, ...]) -> bool:
    """Whether every sign outside ASCII was part of a sequence, of many: chance makes none so long,
    and what comes out may be any signs, as in a face of them.
    """
    odd = sum(not char.isascii() for char in before)
    left = sequence(codecs[0]).sub("", before)
    return odd >= _LONG * len(codecs) and left.isascii() and not looks_bad(after)


def _is_word(text: str) -> bool:
    """Whether a person may have written this: letters of one script, no capital after a small."""
    if not text.isalpha():
        return False
    breaks = any(a.islower() and b.isupper() for a, b in zip(text, text[1:], strict=False))
    return not breaks and is_plausible(text)


@kept(1 << 14)
def looks_bad(text: str) -> bool:
    """ftfy's voice: patterns of signs that damage leaves behind. And some that it does not know."""
    from ftfy.badness import is_bad

    return bool(is_bad(text)) or any(map(_is_seam, f" {text}", text, text[1:]))


def _is_seam(before: str, lead: str, trail: str) -> bool:
    """A small letter with a capital and a sign behind it, a letter with line art, a capital with
    an accent behind it.
    """
    if lead.isascii() or trail.isascii():
        return False
    if lead.isupper() and before.islower():
        return not trail.isalnum()
    if lead.isupper() and trail in _ACCENTS:
        return True
    return before.isalpha() and "\u2500" <= lead <= "\u259f"


def _readings(text: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """What each codec makes of the text; of those that read it the same only the first."""
    parts = _ODD.split(text)
    runs = sorted(set(parts[1::2]))
    joined = "\n".join(runs)
    known = {joined}
    for name in names:
        then = reader(name)(joined)
        if then not in known:
            known.add(then)
            read = dict(zip(runs, then.split("\n"), strict=True))
            yield name, "".join([read.get(part, part) for part in parts])


def _extend(
    sample: list[str],
    chain: Chain,
    names: list[str],
    seen: set[str],
    bearing: frozenset[str],
) -> list[Chain]:
    """The chain with one more codec, for each that still finds misread sequences."""
    made: list[tuple[int, Chain]] = []
    before = [chain.after.get(unit, unit) for unit in sample]
    counted = [not bearing or any(word in unit for word in bearing) for unit in sample]
    now = "\n".join(before)
    for name, then in _readings(now, names):
        if then not in seen:
            seen.add(then)
            read = then.split("\n")
            after = {unit: new for unit, new in zip(sample, read, strict=True) if new != unit}
            triples = zip(before, read, counted, strict=True)
            shorter = sum(len(old) - len(new) for old, new, is_counted in triples if is_counted)
            if not shorter:
                continue
            prior = chain.prior + _prior(name)
            prior += _BESIDE if _is_union(chain.codecs, name, after) else 0.0
            made.append((shorter, Chain((*chain.codecs, name), after=after, prior=prior)))
    best = max((shorter for shorter, _ in made), default=0)
    return [new for shorter, new in made if shorter * 2 >= best]
