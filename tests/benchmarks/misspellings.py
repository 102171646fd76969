"""Misspellings that people made: is the right word among the first five?

In: codespell's dictionary, where that is installed. Out: the share of its words, of 4 letters and
more, whose right form `Forgiving` names among the five best. All right forms are the vocabulary.
"""

import random
import time
from importlib.util import find_spec
from pathlib import Path

from reader.search.buckets import pack, unpack
from reader.search.fold import tokens
from reader.search.forgiving import ranked_near
from reader.search.lexicon import Lexicon, rare_lines
from reader.search.vocabulary import Vocabulary

_ASKED = 4000


def measure(seed: int = 11) -> None:
    """Print the share."""
    pairs = _pairs()
    if not pairs:
        print("codespell is not installed")
        return
    right_forms = sorted({word for _, words in pairs for word in words})
    lexicon = Lexicon(rare_lines(right_forms))
    known = Vocabulary(lexicon, unpack(pack(right_forms)))
    asked = random.Random(seed).sample(pairs, min(_ASKED, len(pairs)))
    began, right = time.process_time(), 0
    for typed, wanted in asked:
        best = ranked_near(known, typed)[:5]
        right += any(term in wanted for term, _ in best) or typed in wanted
    spent = (time.process_time() - began) / len(asked)
    print(f"human misspellings: {right / len(asked):.1%} of {len(asked):,} among the first five,"
          f" {spent * 1000:.2f} ms each")  # fmt: skip


def _pairs() -> list[tuple[str, list[str]]]:
    """(misspelling, right forms), single words of 4 letters and more."""
    found = find_spec("codespell_lib")
    if found is None or found.origin is None:
        return []
    text = (Path(found.origin).parent / "data" / "dictionary.txt").read_text(encoding="utf-8")
    pairs = []
    for line in text.splitlines():
        typed, _, right = line.partition("->")
        forms = [tokens(form) for form in right.split(",") if form.strip()]
        words = [form[0] for form in forms if len(form) == 1]
        wrong = tokens(typed)
        if words and len(wrong) == 1 and len(wrong[0]) >= 4:
            pairs.append((wrong[0], words))
    return pairs
