"""Dates, names, first sentences and lines by themselves: the parts that structure is made of."""

import pytest

from reader.text import dates, furniture, lines, meta
from reader.text.pieces import find_pieces, plain
from reader.text.titles import inferred_title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 22 septembre 2022", "2022-09-22"),
        ("1er mai 2020", "2020-05-01"),
        ("September 22, 2022", "2022-09-22"),
        ("22nd September 2022", "2022-09-22"),
        ("Sept. 22, 2022", "2022-09-22"),
        ("22. September 2022", "2022-09-22"),
        ("22.09.2022", "2022-09-22"),
        ("22 de septiembre de 2022", "2022-09-22"),
        ("22 settembre 2022", "2022-09-22"),
        ("22 września 2022", "2022-09-22"),
        ("22 сентября 2022 г.", "2022-09-22"),
        ("22 Σεπτεμβρίου 2022", "2022-09-22"),
        ("22 سبتمبر 2022", "2022-09-22"),
        ("2022年9月22日", "2022-09-22"),
        ("2022년 9월 22일", "2022-09-22"),
        ("2022-09-22T10:00:00Z", "2022-09-22"),
        ("22/09/2022", "2022-09-22"),
        ("30 février 2022", ""),
        ("22 septembrie", ""),
        ("12.5.3 2022", ""),
        ("version 2022.13.45", ""),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert dates.full_date(text) == expected


def test_a_weekday_makes_a_month_a_day() -> None:
    assert dates.dated_weekday("annoncé ce jeudi 22 septembre à Brest", "2022-09") == "2022-09-22"
    assert dates.dated_weekday("annoncé ce jeudi 22 septembre à Brest", "2022") == "2022-09-22"
    assert dates.dated_weekday("annoncé ce jeudi 22 septembre à Brest", "2021-09") == ""
    assert dates.dated_weekday("annoncé ce jeudi 22 septembre à Brest", "2022-10") == ""
    assert dates.dated_weekday("annoncé ce jeudi 22 septembre à Brest") == ""
    assert dates.dated_weekday("annoncé ce jeudi 22 septembre 2022 à Brest") == "2022-09-22"
    assert dates.dated_weekday("le jeudi 22 septembre 2022, un jour noir") == ""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Par Maël Quiniou", "Maël Quiniou"),
        ("Par Maël Quiniou avec AFP", "Maël Quiniou avec AFP"),
        ("By ANN LEE", "ANN LEE"),
        ("Von Jürgen von der Heide", "Jürgen von der Heide"),
        ("Por María del Mar", ""),
        ("Par exemple", ""),
        ("Par la mer et par la terre", ""),
        ("By the Sea", ""),
        ("Parmi nous", ""),
        ("Autor: Michał Żurawski", "Michał Żurawski"),
        ("De notre envoyée spéciale Anne Le Goff", "Anne Le Goff"),
    ],
)
def test_bylines(line: str, name: str) -> None:
    assert meta.byline_of(line) == name


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("", "blank"),
        ("• un", "bullet"),
        ("•un", "bullet"),
        ("- un", "bullet"),
        ("-un", "text"),
        ("— un mot, dit-il", "text"),
        ("# Titre", "heading"),
        ("#titre", "text"),
        ("> citation", "quote"),
        (">", "blank"),
        ("* * *", "rule"),
        ("*mot* seul", "text"),
        ("| a | b |", "table"),
        ("2014. Une année", "text"),
        ("(a) premier", "text"),
    ],
)
def test_lines(line: str, kind: str) -> None:
    assert lines.classify([line]) == [kind]


def test_numbers_make_a_list_together() -> None:
    assert lines.classify(["1. un", "2. deux"]) == ["number", "number"]
    assert lines.classify(["1. un", "", "4. quatre"]) == ["text", "blank", "text"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("M. Le Goff a dit non. Puis il est parti.", "M. Le Goff a dit non"),
        ("Le phare s'est éteint. Personne ne l'a vu.", "Le phare s'est éteint"),
        ("Qui a éteint le phare ? On l'ignore.", "Qui a éteint le phare ?"),
        (
            "灯塔在星期六熄灭了。直到星期一才有人发现。",
            "灯塔在星期六熄灭了。直到星期一才有人发现。",
        ),
        ("un " * 80, "un " * 32 + "un…"),
    ],
)
def test_inferred_titles(text: str, title: str) -> None:
    assert inferred_title(find_pieces(text)) == title


def test_titles_lose_their_markup() -> None:
    assert plain("**Le [phare](https://a.b)** et `la_grue`") == "Le phare et la_grue"


def test_furniture_is_a_whole_line() -> None:
    assert furniture.is_anywhere("À lire aussi : le phare")
    assert furniture.is_anywhere("  ADVERTISEMENT  ")
    assert furniture.is_edge("Mots-clés :")
    assert furniture.is_edge("Accueil > Mer > Ports")
    assert not furniture.is_anywhere("La publicité a changé le port.")
    assert not furniture.is_edge("Les commentaires sont fermés depuis que le port l'est aussi.")
