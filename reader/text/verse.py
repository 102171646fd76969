"""Verse, and rows of results or ingredients: short lines in a row that are no sentences each.

Comes in: the pieces of one article. Goes out: the same, the lines of verse in one piece.
"""

from collections.abc import Sequence

from reader.text.lines import ends_sentence
from reader.text.pieces import Piece

_LONGEST = 60


def merge_verse(pieces: list[Piece]) -> None:
    """Four and more short lines in a row that are no sentences each: one block of verse."""
    runs: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(pieces) + 1):
        if at == len(pieces) or pieces[at].gap or not _may_be_verse(pieces[at]):
            runs.append((start, at))
            start = at
    pieces[:] = [piece for begin, end in runs for piece in _as_verse(pieces[begin:end])]


def _as_verse(run: list[Piece]) -> list[Piece]:
    """The run as one block if it is verse, else as it is; its lines may be rows of a list."""
    if len(run) < 3 or not all(map(_may_be_verse, run)):
        return run
    if _are_rows(run):
        for piece in run:
            piece.become("list_item", "row")
    if len(run) < 4 or run[0].kind != "paragraph":
        return run
    if 2 * sum(ends_sentence(piece.text) for piece in run) > len(run):
        return run
    text = "\n".join(piece.text for piece in run)
    return [Piece(run[0].start, run[-1].end, text, "verse", rule="verse", gap=run[0].gap)]


def _are_rows(run: Sequence[Piece]) -> bool:
    """Results, ingredients: most lines bear a figure, none is a sentence."""
    figures = sum(any(map(str.isdigit, piece.text)) for piece in run)
    return 2 * figures > len(run) and not any(ends_sentence(piece.text) for piece in run)


def _may_be_verse(piece: Piece) -> bool:
    return piece.kind == "paragraph" and not piece.hidden and len(piece.text) <= _LONGEST
