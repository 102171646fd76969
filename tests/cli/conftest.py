"""Homes for the program: an empty one, and one with a few articles of our own."""

from pathlib import Path

import pytest

from tests.cli.program import Program

CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture
def reader(tmp_path: Path) -> Program:
    """The program with nothing kept yet."""
    return Program(tmp_path / "home")


@pytest.fixture
def library(reader: Program) -> Program:
    """The program with the small corpus imported."""
    reader("import", CORPUS)
    return reader
