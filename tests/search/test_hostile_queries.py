"""No query fails: not in the parser, not in the engine."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.search import search
from reader.search.query import parse
from tests.search.conftest import Finder
from tests.search.hostile import hostile


@pytest.mark.parametrize("seed", range(10))
def test_five_thousand_hostile_queries(finder: Finder, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(500):
        query = hostile(chance)
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
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_text_is_answered(finder: Finder, text: str) -> None:
    for hit in search(finder.library, finder.notes, text).hits:
        assert hit.headline.title
