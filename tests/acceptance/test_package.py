"""The package by itself: built as for a registry, installed by pip beside what it requires, and used."""

import os
import re
import shutil
import time
import zipfile
from contextlib import ExitStack
from dataclasses import replace
from email.parser import Parser
from http.client import HTTPConnection
from ipaddress import ip_address
from pathlib import Path

import pytest

from service.cli.commands.completion import SCRIPTS
from service.cli.manual import PAGE
from tests.guides import lines, tracked
from tests.installed import ROOT, Alone, alone, source_package, wheel
from tests.radicale_server import free_port

AT_ONCE = ("service/cli/README.md", "service/prescription/README.md")
"""The guides whose lines work for somebody with nothing but the package and a calendar."""

WITH_A_SERVICE = ("README.md", "service/sync/README.md", "service/web/README.md", "deploy/README.md")
"""Those whose lines are typed one after another; the first sets up the service that the others use."""

NOT_HERE = ("make ", "pipx ", "uv ")
"""What builds or installs: the package is installed already, `make` is tried by whoever runs the tests."""

ANSWERS = "balanced\nintermediate\nEurope/Berlin\ndemo.ics\n22:30-06:00\n"

ABOUT = 0.25
"""How far a number that is said with "about" may be from the true one, on any machine and Python."""

PAGES = ("/", "/history", "/subscribe", "/settings", "/healthz", "/readyz", "/api/v1/openapi.json")

