"""Opening the app: the only commands that load Textual, and they ask for a terminal first."""

import argparse
import os
import sys
from pathlib import Path

from reader.cli import output
from reader.errors import NotFound, ReaderError
from reader.settings import Folders, Settings, check_keys, find_folders, load_settings

_WITHOUT = "`reader list`, `reader show` and `reader search` work without one."


def open_app(args: argparse.Namespace) -> int:
    """`reader [PATH…]`: import the paths, if any, while the app is open."""
    paths = [Path(path).expanduser() for path in args.paths if path != "-"]
    for path in paths:
        if not path.exists():
            raise NotFound(
                f"There is no file or folder “{path}”.",
                hint="Check the name; nothing was imported.",
            )
    _ask_for_terminal()
    if "-" in args.paths:
        raise ReaderError(
            "The app needs standard input for its keys.", hint="First `… | reader import -`."
        )
    folders = find_folders(args.home)
    settings = _settings(folders)
    from reader.app.start import Start, run

    return run(folders, settings, Start(imports=tuple(paths)))


def open_article(args: argparse.Namespace) -> int:
    """`reader open ARTICLE`: the article is looked up before a screen is drawn."""
    _ask_for_terminal()
    folders = find_folders(args.home)
    settings = _settings(folders)
    from reader.library.articles import Library

    article = Library.open(folders).resolve(args.article)
    from reader.app.start import Start, run

    return run(folders, settings, Start(article=article, at=args.at))


def _settings(folders: Folders) -> Settings:
    from reader.app.commands import COMMANDS

    settings = load_settings(folders)
    check_keys(settings, (each.id for each in COMMANDS), folders.settings)
    return settings


def _ask_for_terminal() -> None:
    if not (output.is_terminal(sys.stdin) and output.is_terminal(sys.stdout)):
        raise ReaderError(
            "The app needs a terminal, and there is none here.",
            hint=_WITHOUT,
        )
    if os.environ.get("TERM") == "dumb":  # an editor's shell buffer, a recorded build
        raise ReaderError(
            "The app needs a terminal that can place text; this one calls itself dumb (TERM).",
            hint=_WITHOUT,
        )
