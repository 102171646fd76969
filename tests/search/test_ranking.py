"""Where a query's words stand: in titles, gone through by tokens, as in texts, searched."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.query import Word
from reader.search.ranking import TitlePlaces, places
from reader.search.wording import Sense

_TOKENS = st.text("abé", min_size=1, max_size=4)
_WORDS = st.builds(
    lambda tokens, group: Word(" ".join(tokens), tuple(tokens), group=group),
    st.lists(_TOKENS, min_size=1, max_size=2),
    st.integers(1, 3),
)


def _is_told_apart(sense: Sense) -> bool:
    """A pair that begins with the word, and with a term of it, is worth one or the other."""
    return not sense.pairs or not any(t.startswith(sense.word.tokens[0]) for t in sense.terms)


_SENSES = st.builds(
    Sense,
    _WORDS,
    st.booleans(),
    st.dictionaries(_TOKENS, st.sampled_from([0.2, 0.44, 0.62]), max_size=12),
    st.lists(st.tuples(_TOKENS, _TOKENS), max_size=2).map(tuple),
).filter(_is_told_apart)


@settings(max_examples=400, deadline=None)
@given(st.lists(_SENSES, max_size=3), st.lists(st.text("abé ", max_size=5), max_size=7))
def test_a_title_is_read_as_a_text_is(senses: list[Sense], tokens: list[str]) -> None:
    padded = f" {' '.join(tokens)} "
    # a phrase and a word of one group, as good, may end at different places: either is right
    found = sorted(
        (group, start, worth) for group, start, _, worth in TitlePlaces(senses).of(padded)
    )
    assert found == sorted(
        (group, start, worth) for group, start, _, worth in places(padded, senses)
    )
