"""Completing fields and their values: pure, then in the field itself, with the library's counts."""

import pytest

from reader.app.completing import field_of, offers, suggestion
from reader.library.values import FIELDS, values_of
from reader.search.query import FIELD_NAMES, parse
from reader.settings import Folders
from tests.app.opened import NARROW, desk_of, focused, opened, until

VALUES = {
    "source": [("lemonde.fr", 12), ("mondes.org", 3)],
    "collection": [("Sample articles", 9)],
    "is": [("unread", -1)],
    "lang": [("fr", 2)],
}


@pytest.mark.parametrize(
    ("typed", "texts", "dim"),
    [
        ("ti", ["title:"], "title:"),
        ("goat -sou", ["goat -source:"], "goat -source:"),
        ("a", [], ""),
        ("before", ["before:"], "before:"),
        ("source:", ["source:lemonde.fr ", "source:mondes.org "], "source:lemonde.fr"),
        ("x source:MON", ["x source:mondes.org ", "x source:lemonde.fr "], "x source:MONdes.org"),
        ("source:nde.f", ["source:lemonde.fr "], ""),
        ("collection:sam", ['collection:"Sample articles" '], ""),
        ('collection:"Sample a', ['collection:"Sample articles" '],
         'collection:"Sample articles"'),
        ("language:", ["language:fr "], "language:fr"),
        ("is:u", ["is:unread "], "is:unread"),
        ("source:lemonde.fr ", [], ""),
        ("source:LeMonde.fr", [], ""),
        ("", [], ""),
        ("foo:", [], ""),
    ],
)  # fmt: skip
def test_offers(typed: str, texts: list[str], dim: str) -> None:
    found = offers(typed, FIELD_NAMES, VALUES)
    assert [each.text for each in found] == texts
    assert suggestion(typed, found) == dim


def test_what_is_offered_is_understood_as_a_field() -> None:
    nasty = {"collection": [('a "b" | c', 1), ("'x", 1), ("-y", 1), ("e:f", 1)]}
    for each in offers("collection:", FIELD_NAMES, nasty):
        assert not parse(each.text).words, each.text
    assert field_of("x tag:") == "tag"


async def test_tab_takes_the_offers_one_after_the_other(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        field = pilot.app.screen.query_one("SearchField")
        await pilot.press("slash", *"lan", "tab")
        await until(pilot, "Tab: en 2")
        await pilot.press("tab")
        assert field.value == "lang:en "  # type: ignore[attr-defined]
        await pilot.press("tab")
        assert field.value != "lang:en "  # type: ignore[attr-defined]
        await until(pilot, "1 found")
        assert focused(pilot) != "results"


async def test_every_field_is_counted_from_the_library(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        desk = desk_of(pilot)
        desk.toggle_tag(desk.listing.window(0, 1)[0].id, "sea")
        desk.open(desk.listing.window(0, 1)[0].id)
        desk.write_note("Check the ferry’s timetable.")
        found = {field: list(values_of(desk.library, desk.notes, field))[-1] for field in FIELDS}
    assert found["source"] == [("four", 4)]
    assert dict(found["lang"]) == {"en": 2, "fr": 1, "de": 1}
    assert found["tag"] == [("sea", 1)]
    assert found["collection"] == [("four", 4)]
    assert "timetable" in dict(found["note"])


async def test_arrow_up_in_an_empty_field_brings_former_queries_back(four: Folders) -> None:
    async with opened(four, NARROW) as pilot:
        field = pilot.app.screen.query_one("SearchField")
        for query in ("goat", "ferry"):
            await pilot.press("slash", "ctrl+u", *query)
            await until(pilot, "1 found")
            await pilot.press("escape")
        await pilot.press("slash", "ctrl+u", "up")
        await until(pilot, lambda: field.value == "ferry")  # type: ignore[attr-defined]
        await pilot.press("up")
        await until(pilot, lambda: field.value == "goat")  # type: ignore[attr-defined]
        await pilot.press("down", "down")
        await until(pilot, lambda: field.value == "")  # type: ignore[attr-defined]
