"""Edits, and what was taken back of them, as the command line prints both."""

from typing import Any

from reader.article import Edit, Refusal
from reader.cli import output


def edit_object(edit: Edit) -> dict[str, Any]:
    """An edit as CONTRACT's JSON has it."""
    return {
        "stage": edit.stage,
        "rule": edit.rule,
        "start": edit.start,
        "end": edit.end,
        "before": edit.before,
        "after": edit.after,
        "confidence": edit.confidence,
    }


def refusal_line(refusal: Refusal) -> str:
    """Its id, the day, and what stays as it came."""
    return f"{refusal.id}  {refusal.created[:10]}  {output.shown(told(refusal))}"


def told(refusal: Refusal) -> str:
    """What was taken back, and where that holds."""
    from reader.ingest.taking_back import refusal_place
    from reader.text.unseen import visible

    what = f"“{visible(refusal.before, with_spaces=True)}” stays; " if refusal.is_edit else ""
    return f"{what}{refusal.rule} in {refusal_place(refusal)}"
