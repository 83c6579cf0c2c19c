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


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EBUSY, errno.ENAMETOOLONG])
def test_what_the_computer_refuses_has_a_way_out(number: int) -> None:
    told = system_errors.refusal(OSError(number, "English", "map/protocol.docx"))
    assert told and told.startswith(f"Het is niet gelukt: {system_errors.WORDS[number]} (map/protocol.docx). ") and told.endswith(".")


def test_what_may_be_a_mistake_of_this_program_is_left_to_show_itself() -> None:
    assert not any(system_errors.refusal(OSError(number, "English")) for number in (errno.ENOENT, errno.EINVAL, errno.EPIPE, None))


def test_every_way_out_belongs_to_words() -> None:
    assert system_errors.WAYS_OUT.keys() <= system_errors.WORDS.keys()
