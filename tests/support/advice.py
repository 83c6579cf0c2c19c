"""Reads the commands out of what the program says, and does literally what it advises."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

from tests.support.fork import handbook

COMMAND = re.compile(r"\w: ((?:git|handbook|chmod) .+?)(?=\.(?:\s|$)|$)", re.MULTILINE)
"""How every sentence introduces what to type; the command ends with the sentence."""


def commands(said: str) -> list[str]:
    """What the sentences say to type, in their order, each once."""
    return [*dict.fromkeys(found.strip() for found in COMMAND.findall(said))]


def follow(here: Path, said: str) -> list[str]:
    """Types every command of the sentences in the folder `here`, and what a `verify` among them says to type; gives what was typed, with the answers."""
    done = []
    for command in commands(said):
        answer = typed(here, command)
        done.append(f"$ {command}\n{answer}")
        if command.startswith("handbook verify"):
            done += [f"$ {further}\n{typed(here, further)}" for further in commands(answer)]
    return done


def typed(here: Path, command: str, today: str = "") -> str:
    """What a command line answers; one of ours in a process that has everything loaded, any other in a shell."""
    day: dict[str, Any] = {"HANDBOEK_VANDAAG": today} if today else {}
    if command.startswith("handbook "):
        done = handbook(here, *shlex.split(command)[1:], **day)
    else:
        told = {**os.environ, **day}
        done = subprocess.run(["bash", "-c", command], cwd=here, env=told, check=False, capture_output=True, text=True)
    assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
    return f"{done.stdout}{done.stderr}exit {done.returncode}"
