"""Each question of `handbook doctor` in both answers, on a real clone with a real server; its advice, typed once, leads out."""

from __future__ import annotations

import os
import re
import shlex
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from handbook import doctor
from handbook.core.optional_parts import TYPST
from handbook.core.project import Project
from handbook.doctor import copy as copies
from handbook.doctor import program
from handbook.doctor.model import State
from handbook.new import origin
from handbook.new.origin import Origin
from tests.support.examined import World, publish
from tests.support.handbooks import ODD, ROOT
from tests.support.publishing import bare, clone, commit, git, revise

SINCE: State = "niet ingesteld"
OLD: State = "verouderd"
UNSEEN: State = "niet te zien"
GITHUB = "git@github.com:proefhuis/handboek.git"
GITLAB = "https://gitlab.proefhuis.test/hr/handboek.git"
FORGEJO = "https://codeberg.org/proefhuis/handboek"
DAILY = ".github/workflows/daily.yml"


@pytest.fixture
def made(sound: World, tmp_path: Path) -> World:
    return sound.copied(tmp_path / "wereld")


def test_a_sound_handbook_has_nothing_to_do(sound: World) -> None:
    answers = sound.answers()
    assert {name: answer for name, answer in answers.items() if answer.to_do} == {}
    assert {name for name, answer in answers.items() if answer.state == UNSEEN} == {"reservekopie", "website"}


@dataclass(frozen=True)
class Case:
    """What goes wrong, the question that sees it, and whether what is to be typed mends it; `typed` stands for placeholders in that."""

    name: str
    wrong: Callable[[World], None]
    state: State
    mends: bool = True
    typed: tuple[tuple[str, str], ...] = ()
    says: str = ""


def _shallow(made: World) -> None:
    git(made.root.parent, "clone", "--quiet", "--depth=1", "--no-single-branch", made.server.as_uri(), str(made.folder / "ondiep"))
    made.root.rename(made.folder / "oud")
    (made.folder / "ondiep").rename(made.root)
    git(made.root, "config", "user.name", "Tester")
    git(made.root, "config", "user.email", "tester@proefhuis.test")


def _narrow(made: World) -> None:
    git(made.root, "config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main")


def _partial(made: World) -> None:
    git(made.root, "config", "remote.origin.promisor", "true")


def _newer(made: World) -> None:
    other = clone(made.server, made.folder / "ander")
    (other / "nieuw.txt").write_text("nieuw", "utf-8")
    commit(other, "nieuw")
    git(other, "push", "--quiet", "origin", "main")


def _capitals(made: World) -> None:
    git(made.root, "config", "core.ignorecase", "true")


def _no_archive(made: World) -> None:
    for ref in git(
        made.root, "for-each-ref", "--format=%(refname)", "refs/heads/gh-pages", "refs/remotes/origin/gh-pages", "refs/tags"
    ).split():
        git(made.root, "update-ref", "-d", ref)


def _only_tags(made: World) -> None:
    _no_archive(made)
    git(made.root, "fetch", "--quiet", "origin", "refs/tags/*:refs/tags/*", "--no-tags")
    git(made.server, "update-ref", "-d", "refs/heads/gh-pages")


def _ahead(made: World) -> None:
    publish(made, "2026-01-01.2", sent=False)


def _behind(made: World) -> None:
    other = clone(made.server, made.folder / "ander")
    (made.server / "hooks/pre-receive").rename(made.server / "hooks/uit")
    git(other, "fetch", "--quiet", "origin", "gh-pages:gh-pages")
    git(other, "worktree", "add", "--quiet", str(made.folder / "pages"), "gh-pages")
    (made.folder / "pages/meer.txt").write_text("meer", "utf-8")
    git(made.folder / "pages", "add", "--all")
    git(made.folder / "pages", "commit", "--quiet", "--message", "meer")
    git(other, "push", "--quiet", "origin", "gh-pages")


