"""Every row of the command table does something, under a name of its own."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from textual.theme import BUILTIN_THEMES

from reader import settings
from reader.app.annotations_screen import AnnotationsScreen
from reader.app.article_list import ArticleList
from reader.app.commands import COMMANDS, Command, shown_keys
from reader.app.compare_screen import CompareScreen
from reader.app.lists_pane import ListsPane
from reader.app.main_screen import MainScreen
from reader.app.notes_pane import NotesPane
from reader.app.reader_pane import ReaderPane
from reader.app.review_screen import ReviewScreen
from reader.app.search_pane import SearchField
from reader.app.themes import THEMES

OWNERS: dict[str, type[Any]] = {
    "everywhere": MainScreen,
    "list": ArticleList,
    "article": ReaderPane,
    "selecting": ReaderPane,
    "search": SearchField,
    "lists": ListsPane,
    "notes": NotesPane,
    "annotations": AnnotationsScreen,
    "review": ReviewScreen,
    "compare": CompareScreen,
}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_each_command_is_an_action_of_its_group(command: Command) -> None:
    action: Callable[..., Any] = getattr(
        OWNERS[command.group], f"action_{command.id.replace('-', '_')}"
    )
    needed = [
        each
        for each in inspect.signature(action).parameters.values()
        if each.default is inspect.Parameter.empty
    ]
    assert len(needed) == 1, "a key gives no arguments"


def test_ids_are_unique() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(set(ids)) == len(ids)


def test_no_key_stands_twice_in_a_group() -> None:
    for group in OWNERS:
        keys = [k for c in COMMANDS if c.group == group for k in c.key.split(",")]
        assert len(set(keys)) == len(keys), group


def test_keys_are_shown_as_people_write_them() -> None:
    assert shown_keys("ctrl+d,space,question_mark") == "Ctrl-d Space ?"


def test_the_themes_that_settings_know_are_those_there_are() -> None:
    ours = [theme.name for theme in THEMES]
    assert set(settings.THEMES) == {*ours, *BUILTIN_THEMES}
