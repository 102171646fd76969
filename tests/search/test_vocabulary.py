"""The vocabulary: no near term is missed, whatever the alphabet, packed or fresh."""

import random
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reader.search.buckets import LONGEST, SHORTEST, pack, unpack
from reader.search.lexicon import Counted, Lexicon, rare_lines, write_lines
from reader.search.vocabulary import Vocabulary

_ALPHABETS = ("abcdeo", "abcdefghijklmnopqrstuvwxyz0123456789", "αβγδε", "абвгде", "ابجده", "a漢é")


def _lines(terms: Iterable[Counted]) -> bytes:
    row = bytearray()
    list(write_lines(terms, row))
    return bytes(row)


def _terms(alphabet: str, count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return sorted(
        {"".join(chance.choices(alphabet, k=chance.randrange(1, 12))) for _ in range(count)}
    )


def _packed(terms: Iterable[str], docs: int = 1) -> Vocabulary:
    terms = sorted(terms)
    return Vocabulary(Lexicon(_lines((term, docs) for term in terms)), unpack(pack(terms)))


def _fresh(terms: Iterable[str]) -> Vocabulary:
    return Vocabulary(Lexicon(), [], terms)


def _expected(terms: list[str], word: str, edits: int) -> set[tuple[str, int]]:
    known = [term for term in terms if SHORTEST <= len(term) <= LONGEST]
    near = ((term, OSA.distance(word, term)) for term in known)
    return {(term, int(distance)) for term, distance in near if 1 <= distance <= edits}


@pytest.mark.parametrize("alphabet", _ALPHABETS)
@pytest.mark.parametrize("edits", [1, 2])
def test_finds_every_near_term(alphabet: str, edits: int) -> None:
    terms = _terms(alphabet, 3000 if len(alphabet) > 10 else 300, seed=edits)
    packed, fresh, mixed = _packed(terms), _fresh(terms), _packed(terms[::2])
    mixed.add(terms[1::2])
    for word in random.Random(5).sample(terms, 25):
        wanted = _expected(terms, word, edits)
        if len(wanted) < 100:
            for vocabulary in (packed, fresh, mixed):
                assert set(vocabulary.near(word, edits)) == wanted


@pytest.mark.parametrize("alphabet", _ALPHABETS)
@pytest.mark.parametrize("edits", [3, 4])
def test_far_terms_begin_alike(alphabet: str, edits: int) -> None:
    terms = _terms(alphabet, 3000 if len(alphabet) > 10 else 60, seed=edits)
    vocabulary = _packed(terms)
    for word in random.Random(5).sample(terms, 25):
        every = _expected(terms, word, edits)
        wanted = {each for each in every if each[0][0] == word[0]}
        if len(every) < 100:
            assert wanted <= set(vocabulary.near(word, edits)) <= every


def test_a_first_letter_that_sounds_the_same() -> None:
    known = _packed(["photographic", "cigarettes", "bographic"])
    assert known.near("fotografic", 4) == [("photographic", 4)]
    assert known.near("sigaretes", 4) == [("cigarettes", 2)]


def test_many_fresh_terms_are_found_as_few_are() -> None:
    """They go into buckets of their own; what is known already is not fresh."""
    terms = _terms("abcdefghij", 9000, seed=4)
    vocabulary = _packed(terms[::3])
    for start in (1, 2):
        vocabulary.add(terms[start::3] + terms[:50])
    few = _packed(terms)
    for word in random.Random(5).sample([term for term in terms if len(term) > 3], 20):
        assert set(vocabulary.near(word, 1)) == set(few.near(word, 1))
        assert vocabulary.docs(word) == 1 and vocabulary.begins(word[:2])
        assert set(vocabulary.holding(word[1:], 400)) == set(few.holding(word[1:], 400))


def test_the_nearest_come_first() -> None:
    found = _packed(_terms("abcdeo", 2000, seed=3)).near("abcde", 2)
    assert [edits for _, edits in found] == sorted(edits for _, edits in found)


def test_a_swap_is_one_edit() -> None:
    assert _packed(["ferry", "merry"]).near("frery", 1) == [("ferry", 1)]


@pytest.mark.parametrize("is_packed", [True, False])
def test_inside_and_at_the_end(is_packed: bool) -> None:
    terms = ["bank", "bankers", "riverbank", "embankment", "nkba", "kban", "banana"]
    vocabulary = _packed(terms) if is_packed else _fresh(terms)
    assert vocabulary.holding("bank", 10) == ["riverbank", "embankment"]
    assert vocabulary.ending("bank", 10) == ["bank", "riverbank"]
    assert vocabulary.holding("bank", 1) == ["riverbank"]
    assert vocabulary.holding("zzz", 10) == vocabulary.ending("zzz", 10) == []


def test_terms_that_stand_in_a_row_are_not_one() -> None:
    """“kban” must not be found between “bank” and “bank”."""
    assert _packed(["bank", "bang", "anks"]).holding("kb", 10) == []


def test_an_empty_vocabulary_answers() -> None:
    empty = _packed([])
    assert not empty.near("word", 2)
    assert not empty.holding("w", 5) and not empty.ending("w", 5)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text("abé漢🙂", min_size=1, max_size=6), max_size=40),
    st.text("abé漢🙂", max_size=6),
)
def test_agrees_with_looking_at_every_term(terms: list[str], word: str) -> None:
    terms = sorted(set(terms))
    assert set(_packed(terms).near(word, 1)) == _expected(terms, word, 1)
    held = {t for t in terms if len(t) >= SHORTEST and word and word in t[1:]}
    assert set(_packed(terms).holding(word, 100)) == held if word else True