def _apart(made: World) -> None:
    _behind(made)
    _ahead(made)
    git(made.root, "fetch", "--quiet", "origin")


def _first_push(made: World) -> None:
    (made.server / "hooks/pre-receive").rename(made.server / "hooks/uit")
    for ref in git(made.server, "for-each-ref", "--format=%(refname)", "refs/heads/gh-pages", "refs/tags").split():
        git(made.server, "update-ref", "-d", ref)


def _tag(made: World) -> None:
    git(made.root, "tag", "--delete", "revisie/2026-01-01")


def _tag_everywhere(made: World) -> None:
    _tag(made)
    git(made.server, "tag", "--delete", "revisie/2026-01-01")


def _adopted(made: World) -> None:
    revise(made.root, "2026-06-01")
    commit(made.root, "nog een")
    git(made.root, "push", "--quiet", "origin", "main")


def _moved(made: World) -> None:
    made.change("variables.yml", "https://handboek.proefhuis.test/", "https://regels.proefhuis.test/")
    commit(made.root, "verhuisd")
    git(made.root, "push", "--quiet", "origin", "main")


def _unguarded(made: World) -> None:
    (made.server / "hooks/pre-receive").unlink()


def _asleep(made: World) -> None:
    (made.server / "hooks/pre-receive").chmod(0o644)


def _another_hook(made: World) -> None:
    (made.server / "hooks/pre-receive").write_text("#!/bin/sh\nexec /opt/iets\n", "utf-8")


def _unchecked(made: World) -> None:
    git(made.server, "config", "--unset", "receive.fsckObjects")


def _another_day(made: World) -> None:
    publish(made, "2026-12-01")
    made.seen["day"] = date(2026, 12, 2)


def _signing(made: World) -> str:
    """A key, a version that is signed by it, and the file in which it may be listed."""
    key = made.folder / "sleutel"
    if not key.exists():
        made.follow((f"ssh-keygen -q -t ed25519 -N '' -C handboek -f {key}",))
    for name, value in (("gpg.format", "ssh"), ("user.signingkey", str(key))):
        git(made.root, "config", name, value)
    publish(made, "2026-01-01.2")
    return f"hr@proefhuis.test {(made.folder / 'sleutel.pub').read_text('utf-8')}"


def _listed(made: World, options: str = "") -> None:
    name, _, key = _signing(made).partition(" ")
    (made.folder / "lijst").write_text(f"{name} {options}{key}", "utf-8")
    git(made.root, "config", "gpg.ssh.allowedSignersFile", str(made.folder / "lijst"))


def _keyless(made: World) -> None:
    _listed(made)
    git(made.root, "config", "--unset", "user.signingkey")


def _one_bare(made: World) -> None:
    _listed(made)


def _unlisted(made: World) -> None:
    _signing(made)
    (made.root / "handboek.pub").write_text((made.folder / "sleutel.pub").read_text("utf-8"), "utf-8")


def _ending(made: World) -> None:
    _listed(made, 'valid-before="20261201" ')


def _mistake(made: World) -> None:
    made.write("docs/index.md", "+\n\n[weg](weg.md)\n")


def _example(made: World) -> None:
    made.change("variables.yml", 'naam: "Proefhuis B.V."', 'naam: "Voorbeeld B.V."')


def _late(made: World) -> None:
    made.write("docs/gegevens/eigenaars.yml", "docs: {eigenaar: hr, nagekeken: 2025-01-01, maanden: 12}\n")


def _pinned(made: World, line: str) -> None:
    made.write("programma.txt", f"# Het programma\n{line}\n")


def _began(made: World, files: dict[str, bytes]) -> None:
    """The organisation keeps what was handed out to it."""
    _pinned(made, "x")
    (made.root / origin.PATH).parent.mkdir(exist_ok=True)
    (made.root / origin.PATH).write_bytes(Origin("1", "1", files).packed())


