"""Shell completion: one static script a shell, generated from the parser.

Static, so that Tab costs no start of Python: commands, options and their choices, else files.
"""

import argparse
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from reader.cli import output
from reader.cli.parser import build_parser, commands_of

_TAKES_PATH = {"PATH", "FILE", "DIR"}


@dataclass(frozen=True, slots=True)
class _Option:
    names: tuple[str, ...]
    meaning: str
    choices: tuple[str, ...] = ()
    takes_value: bool = False
    takes_path: bool = False

    @property
    def is_positional(self) -> bool:
        return not self.names


@dataclass(frozen=True, slots=True)
class _Command:
    name: str
    meaning: str
    options: tuple[_Option, ...]

    @property
    def flags(self) -> list[str]:
        return [name for option in self.options for name in option.names]

    @property
    def values(self) -> dict[str, tuple[str, ...]]:
        """Each option that has choices, with them; the positional's stand under ""."""
        return {
            name: option.choices
            for option in self.options
            for name in option.names or ("",)
            if option.choices
        }


def completion(args: argparse.Namespace) -> int:
    """The script for one shell on standard output."""
    parser = build_parser()
    commands = [_described(name, each) for name, each in commands_of(parser).items()]
    flags = _described("", parser).options
    write = {"bash": _bash, "zsh": _zsh, "fish": _fish}[args.shell]
    for line in write(commands, flags):
        output.line(line)
    return 0


def _described(name: str, parser: argparse.ArgumentParser) -> _Command:
    meaning = (parser.description or "").split("\n")[0].rstrip(".")
    options = [
        _Option(
            tuple(action.option_strings),
            action.help or "",
            tuple(map(str, action.choices)) if action.choices else (),
            action.nargs != 0,
            action.metavar in _TAKES_PATH,
        )
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction)
    ]
    return _Command(name, meaning, tuple(options))


_BASH_HEAD = r"""# bash completion for reader, made by `reader completion bash`
_reader() {
    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
    local command="" at options="" choices=""
    for ((at = 1; at < COMP_CWORD; at++)); do
        case "${COMP_WORDS[at]}" in
            --home) ((at++)) ;;
            -*) ;;
            *) command="${COMP_WORDS[at]}"; break ;;
        esac
    done
    case "$command:$before" in"""
_BASH_MIDDLE = r"""    esac
    if [[ -n "$choices" ]]; then
        COMPREPLY=($(compgen -W "$choices" -- "$word"))
        return
    fi
    case "$command" in"""
_BASH_END = r"""    esac
    COMPREPLY=($(compgen -W "$options" -- "$word"))
    if [[ "$word" != -* ]]; then
        COMPREPLY+=($(compgen -f -- "$word"))
    fi
}
complete -o filenames -F _reader reader"""


def _bash(commands: list[_Command], flags: tuple[_Option, ...]) -> Iterator[str]:
    top = " ".join([*(each.name for each in commands), *_Command("", "", flags).flags])
    yield _BASH_HEAD
    for each in commands:
        for option, choices in each.values.items():
            if option:
                yield f'        {each.name}:{option}) choices="{" ".join(choices)}" ;;'
    yield _BASH_MIDDLE
    yield f'        "") options="{top}" ;;'
    for each in commands:
        words = [*each.flags, *each.values.get("", ())]
        yield f'        {each.name}) options="{" ".join(words)}" ;;'
    yield _BASH_END


def _zsh(commands: list[_Command], flags: tuple[_Option, ...]) -> Iterator[str]:
    yield from ("#compdef reader", "", "_reader() {", "    local -a commands", "    commands=(")
    for each in commands:
        yield f"        {shlex.quote(f'{each.name}:{each.meaning}')}"
    yield from ("    )", "    local context state line", "    _arguments -C \\")
    for option in flags:
        yield from (f"        {spec} \\" for spec in _zsh_specs(option))
    yield from (
        "        '1: :->command' \\",
        "        '*:: :->rest'",
        '    case "$state" in',
        "        command) _describe -t commands command commands; _files ;;",
        "        rest)",
        '            case "${words[1]}" in',
    )
    for each in commands:
        specs = [spec for option in each.options for spec in _zsh_specs(option)]
        yield f"                {each.name}) _arguments {' '.join(specs)} ;;"
    yield from (
        "                *) _files ;;",
        "            esac ;;",
        "    esac",
        "}",
        "",
        '_reader "$@"',
    )


def _zsh_specs(option: _Option) -> Iterator[str]:
    meaning = re.sub(r"([\[\]:\\])", r"\\\1", option.meaning)
    value = f"({' '.join(option.choices)})" if option.choices else ""
    value = value or ("_files" if option.takes_path else " ")
    if option.is_positional:
        yield shlex.quote(f"*:{meaning}:{value}")
    for name in option.names:
        tail = f":value:{value}" if option.takes_value else ""
        yield shlex.quote(f"{name}[{meaning}]{tail}")


def _fish(commands: list[_Command], flags: tuple[_Option, ...]) -> Iterator[str]:
    yield "# fish completion for reader, made by `reader completion fish`"
    names = " ".join(each.name for each in commands)
    none_yet = f'"not __fish_seen_subcommand_from {names}"'
    for option in flags:
        yield from _fish_lines(option, none_yet)
    for each in commands:
        yield f"complete -c reader -n {none_yet} -a {each.name} -d {_fish_quote(each.meaning)}"
        for option in each.options:
            yield from _fish_lines(option, f'"__fish_seen_subcommand_from {each.name}"')


def _fish_lines(option: _Option, condition: str) -> Iterator[str]:
    if option.is_positional:
        if option.choices:
            yield f"complete -c reader -n {condition} -f -a {_fish_quote(' '.join(option.choices))}"
        return
    parts = ["complete -c reader", f"-n {condition}"]
    for name in option.names:
        parts.append(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}")
    if option.choices:
        parts.append(f"-x -a {_fish_quote(' '.join(option.choices))}")
    elif option.takes_value:
        parts.append("-r" if option.takes_path else "-x")
    yield " ".join([*parts, f"-d {_fish_quote(option.meaning)}"])


def _fish_quote(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
