"""Results that are kept: asked for once, given again, forgotten when there are too many."""

from reader.text.kept import kept


def test_what_is_known_is_not_worked_out_again() -> None:
    asked: list[str] = []

    @kept(2)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("one"), length("three"), length("one")] == [3, 5, 3]
    assert asked == ["one", "three"]


def test_a_full_table_starts_anew() -> None:
    asked: list[int] = []

    @kept(2)
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [double(number) for number in (1, 2, 3, 3, 1)] == [2, 4, 6, 6, 2]
    assert asked == [1, 2, 3, 1]
