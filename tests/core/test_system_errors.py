"""What the operating system says, in Dutch."""

from __future__ import annotations

import errno
import socket
from urllib.error import URLError

import pytest

from handbook.core import system_errors


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "de schijf is vol"),
        (PermissionError(errno.EACCES, "Permission denied"), "u heeft daar de rechten niet voor"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "die naam bestaat niet op het internet"),
        (TimeoutError("timed out"), "er kwam geen antwoord"),
        (OSError(errno.EXFULL, "Exchange full"), "het systeem meldt: Exchange full"),
        (URLError("odd"), "het systeem meldt: <urlopen error odd>"),
    ],
)
def test_what_is_common_is_said_in_dutch_and_what_is_rare_says_whose_words_it_are(error: OSError, said: str) -> None:
    assert system_errors.said(error) == said
