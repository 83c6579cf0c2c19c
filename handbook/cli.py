"""Knows the commands: what a person may type, and how the answer and the exit code come out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook import checks
from handbook.build import Refused, build
from handbook.finding import errors, render, summary
from handbook.project import CannotWork, Project


def main() -> None:
    p = argparse.ArgumentParser(prog="handbook")
    sub = p.add_subparsers(dest="verb", required=True)
    c = sub.add_parser("check"); c.add_argument("--format", default="text")
    b = sub.add_parser("build"); b.add_argument("--site-dir", type=Path, default=Path("site")); b.add_argument("--variables", type=Path); b.add_argument("--draft", action="store_true")
    a = p.parse_args()
    try:
        if a.verb == "check":
            _, findings = checks.check(Project.find())
            print(render(findings, a.format)); print(summary(findings), file=sys.stderr)
            sys.exit(1 if errors(findings) else 0)
        built = build(Project.find(variables=a.variables), a.site_dir, draft=a.draft)
        print(render(built.findings, "text"))
    except Refused as r:
        print(render(r.findings, "text")); print(summary(r.findings)); sys.exit(1)
    except CannotWork as e:
        print(e, file=sys.stderr); sys.exit(2)
