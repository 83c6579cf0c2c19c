"""LibreOffice without a screen, for tests that ask whether another word processor reads a document as we mean it."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

MISSING = "LibreOffice is not here; install Debian's libreoffice-writer-nogui"
LIMIT_S = 180

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{}</script:module>
"""
BASIC = """
Sub Resolve(source As String, target As String, action As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" & action, "", 0, Array())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "Text"
  document.storeToURL(target, filter())
  document.close(True)
End Sub
"""


def _start(profile: Path, *arguments: str) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip(MISSING)
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def pdf(docx: bytes, folder: Path) -> Path:
    """The document as LibreOffice prints it. Skips the test where it is not installed."""
    source = folder / "document.docx"
    source.write_bytes(docx)
    _start(folder / "profile", "--convert-to", "pdf", "--outdir", str(folder), str(source))
    return source.with_suffix(".pdf")


def resolved(docx: bytes, action: str, folder: Path) -> list[str]:
    """The lines of the document after `AcceptAllTrackedChanges` or `RejectAllTrackedChanges`, with the numbers that are counted."""
    profile = folder / "profile"
    basic = profile / "user/basic/Standard"
    if not basic.is_dir():
        # The first start makes the profile, with an empty program of its own.
        _start(profile, "--terminate_after_init")
        (basic.parent / "script.xlc").write_text(LIBRARIES, "utf-8")
        (basic / "script.xlb").write_text(LIBRARY, "utf-8")
        (basic / "Module1.xba").write_text(MODULE.format(escape(BASIC)), "utf-8")
    source, target = folder / f"{action}.docx", folder / f"{action}.txt"
    source.write_bytes(docx)
    _start(profile, f'macro:///Standard.Module1.Resolve("{source.as_uri()}","{target.as_uri()}","{action}")')
    return target.read_text("utf-8-sig").splitlines()
