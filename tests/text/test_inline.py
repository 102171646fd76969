"""Inline markup: what is marked, and above all what is not."""

import pytest

from reader.text.inline import Inline, address, spans


def seen(text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in spans(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un **mot** fort", [("marker", "**"), ("strong", "mot"), ("marker", "**")]),
        ("un *mot* doux", [("marker", "*"), ("emphasis", "mot"), ("marker", "*")]),
        ("un _mot_ doux", [("marker", "_"), ("emphasis", "mot"), ("marker", "_")]),
        ("du `code *tel* quel`", [("marker", "`"), ("code", "code *tel* quel"), ("marker", "`")]),
        ("voir www.exemple.org.", [("link", "www.exemple.org")]),
        ("(https://exemple.org/a_(b))", [("link", "https://exemple.org/a_(b)")]),
        ("« https://exemple.org/a »", [("link", "https://exemple.org/a")]),
        (
            "<https://exemple.org>",
            [("marker", "<"), ("link", "https://exemple.org"), ("marker", ">")],
        ),
        (
            "[le port](https://exemple.org/p)",
            [("marker", "["), ("link", "le port"), ("marker", "](https://exemple.org/p)")],
        ),
        (
            "**[ici](https://exemple.org)**",
            [
                ("marker", "**"),
                ("strong", "[ici](https://exemple.org)"),
                ("marker", "["),
                ("link", "ici"),
                ("marker", "](https://exemple.org)"),
                ("marker", "**"),
            ],
        ),
    ],
)
def test_marked(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2 = 30",
        "nom_de_variable et autre_nom_ici",
        "* * *",
        "une note* et sa note* plus loin",
        "[non](javascript:alert(1))",
        "[non](file:///etc/passwd)",
        "https://",
        "[seul] (rien)",
        "a ** b ** c",
        "un \\*mot\\* protégé",
    ],
)
def test_not_marked(text: str) -> None:
    assert seen(text) == []


def test_a_link_has_its_address() -> None:
    text = "lire [la suite](https://exemple.org/a?b=1) ou www.exemple.org"
    links = [span.href for span in spans(text, 0, len(text)) if span.kind == "link"]
    assert links == ["https://exemple.org/a?b=1", "https://www.exemple.org"]


def test_code_blocks_have_no_markup() -> None:
    assert spans("**a**", 0, 5, is_code=True) == []


def test_only_the_block_is_looked_at() -> None:
    text = "**avant** milieu **après**"
    assert spans(text, 10, 16) == []
    assert spans(text, 17, len(text))[1] == Inline(19, 24, "strong")


@pytest.mark.parametrize(
    "url",
    ["ftp://a.b", "https://", "http:///x", "https://a\x1b[0m.b", "https://[", "x" * 9000, "//a.b"],
)
def test_no_address(url: str) -> None:
    assert address(url) == ""


def test_long_lines_of_marks_end() -> None:
    for text in ("*" * 50_000, "[" * 50_000, "`a" * 25_000, "_a " * 20_000, "](" * 25_000):
        spans(text, 0, len(text))
