"""A passage carried from one version of a text to the next: there, or said to be gone."""

import pytest

from reader.text.anchors import Found
from reader.text.carrying import Versions

ONE = "The harbour keeps a bell for foggy nights, and nobody living remembers who cast it. "
TWO = "Each autumn the pilots polish it with wood ash until the letters can be read again. "
THREE = "The letters say only that the tide is owed to everyone, which the lawyers dispute. "
FOUR = "In the year of the great storm it rang by itself for three hours, or so they tell it. "
OLD = f"{ONE}{TWO}\n\n{THREE}{FOUR}"


def carried(old: str, new: str, part: str) -> tuple[str, str] | None:
    """The words and the state of the new place."""
    start = old.index(part)
    found = Versions.of(old, new).place(start, start + len(part))
    return (new[found.start : found.end], found.state) if found else None


@pytest.mark.parametrize(
    "part", ["bell", "foggy nights, and nobody", TWO.strip(), "again. \n\nThe", "."]
)
def test_the_same_text_has_it_in_place(part: str) -> None:
    assert carried(OLD, OLD, part) == (part, "exact")


@pytest.mark.parametrize("part", ["bell", "the pilots polish it", "tide is owed to everyone"])
def test_text_inserted_before_it_changes_nothing(part: str) -> None:
    assert carried(OLD, f"Corrected on Monday. {OLD}", part) == (part, "exact")
    assert carried(OLD, OLD.replace(TWO, f"{TWO}Some think it older. "), part) == (part, "exact")


def test_a_word_that_was_corrected_is_still_the_word() -> None:
    new = OLD.replace("pilots polish", "pilots polsih")
    assert carried(OLD, new, "polish") == ("polsih", "moved")
    assert carried(OLD, new, "the pilots polish it with") == ("the pilots polsih it with", "moved")


def test_a_number_that_was_changed_is_another_number() -> None:
    old, new = (OLD.replace("three hours", hours) for hours in ("1986 hours", "1987 hours"))
    assert carried(old, new, "1986") is None


def test_other_quotes_spaces_and_line_ends_are_the_same_text() -> None:
    old = OLD.replace("who cast it", '"who cast it"')
    new = old.replace('"who cast it"', "“who\ncast it”").replace("it. Each", "it.\n\nEach")
    assert carried(old, new, '"who cast it"') == ("“who\ncast it”", "moved")


def test_a_sentence_that_moved_is_found_there() -> None:
    new = f"{FOUR}{ONE}{TWO}\n\n{THREE}"
    assert carried(OLD, new, FOUR.strip()) == (FOUR.strip(), "exact")


def test_a_deleted_sentence_is_gone() -> None:
    assert carried(OLD, OLD.replace(TWO, ""), TWO.strip()) is None
    assert carried(OLD, OLD.replace(TWO, ""), "polish") is None


def test_a_near_duplicate_does_not_take_its_place() -> None:
    twin = TWO.replace("autumn", "spring")
    old = f"{ONE}{TWO}\n\n{THREE}{FOUR}{twin}"
    assert carried(old, old.replace(TWO, ""), TWO.strip()) is None
    assert carried(old, old.replace(TWO, ""), twin.strip()) == (twin.strip(), "exact")


def test_of_two_equal_neighbours_nobody_knows_which_one_went() -> None:
    old = f"{ONE}{TWO}{TWO}{THREE}{FOUR}"
    assert carried(old, old.replace(TWO + TWO, TWO), TWO.strip()) is None


def test_a_rewritten_sentence_is_gone() -> None:
    other = "Once a year some of the crew clean the thing so that its words show. "
    assert carried(OLD, OLD.replace(TWO, other), TWO.strip()) is None


def test_another_article_has_nothing_of_it_even_where_a_sentence_is_shared() -> None:
    other = "A grain lift worked through the night at berth nine without a word of warning. " * 4
    assert carried(OLD, other + ONE, ONE.strip()) is None


def test_signs_alone_stay_between_their_letters() -> None:
    place = OLD.index(",")
    versions = Versions.of(OLD, f"So. {OLD}")
    assert versions.place(place, place + 1) == Found(place + 4, place + 5, "exact")
    assert Versions.of(OLD, OLD.replace(",", ";", 1)).place(place, place + 1) is None


@pytest.mark.parametrize("new", ["", "...", "x"])
def test_an_empty_text_has_nothing(new: str) -> None:
    assert carried(OLD, new, "bell") is None
