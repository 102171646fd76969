"""Commands as Textual's bindings; the id of each is what the settings remap."""

from dataclasses import replace
from typing import Any

from textual.binding import Binding

from reader.app.commands import Group, of_group, shown_keys


def bindings_for(group: Group, *, is_priority: bool = False) -> list[Any]:
    """The bindings of one group of commands."""
    return [
        Binding(
            command.key,
            command.id.replace("-", "_"),
            command.label,
            show=command.on_bar,
            key_display=shown_keys(command.key.split(",")[0]),
            tooltip=command.help,
            id=command.id,
            priority=is_priority,
        )
        for command in of_group(group)
    ]


def suspend_binding() -> Any:
    """The key that leaves for the shell, for a screen beside the main one."""
    return _of_the_app("suspend")


def help_binding() -> Any:
    """The key of the help page, for a screen beside the main one."""
    return _of_the_app("help")


def _of_the_app(name: str) -> Any:
    own = next(each for each in bindings_for("everywhere") if each.id == name)
    return replace(own, action=f"app.{name}")