@pytest.mark.parametrize("is_packed", [True, False])
def test_beginnings(is_packed: bool) -> None:
    terms = ["alibaba", "alibi", "alia", "bank", "bänke", "банк"]
    vocabulary = _packed(terms) if is_packed else _fresh(terms)
    assert vocabulary.begins("alib") and vocabulary.begins("бан") and not vocabulary.begins("alx")
    docs, top = vocabulary.beginning("alib", 10)
    assert docs == 2 and {term for term, _ in top} == {"alibaba", "alibi"}


@pytest.mark.parametrize("made", [_packed, _fresh])
def test_a_mistyped_beginning(made: Callable[[list[str]], Vocabulary]) -> None:
    known = made(["alibaba", "alibi", "orchard", "bank"])
    assert known.nearly_beginning("alibb", 5) == [("alib", 2)]
    assert known.nearly_beginning("orcahr", 5) == [("orchar", 1)]
    assert known.nearly_beginning("zzzz", 5) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("abéб漢", min_size=1, max_size=6), max_size=40),
       st.text("abéб漢", min_size=1, max_size=5))  # fmt: skip
def test_every_mistyped_beginning_is_found(terms: list[str], start: str) -> None:
    heads = {term[:n] for term in terms for n in range(len(start) - 1, len(start) + 2)}
    blocks = {ord(letter) >> 7 for letter in start}
    near = {
        head
        for head in heads
        if OSA.distance(head, start) == 1
        and not head.startswith(start)
        and {ord(letter) >> 7 for letter in head} <= blocks
    }
    assert Lexicon(_lines((term, 1) for term in sorted(set(terms)))).nearly(start) == near


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.text("abéб漢", min_size=1, max_size=6), st.integers(1, 5000), max_size=60),
    st.text("abéб漢", min_size=1, max_size=3),
    st.integers(1, 20),
)
def test_the_most_frequent_of_those_that_begin_so(
    terms: dict[str, int], start: str, limit: int
) -> None:
    known = Lexicon(_lines(sorted(terms.items())))
    every = list(known.beginning(start))
    docs, top = known.most_frequent(start, limit)
    assert docs == known.total(start) == sum(docs for _, docs in every)
    assert top == sorted(every, key=lambda counted: -counted[1])[:limit]


def test_rare_terms_are_stored_as_others_are() -> None:
    for terms in ([], ["é"], ["alib", "alibi", "банк"]):
        assert rare_lines(terms) == _lines((term, 1) for term in terms)


def test_every_term_of_a_long_row_is_known() -> None:
    """The lines whose beginnings are kept apart, those between them, and long ones."""
    chance = random.Random(7)
    terms = sorted(
        {"".join(chance.choices("aéλ", k=chance.choice((4, 12, 40)))) for _ in range(3000)}
    )
    known = Lexicon(_lines((term, 1) for term in terms))
    assert all(known.docs(term) and known.begins(term[:-1]) for term in terms)
    others = {term[:-1] + chance.choice("aéλz") for term in terms}
    assert all(bool(known.docs(term)) == (term in set(terms)) for term in list(others)[:300])


@pytest.mark.parametrize("docs", [1, 2, 13, 1000, 250_000])
def test_counts_are_about_right(docs: int) -> None:
    known = _packed(["alibaba", "alibabas", "bank"], docs)
    assert 0.9 * docs <= known.docs("alibaba") <= 1.1 * docs
    assert 1.8 * docs <= known.beginning("alib", 1)[0] <= 2.2 * docs
    assert not known.docs("ban") and not known.docs("bankx")