SHARED = {
    "config.example.toml": "share/liftrun/config.example.toml",
    **{name: f"share/liftrun/{name}" for name in tracked("deploy")},
    **{name: name.replace("service/cli/", "", 1) for name in tracked("service/cli/share")},
}
"""Where files lie in an environment into which the package is installed."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made of the sources as they are given out."""
    return wheel(source_package(tmp_path_factory.mktemp("sources")), tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def newcomer(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Alone:
    """Somebody who has installed it, and has the calendar that `make demo` leaves behind."""
    folder = tmp_path_factory.mktemp("newcomer")
    home = folder / "home"
    home.mkdir()
    new = alone(package, folder / "environment", home)
    new.run("python", "-m", "service.cli.demo")
    return new


def test_the_wheel_holds_every_file_that_git_knows(package: Path) -> None:
    with zipfile.ZipFile(package) as opened:
        names = {name.partition(".data/data/")[2] or name for name in opened.namelist()}
    added = {name for name in names if name.startswith("liftrun-")}
    assert names - added == {*tracked("service", "integrations"), *SHARED.values()}
    assert {name.rpartition("dist-info/")[2] for name in added} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }


def test_it_says_what_it_is_and_under_which_licence(package: Path) -> None:
    with zipfile.ZipFile(package) as opened:
        (name,) = (name for name in opened.namelist() if name.endswith("METADATA"))
        said = Parser().parsestr(opened.read(name).decode())
        licence = opened.read(name.replace("METADATA", "licenses/LICENSE"))
    assert (said["Name"], said["License-Expression"], said["License-File"]) == ("liftrun", "MIT", "LICENSE")
    assert licence == (ROOT / "LICENSE").read_bytes()
    assert said["Requires-Python"] == ">=3.11"
    assert said.get_payload() == (ROOT / "README.md").read_text()


def test_an_installation_has_the_manual_page_the_completions_and_what_deploys(newcomer: Alone) -> None:
    for name, place in SHARED.items():
        assert (newcomer.folder / place).read_bytes() == (ROOT / name).read_bytes()
    for shell, script in SCRIPTS.items():
        assert newcomer.run("liftrun", "completion", shell).stdout == script.read_text()
    assert (newcomer.folder / "share" / "man" / "man1" / "liftrun.1").read_text() == PAGE.read_text()
    assert newcomer.run("liftrun", "--version").stdout.startswith("liftrun ")
    assert newcomer.run("liftrun", "rules", "rest-days").stdout.startswith("rest-days\n")


def _said(pattern: str) -> float:
    """The number that README.md says."""
    (number,) = re.findall(pattern, " ".join((ROOT / "README.md").read_text().split()))
    return float(number)


def test_it_takes_as_much_room_as_the_readme_says(newcomer: Alone) -> None:
    walk = os.walk(newcomer.folder / "lib", followlinks=True)
    files = (Path(folder, name) for folder, _, names in walk for name in names)
    octets = sum(file.stat().st_size for file in files)
    assert octets / 1e6 == pytest.approx(_said(r"about (\d+) MB installed"), rel=ABOUT)


def _is_as_heavy_as_said(process: int) -> None:
    """Whether the service takes no more memory than README.md says; only Linux tells how much it takes."""
    status = Path(f"/proc/{process}/status")
    if status.exists():
        (kilobytes,) = re.findall(r"VmRSS:\s+(\d+) kB", status.read_text())
        assert int(kilobytes) / 1e3 < _said(r"about (\d+) MB of memory") * (1 + ABOUT)


def _typed(guide: str) -> list[str]:
    """The lines that a guide tells people to type, but for those that build or install."""
    return [line for line in lines(ROOT / guide) if not line.startswith(NOT_HERE)]


@pytest.mark.parametrize("guide", AT_ONCE)
def test_what_a_guide_tells_to_type_works_at_once(guide: str, newcomer: Alone) -> None:
    typed = _typed(guide)
    assert any(line.startswith("liftrun plan") for line in typed)
    for line in typed:
        newcomer.run("sh", "-c", line)


def _ask(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def _is_up(port: int) -> bool:
    try:
        return _ask(port, "/readyz") == 200
    except OSError:
        return False


def test_whoever_follows_the_readme_gets_a_service_that_plans_by_itself(newcomer: Alone) -> None:
    home, port = newcomer.home.with_name("served"), free_port()
    home.mkdir()
    shutil.copy(newcomer.home / "demo.ics", home)
    person = replace(newcomer, home=home)
    with ExitStack() as services:
        for line in (line for guide in WITH_A_SERVICE for line in _typed(guide)):
            if line.startswith("liftrun init"):
                person.run("sh", "-c", line, typed=ANSWERS)
                _settle(home / "config.toml", port)
            elif not line.startswith("liftrun serve"):
                assert person.run("sh", "-c", line).stdout, line
            elif not _is_up(port):
                service = services.enter_context(person.running(*line.partition("#")[0].split()))
                _wait_until_up(person, port)
        assert {path: _ask(port, path) for path in PAGES} == dict.fromkeys(PAGES, 200)
        for file in tracked("service/web/static"):
            assert _ask(port, f"/static/{Path(file).name}") == 200
        _is_as_heavy_as_said(service.pid)
    assert "BEGIN:VEVENT" in (home / "mine.ics").read_text()
    _is_by_itself(newcomer)


def _settle(config: Path, port: int) -> None:
    """Name a target, and a port that nobody else has on this machine."""
    config.write_text(f'{config.read_text()}\n[serve]\nport = {port}\n\n[[target]]\nics = "mine.ics"\n')


def _is_by_itself(newcomer: Alone) -> None:
    """Whether all that was run opened nothing of this project's, and reached nobody but this machine."""
    opened = newcomer.told("open")
    ours = {str(Path(name).relative_to(newcomer.folder)) for name in opened if str(newcomer.folder) in name}
    for part in (
        "service/web/templates/week.html",
        "service/storage/migrations/",
        "service/rules/CATALOGUE.md",
    ):
        assert any(part in name for name in ours), part
    assert [name for name in opened if name.startswith(str(ROOT)) and ".venv" not in name] == []
    reached = newcomer.told("reach")
    assert reached
    assert {name for name in reached if not ip_address(name).is_loopback} == set()


def _wait_until_up(newcomer: Alone, port: int) -> None:
    until = time.monotonic() + 60
    while not _is_up(port):
        assert time.monotonic() < until, (newcomer.home / "output.txt").read_text()
        time.sleep(0.1)
