"""The program as a subprocess: arguments in, exit code and both streams out."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.terminal import PROGRAM, environment


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the program left."""

    code: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        return self.data.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.data)

    @property
    def lines(self) -> list[Any]:
        """JSON lines, split at line feeds alone, as a reader of them would."""
        return [json.loads(line) for line in self.data.split(b"\n") if line]


class Program:
    """The reader with a home of its own."""

    def __init__(self, home: Path, program: Sequence[str] = PROGRAM) -> None:
        self.home, self._program = home, program

    def __call__(
        self,
        *words: str | Path,
        stdin: bytes = b"",
        expect: int | None = 0,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> Ran:
        done = subprocess.run(
            [*self._program, *map(str, words)],
            input=stdin,
            capture_output=True,
            env=environment(self.home, **(env or {})),
            cwd=cwd,
            timeout=60,
        )
        ran = Ran(done.returncode, done.stdout, done.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        assert expect is None or ran.code == expect, (ran.code, ran.err, ran.out)
        return ran