def _engine(made: World, *tags: str) -> str:
    """A repository that the program could come from, with these tags."""
    server = bare(made.folder / "programma.git")
    other = clone(server, made.folder / "programma")
    commit(other, "begin", silent=True)
    for tag in tags:
        git(other, "tag", tag)
    git(other, "push", "--quiet", "--tags", "origin", "HEAD:main")
    return f"social-media-handbook @ git+{server.as_uri()}"


def _schema(made: World) -> None:
    made.write("variables.schema.json", "{}\n")


def _on(address: str, *and_then: Callable[[World], None]) -> Callable[[World], None]:
    def wrong(made: World) -> None:
        made.hosted(address)
        for one in and_then:
            one(made)

    return wrong


def _writes(name: str, old: str, new: str) -> Callable[[World], None]:
    return lambda made: made.change(name, old, new)


def _drops(name: str) -> Callable[[World], None]:
    return lambda made: (made.root / name).unlink()


def _dropped(name: str) -> Callable[[World], None]:
    def wrong(made: World) -> None:
        (made.root / name).unlink()
        commit(made.root, "weg")

    return wrong


def _unnamed(made: World) -> None:
    git(made.root, "config", "--unset", "user.name")


def _unsent(made: World) -> None:
    git(made.server, "update-ref", "-d", "refs/heads/main")
    git(made.root, "update-ref", "-d", "refs/remotes/origin/main")


def _no_remote(made: World) -> None:
    git(made.root, "remote", "remove", "origin")


