"""The command line: arguments in, an exit code out. Importing this loads nothing."""

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from reader.cli.main import run

    return run(argv)
