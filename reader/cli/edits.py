"""An edit as the command line's JSON has it; `clean` and `show --changes` both print it."""

from typing import Any

from reader.article import Edit


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
