"""Reads the commands out of what the program says, and does literally what it advises."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

from tests.support.fork import handbook

COMMAND = re.compile(r"\w: ((?:git|handbook|chmod) .+?)(?=\.(?:\s|$)|$)", re.MULTILINE)
"""How every sentence introduces what to type; the command ends with the sentence."""


def commands(said: str) -> list[str]:
    """What the sentences say to type, in their order, each once."""
    return [*dict.fromkeys(found.strip() for found in COMMAND.findall(said))]


def follow(here: Path, said: str) -> list[str]:
    """Types every command of the sentences in the folder `here`; gives what was typed, with what it answered."""
    return [f"$ {command}\n{typed(here, command)}" for command in commands(said)]


def typed(here: Path, command: str) -> str:
    """What a command line answers; one of ours in a process that has everything loaded, any other in a shell."""
    if command.startswith("handbook "):
        done = handbook(here, *shlex.split(command)[1:])
    else:
        done = subprocess.run(["bash", "-c", command], cwd=here, check=False, capture_output=True, text=True)
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return f"{done.stdout}{done.stderr}exit {done.returncode}"
