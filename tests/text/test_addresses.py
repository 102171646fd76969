"""Addresses of one page are known as such; others stay apart."""

import pytest

from reader.text.addresses import spellings

PAGE = "https://www.example.org/news/ferry?id=7"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/news/ferry?id=7",
        "https://EXAMPLE.org:443/news/ferry/?id=7",
        "https://example.org/news/ferry?id=7#comments",
        "https://example.org/news/ferry?utm_source=mail&id=7&fbclid=x",
    ],
)
def test_one_page(other: str) -> None:
    assert PAGE in spellings(other)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/ferry?id=8",
        "https://example.org/news/ferry",
        "https://example.com/news/ferry?id=7",
        "https://example.org/news/Ferry?id=7",
        "ftp://example.org/news/ferry?id=7",
        "mailto:a@example.org",
        "https://[broken",
        "",
    ],
)
def test_another_page(other: str) -> None:
    assert PAGE not in spellings(other)


def test_the_address_itself_comes_first() -> None:
    assert spellings(PAGE)[0] == PAGE
    assert len(spellings(PAGE)) == len(set(spellings(PAGE)))
