"""No query fails: not in the parser, not in the engine."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.search import search
from reader.search.query import FIELD_NAMES, parse
from tests.search.conftest import Finder

_PIECES = (
    *"\"'^$!-|*():;%_\\{}[]+~<>/.,?&#@=`\0\n\t\r",
    *[f"{name}:" for name in FIELD_NAMES],
    "AND", "OR", "NOT", "NEAR(", "NEAR/2", "title", "meta :", "rowid:1", "2022", "2022-09-31",
    "ferry", "pear", "orch", "é", "ß", "駅", "舎", "المحطة", "λιμάνι", "\ue000len", "\ue000c1",
    "\ud800", "\U0001f980", "\u200b", "\u202e", "\u0301", "ﬁ", "İ", "x" * 300, " ", " ", " ",
    "is:starred", "has:note", "lang:en", "-tag:", "before:99999", "after:0000", "'; DROP TABLE doc",
)  # fmt: skip


def _hostile(chance: random.Random) -> str:
    return "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 12)))


@pytest.mark.parametrize("seed", range(10))
def test_five_thousand_hostile_queries(finder: Finder, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(500):
        query = _hostile(chance)
        parse(query)
        if number % 5 == 0 or seed < 2:  # what the parser makes is alike; the engine is slower
            answer = search(finder.library, finder.notes, query)
            assert answer.is_final and answer.query == query
    assert finder.names("'goat") == ["ferry"]


@given(st.text(max_size=200))
@settings(max_examples=500, deadline=None)
def test_any_text_is_understood(text: str) -> None:
    query = parse(text)
    for word in query.words:
        assert word.tokens and all(token and '"' not in token for token in word.tokens)
        assert word.text


@given(text=st.text(max_size=60))
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_is_answered(finder: Finder, text: str) -> None:
    for hit in search(finder.library, finder.notes, text).hits:
        assert hit.headline.title
