"""The query language: what was typed, as words, a filter and chips; and that it never fails."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Filter
from reader.search.query import Query, Word, parse

_CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "search" / "parsing.json").read_text(encoding="utf-8")
)
_PARTS = (
    '"', "'", "^", "$", "!", "-", "|", ":", " ", "\t", "*", "(", "title:", "note:", "is:", "has:",
    "before:", "lang:", "tag:", "2022", "2022-09", "unread", "été", "東京", "l’", "NEAR(", "\ud800",
    "\0", "\ue000", "ß", "ı", "سوق", "foo", "x" * 300,
)  # fmt: skip


def _shown(word: Word) -> str:
    sign = "-" if word.is_excluded else ""
    where = f"{word.field}:" if word.field else ""
    kind = "" if word.kind == "word" else f"{word.kind}="
    return f"{sign}{where}{kind}{' '.join(word.tokens)}"


def _asked(filter: Filter | None) -> dict[str, Any]:
    if filter is None:
        return {}
    names = [each.name for each in fields(Filter) if each.name != "excluded"]
    return {name: getattr(filter, name) for name in names if getattr(filter, name)}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["query"]) for case in _CASES])
def test_understands(case: dict[str, Any]) -> None:
    query = parse(case["query"])
    assert [_shown(word) for word in query.words] == case.get("words", [])
    assert _asked(query.filter) == case.get("filter", {})
    assert _asked(query.filter.excluded) == case.get("excluded", {})
    assert list(query.chips) == case.get("chips", [])


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("a b", [["a"], ["b"]]),
        ("a | b c", [["a", "b"], ["c"]]),
        ("a|b|c", [["a", "b", "c"]]),
        ("| a |", [["a"]]),
        ("a || b", [["a", "b"]]),
        ("a | -b", [["a"], ["b"]]),
    ],
)
def test_alternatives_share_a_group(text: str, groups: list[list[str]]) -> None:
    found: dict[int, list[str]] = {}
    for word in parse(text).words:
        found.setdefault(word.group, []).append(word.text)
    assert list(found.values()) == groups


def test_only_a_query_that_asks_nothing_is_empty() -> None:
    assert parse("  title: ").is_empty
    assert not parse("-a").is_empty
    assert not parse("-tag:a").is_empty


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(_PARTS) | st.text(max_size=4), max_size=30).map("".join))
def test_never_fails(text: str) -> None:
    query = parse(text)
    assert isinstance(query, Query)
    assert len(query.words) <= 32
    for word in query.words:
        assert word.tokens
        for token in word.tokens:  # what reaches MATCH between quotes
            assert token and not set(token) & set('"*\0\ue000 \t\n')
            token.encode()


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("foo:bar goat", ["“foo:” is no field, so it is text"]),
        ("foo:a foo:b", ["“foo:” is no field, so it is text"]),
        ("-after:2022-13", ["“2022-13” is no date like 2022, 2022-09 or 2022-09-22"]),
        ("has:wings", ["“has:” takes note or highlight or copies, not “wings”"]),
        ("https://example.org is:un after:2022 lang: 12:30 title:x", []),
    ],
)
def test_says_what_is_no_field_and_no_date(text: str, remarks: list[str]) -> None:
    assert list(parse(text).remarks) == remarks