CASES = (
    Case("naam", _unnamed, SINCE),
    Case("geheel", _shallow, OLD),
    Case("geheel", _narrow, OLD),
    Case("geheel", _partial, OLD, mends=False, says="--filter"),
    Case("nieuwste", _newer, OLD),
    Case("nieuwste", _unsent, SINCE),
    Case("regeleinden", lambda made: made.follow(("git config core.autocrlf true",)), OLD),
    Case("hoofdletters", _capitals, OLD),
    Case("server", _no_remote, SINCE, typed=(("ADRES", f"../{'server.git'}"),)),
    Case("archief", _no_archive, OLD),
    Case("archief", _only_tags, OLD, mends=False, says="is weg"),
    Case("archief", _on(GITHUB, _no_archive), UNSEEN, mends=False),
    Case("gelijk", _ahead, OLD),
    Case("gelijk", _behind, OLD),
    Case("gelijk", _apart, OLD, mends=False, says="uit elkaar"),
    Case("gelijk", _first_push, OLD),
    Case("tags", _tag, OLD),
    Case("tags", _tag_everywhere, OLD, mends=False, says="restore"),
    Case("gepubliceerd", _adopted, OLD, mends=False, says="2026-06-01"),
    Case("adres", _moved, OLD),
    Case("bewaking", _unguarded, SINCE),
    Case("bewaking", _asleep, OLD),
    Case("bewaking", _another_hook, UNSEEN, mends=False),
    Case("bewaking", _on("ssh://git@git.proefhuis.test/h.git"), UNSEEN, mends=False, says="de git-server"),
    Case("ontvangst", _unchecked, SINCE),
    Case("goedkeurders", _writes("CODEOWNERS", "@proefhuis/beheer", "@voorbeeld/beheer"), SINCE, mends=False, says="@voorbeeld/beheer"),
    Case("goedkeurders", _on(GITLAB, _dropped("CODEOWNERS")), SINCE),
    Case("goedkeurders", _on(GITHUB, _drops("CODEOWNERS"), _drops(".github/CODEOWNERS")), SINCE, mends=False),
    Case("lekken", _on(GITLAB, _drops(".github/SECURITY.md")), SINCE, mends=False),
    Case("vandaag", _another_day, OLD),
    Case("elke-dag", lambda made: (made.machine / "etc/cron.d/handboek").unlink(), UNSEEN, mends=False, says="list-timers"),
    Case("elke-dag", _on(GITHUB, _dropped(".github/workflows/daily.yml")), SINCE),
    Case("elke-dag", _on(GITHUB, _drops(".github/workflows/daily.yml")), SINCE),
    Case("elke-dag", _on(GITHUB, _writes(".github/workflows/daily.yml", "    - cron", "    #- cron")), SINCE, mends=False, says="schedule"),
    Case("elke-dag", _on(FORGEJO, _writes(".forgejo/workflows/archive.yml", "on:\n", "on: [\n")), OLD),
    Case("elke-week", _on(GITHUB, _dropped(".github/workflows/review.yml")), SINCE),
    Case("publiceren", _on(GITHUB, _dropped(".github/workflows/publish.yml")), SINCE),
    Case("publiceren", _on(GITHUB, _writes(".github/workflows/publish.yml", "  push:\n", "  pull_request:\n"), _writes("variables.yml", "  aanspreekvorm: u", "  aanspreekvorm: u\n  publiceren: samenvoegen")), OLD, mends=False, says="publiceren: knop"),
    Case("ondertekenen", _keyless, SINCE, mends=False, says="user.signingkey"),
    Case("ondertekend", _one_bare, OLD, mends=False, says="revisie/2026-01-01"),
    Case("ondertekenaars", _unlisted, SINCE),
    Case("verlopen", _ending, OLD, mends=False, says="1 december 2026"),
    Case("fouten", _mistake, OLD, mends=False, says="1 fout"),
    Case("voorbeeld", _example, SINCE, mends=False, says="van het voorbeeld: 2"),
    Case("eigenaars", _drops("docs/gegevens/eigenaars.yml"), SINCE, mends=False),
    Case("nakijken", _late, OLD, mends=False, says="handbook review"),
    Case("vastgezet", lambda made: _pinned(made, _engine(made)), SINCE, mends=False, says="apenstaartje"),
    Case("vastgezet", lambda made: _pinned(made, f"{_engine(made)}@main"), OLD, mends=False, says="main"),
    Case("vastgezet", lambda made: _pinned(made, f"./programma/x.whl --hash=sha256:{'0' * 64}"), OLD, mends=False, says="x.whl"),
    Case("draait", lambda made: _pinned(made, f"{_engine(made)}@v0.7.0"), UNSEEN, mends=False, says="make .venv/site"),
    Case("nieuw", lambda made: _pinned(made, f"{_engine(made, 'v0.7.0', 'v0.10.0', 'anders')}@v0.7.0"), OLD, mends=False, says="programma.git@v0.10.0"),
    Case("nieuw", lambda made: _pinned(made, "h @ git+https://git.proefhuis.test/h@v0.7.0"), UNSEEN, mends=False, says="--online"),
    Case("nieuw", lambda made: _pinned(made, f"{_engine(made, 'v0.7.0')}@v0.7.0"), "in orde"),
    Case("python", lambda made: made.seen.update(day=date(2031, 1, 1)), OLD, mends=False, says="niet meer bijgehouden"),
    Case("meegegeven", lambda made: made.write("programma.txt", "# macros/, overrides/ en docs/stijl/ komen uit versie 0.1.0.\nh @ git+https://a.test/b@v1\n"), OLD, mends=False, says="versie 0.1.0"),
    Case("meegegeven", lambda made: _pinned(made, "x"), SINCE, mends=False, says="herkomst.zip"),
    Case("meegegeven", _on(GITHUB, lambda made: made.write(DAILY, "+\n#\n"), lambda made: _began(made, {DAILY: (made.root / DAILY).read_bytes()})), OLD, mends=False, says="daily.yml"),
    Case("meegegeven", _on(GITHUB, lambda made: _began(made, {}), lambda made: made.write(DAILY, "+\n#\n")), "in orde", says="Zelf veranderd: .github/workflows/daily.yml"),
    Case("schema", _schema, OLD),
    Case("wijzigen", _on(GITHUB), SINCE, mends=False, says="https://github.com/proefhuis/handboek/tree/main"),
    Case("wijzigen", _on(GITHUB, _writes("variables.yml", "  aanspreekvorm: u", '  aanspreekvorm: u\n  wijzigen: "https://github.com/oud/handboek/tree/main"')), OLD, mends=False, says="oud/handboek"),
    Case("andere-hosts", _on(GITHUB), OLD),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{case.name}-{case.state.replace(' ', '-')}-{n}" for n, case in enumerate(CASES)])
def test_what_is_wrong_is_seen_and_its_advice_leads_out(made: World, case: Case) -> None:
    case.wrong(made)
    answer = made.answer(case.name)
    assert answer and answer.state == case.state, answer
    assert case.says in " ".join((answer.found, answer.step, *answer.commands)), answer
    if case.state != "in orde":
        assert answer.step
        if case.mends and answer.commands:
            commands = answer.commands
            for placeholder, value in case.typed:
                commands = tuple(command.replace(placeholder, value) for command in commands)
            made.follow(commands)
            after = made.answer(case.name)
            assert after and after.state == "in orde", after


HOSTED = {
    GITHUB: {
        "nieuwste": "met: handbook doctor --online",
        "gelijk": "handbook doctor --online",
        "bewaking": "gh api repos/proefhuis/handboek/rulesets",
        "hoofdtekst": "rules/branches/main",
        "akkoord": "publicatie vraagt akkoord",
        "lekken": "private-vulnerability-reporting",
    },
    GITLAB: {
        "bewaking": "Protected branches",
        "hoofdtekst": "Protected branches",
        "akkoord": "HANDBOEK_TOKEN",
        "elke-dag": "DOE = activate",
        "elke-week": "DOE = review",
    },
    FORGEJO: {"bewaking": "Settings, Branches", "hoofdtekst": "akkoord van een ander", "akkoord": "HANDBOEK_TOKEN"},
    "ssh://git@git.proefhuis.test/h.git": {"bewaking": "de git-server", "elke-dag": ""},
}
"""What a host alone can tell, and how somebody looks there."""


@pytest.mark.parametrize("address", HOSTED)
def test_of_a_host_nothing_is_claimed_that_only_it_can_tell(made: World, address: str) -> None:
    made.hosted(address)
    answers = made.answers()
    for name, says in HOSTED[address].items():
        answer = answers[name]
        assert says in " ".join((answer.found, answer.step, *answer.commands)), answer
        assert not answer.to_do
        if name != "nieuwste" and says:
            assert answer.state == UNSEEN and answer.found, answer


def test_every_question_has_been_answered_both_ways(sound: World) -> None:
    """What is asked of a host alone can only be unseen; what needs another machine has its test below."""
    apart = {"leesbaar", "git-versie", "ruimte", "toegankelijk", "reservekopie", "pakketten", "onderdelen", "website"}
    names = [one.name for group in doctor.GROUPS for one in group.examinations]
    assert len({*names}) == len(names)
    assert {case.name for case in CASES if case.state != "in orde"} | {*HOSTED[GITHUB]} | apart == {*names}
    assert all(one.question.endswith("?") for group in doctor.GROUPS for one in group.examinations)


def test_files_that_nobody_can_make_here_are_told_before_a_publication_fails(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Een versie is er alleen als website." in made.answers()["onderdelen"].found
    made.change("variables.yml", "handboek:\n", "handboek:\n  documenten: [pdf, text]\n")
    assert made.answers()["onderdelen"].state == "in orde"
    # As Python says that a package is not there.
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = made.answers()["onderdelen"]
    assert (answer.state, answer.commands) == (SINCE, (TYPST.command,))
    made.change("variables.yml", "[pdf, text]", "[text]")
    assert made.answers()["onderdelen"].state == "in orde"


def test_a_folder_that_git_may_not_read_says_how(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(made.folder / "gitconfig"))
    answers = made.answers()
    assert answers["leesbaar"].state == SINCE and "archief" not in answers
    made.follow(answers["leesbaar"].commands)
    assert made.answers()["leesbaar"].state == "in orde"


def test_a_folder_without_git_says_so_and_still_looks_at_the_text(made: World) -> None:
    (made.root / ".git").rename(made.folder / "weg")
    answers = made.answers()
    assert (answers["leesbaar"].state, answers["fouten"].state) == (SINCE, "in orde")
    git(made.root, "init", "--quiet")
    assert made.answers()["leesbaar"].state == "in orde"


def test_a_server_that_does_not_answer_is_no_reason_to_do_anything(made: World) -> None:
    """Nobody listens on port 1 of this computer."""
    git(made.root, "remote", "set-url", "origin", "https://127.0.0.1:1/hr/handboek.git")
    _pinned(made, "h @ git+https://127.0.0.1:1/h@v0.7.0")
    made.seen["online"] = True
    for name in ("gelijk", "nieuw"):
        answer = made.answer(name)
        assert answer and answer.state == UNSEEN and "antwoordt niet" in answer.found, answer


def test_a_server_that_says_nothing_is_not_waited_for(made: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It takes the connection, and is silent until it hangs up by itself; over ssh nobody is asked for the word of a key."""
    monkeypatch.setattr("handbook.archive.git.PATIENCE_S", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hung_up = threading.Timer(20, silent.close)
        hung_up.start()
        _pinned(made, f"h @ git+http://127.0.0.1:{silent.getsockname()[1]}/h@v0.7.0")
        made.seen["online"] = True
        answer = made.answer("nieuw")
        hung_up.cancel()
    assert answer and answer.state == UNSEEN and "too slow" in answer.found, answer
    ssh = tmp_path / "bin/ssh"
    ssh.parent.mkdir()
    ssh.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/gevraagd\nexit 255\n', "utf-8")
    ssh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{ssh.parent}{os.pathsep}{os.environ['PATH']}")
    git(made.root, "remote", "set-url", "origin", "ssh://git@git.proefhuis.test/hr/handboek.git")
    answer = made.answer("gelijk")
    assert answer and "antwoordt niet" in answer.found
    assert "BatchMode=yes -o ConnectTimeout=1" in (tmp_path / "gevraagd").read_text("utf-8")


def test_what_is_to_be_typed_holds_the_name_of_a_folder_as_it_is(made: World) -> None:
    git(made.root, "config", "remote.origin.promisor", "true")
    odd = made.root.rename(made.root.with_name(ODD))
    answer = copies.whole(doctor.Seen(Project.find(odd), date.fromisoformat("2026-11-01")))
    assert shlex.split(answer.commands[0])[-1] == f"{ODD}-heel"


def test_an_old_git_a_full_disk_and_other_packages_are_told(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no test can bring about for real: the limits move instead."""
    monkeypatch.setattr(copies, "KNOWN_GIT", (99, 0))
    monkeypatch.setattr(copies, "ROOM", 1 << 62)
    answers = made.answers()
    assert (answers["git-versie"].state, answers["ruimte"].state) == (OLD, OLD)


def test_where_more_stands_is_there() -> None:
    """Every place in deploy/ that a step leads to; of pages for HR the content tests know."""
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "handbook/doctor").glob("*.py"))
    pages = {*re.findall(r'"(deploy/\w+\.md)(?=[#"])', text)}
    assert pages and all((ROOT / page).is_file() for page in pages)
    headings = {page: {_anchor(line) for line in (ROOT / page).read_text("utf-8").splitlines() if line.startswith("#")} for page in pages}
    for place in re.findall(r"#([a-z][a-z-]+)\"", text):
        assert any(place in found for found in headings.values()), place


def _anchor(line: str) -> str:
    return re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")


def test_what_another_python_needs_is_not_asked_for_here() -> None:
    lock = 'a==2 ; python_version >= "3" \\\n    --hash=sha256:1\na==1 ; python_version < "3" \\\nb-c==1.2 \\\nd==3 ; sys_platform == "other"\n'
    assert program.needed(lock) == {"a": "2", "b-c": "1.2"}
