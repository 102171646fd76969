"""The house: imports go down only, and opening the command line loads nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent / "reader"
LAYERS = [
    "__init__ article errors",
    "settings",
    "text",
    "formats library",
    "search ingest export",
    "app",
    "cli",
    "__main__",
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names.split()}


def imported(path: Path) -> set[str]:
    """Every module a file imports, `from` ones with the name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_imports_point_down() -> None:
    for path in ROOT.rglob("*.py"):
        here = path.relative_to(ROOT).parts[0].removesuffix(".py")
        assert here in RANK, f"{path} is in no layer"
        for name in imported(path):
            package, *rest = name.split(".")
            assert package != "sqlite3" or here == "library", f"{path} imports sqlite3"
            assert package != "textual" or here == "app", f"{path} imports textual"
            if package == "reader" and rest and rest[0] in RANK and rest[0] != here:
                assert RANK[rest[0]] < RANK[here], f"{path} imports {name}"


def test_files_can_be_held_in_the_head() -> None:
    for path in ROOT.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, f"{path} is too long"


def test_the_command_line_loads_nothing_heavy() -> None:
    heavy = {"textual", "numpy", "ftfy", "rapidfuzz", "sqlite3"}
    code = f"import sys, reader.cli; sys.exit(', '.join({heavy} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert not done.returncode, done.stderr


def test_only_the_outermost_edge_catches_everything() -> None:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                names = ast.dump(node.type) if node.type else "bare"
                broad = names == "bare" or "'Exception'" in names or "'BaseException'" in names
                last = node.body[-1]
                passes_on = isinstance(last, ast.Raise) and last.exc is None
                is_edge = path.relative_to(ROOT).as_posix() == "cli/main.py"
                assert not broad or passes_on or is_edge, path
