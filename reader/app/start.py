"""Opens the app on a terminal. Everything that must happen before Textual is imported is here."""

import gc
import os
import sys
from pathlib import Path
from typing import NamedTuple

from reader.app.last_frame import LastFrame
from reader.app.sampling import Sampling
from reader.article import ArticleId
from reader.errors import ReaderError
from reader.settings import Folders, Settings


class Start(NamedTuple):
    """What to begin with: paths to import, an article to open, a passage of it."""

    imports: tuple[Path, ...] = ()
    article: ArticleId | None = None
    at: int | None = None
    sampling: Sampling | None = None  # what lays out the sample corpus, on a first start


PLAIN = Start()


def run(folders: Folders, settings: Settings, start: Start = PLAIN) -> int:
    """Show the app until the user leaves; the exit code. Raises ReaderError without a terminal.

    The collector rests during the imports and never looks at them again: 8 to 15 % of the start,
    and the longest pauses while scrolling.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ReaderError(
            "The app needs a terminal to draw on.",
            hint="In a pipe, use `reader list`, `reader search` or `reader show`.",
        )
    if os.environ.get("NO_COLOR"):
        os.environ.setdefault("TEXTUAL_THEME", "ansi-dark")
    elif _has_few_colours():  # ours would all be rounded to the same grey
        shade = "light" if settings.theme.endswith("light") else "dark"
        os.environ.setdefault("TEXTUAL_THEME", f"ansi-{shade}")
    if settings.reduced_motion:
        os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    # A frame that takes longer than a period waits for the end of the next but one: three of the
    # usual 17 ms for each key of a row of them.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    gc.disable()
    frame = LastFrame(folders.state, settings.theme)
    if start == PLAIN:
        frame.show()
        start = Start(sampling=Sampling.if_new(folders))
    try:
        from reader.app.app import ReaderApp
        from reader.app.desk import Desk

        app = ReaderApp(Desk(folders, settings), start, frame)
        app.run()
    finally:
        frame.put_back()
    return app.return_code or 0


def _has_few_colours() -> bool:
    """Sixteen, by what the terminal says of itself; as Rich takes it."""
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    return os.environ.get("TERM", "").lower().rpartition("-")[2] not in ("256color", "kitty")
