"""What tests share for a whole run: the sample organisation with its site and its archives, and a running browser."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from handbook.core.project import Project
from tests.support import browser as chromium
from tests.support import compiled, fence, memory, once, own_cache, packing
from tests.support.fork import handbook as command
from tests.support.handbooks import SAMPLE, draw
from tests.support.scheduling import pytest_xdist_make_scheduler
from tests.support.soaking import SOAK

__all__ = ["pytest_xdist_make_scheduler"]

settings.register_profile("ci", max_examples=80, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
settings.register_profile("soak", max_examples=5_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
settings.load_profile("soak" if SOAK else "ci")

# With one's own name in git's settings a test would pass here and fail on a machine without.
os.environ |= {"GIT_CONFIG_GLOBAL": str(Path(__file__).with_name("support") / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}

own_cache.use()
memory.use()
fence.install()
packing.remember()
compiled.remember()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Engine tests, with their fixtures, keep away from our own content and from the day."""
    with fence.around(item.path):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """What is compiled now is kept beside what pytest remembers of its last run."""
    # Who runs with `-p no:cacheprovider` has none.
    cache = getattr(session.config, "cache", None)
    if not cache:
        return (yield)
    with compiled.kept(cache.mkdir("compiled")):
        return (yield)


def pytest_collection_finish() -> None:
    """Thousands of tests stay as long as this process: to look through them for garbage again and again took a twentieth of its time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """What a module reads while it is imported counts too."""
    with fence.around(collector.path):
        return (yield)


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """A copy of the sample organisation, to change."""
    return draw(tmp_path / "handboek", of=SAMPLE)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation, for all tests that only read it."""
    return draw(tmp_path_factory.mktemp("voorbeeld") / "handboek", of=SAMPLE)


@pytest.fixture(scope="session")
def sample_site(sample: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample, built once for all tests that only read or copy it."""

    def fill(folder: Path) -> None:
        done = command(sample, "build", "--site-dir", str(folder / "site"))
        assert done.returncode == 0, done.stdout + done.stderr

    return once.made(request, tmp_path_factory, "site", fill) / "site"


@pytest.fixture(scope="session")
def every_state(sample: Path, sample_site: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of tests/support/states.py, drawn once for all tests that only read or copy it."""
    from tests.support import states

    project = Project.find(sample)
    return once.made(request, tmp_path_factory, "standen", lambda folder: states.draw(folder / "archief", project, sample_site)) / "archief"


@pytest.fixture(scope="session")
def proven(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of tests/support/proving.py, drawn once for all files that copy it."""
    # Imported here: most tests need no mike.
    from tests.support.proving import archive
    from tests.support.publishing import git

    def fill(folder: Path) -> None:
        # A copy of one file is quicker made than one of two hundred.
        git(archive(folder / "project"), "repack", "-a", "-d", "--quiet")

    return once.made(request, tmp_path_factory, "bewezen", fill) / "project"


@pytest.fixture(scope="session")
def on_branch(every_state: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of tests/support/states.py on a branch, and its export in `www` beside it: drawn and packed once for all files that copy them."""
    from tests.support.web import exported, published

    def fill(folder: Path) -> None:
        exported(published(every_state, folder / "archief"), folder / "www")

    return once.made(request, tmp_path_factory, "web", fill) / "archief"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One running Chromium for the tests of a file."""
    with chromium.opened() as running:
        yield running
