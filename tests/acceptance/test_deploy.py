"""The files in deploy/ are linted, parsed, built and compared with the program."""

import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from service.cli.main import _parser
from tests.guides import commands
from tests.installed import ROOT, Installed, context, installed, wheel
from tests.radicale_server import free_port

DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "liftrun.service"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
GUIDES = sorted(DEPLOY.glob("*.md"))
BIN = Path(sys.executable).parent
LONGEST_STOP = 10

HELD_SHUT = {
    "CapabilityBoundingSet": "",
    "LockPersonality": "yes",
    "MemoryDenyWriteExecute": "yes",
    "NoNewPrivileges": "yes",
    "PrivateDevices": "yes",
    "PrivateTmp": "yes",
    "ProtectHome": "yes",
    "ProtectSystem": "strict",
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
    "UMask": "0077",
}


def _instructions() -> list[tuple[str, str]]:
    """The Dockerfile as instruction and rest, each on one line."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Dockerfile").read_text(), flags=re.MULTILINE)
    pairs = (line.partition(" ") for line in text.replace("\\\n", " ").splitlines())
    return [(word, rest.strip()) for word, _, rest in pairs if word]


def _said(word: str) -> list[str]:
    return [rest for each, rest in _instructions() if each == word]


def _healthcheck() -> list[str]:
    (said,) = _said("HEALTHCHECK")
    command: list[str] = json.loads(said.partition("CMD ")[2])
    return command


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return context(tmp_path_factory.mktemp("context"))


@pytest.fixture(scope="module")
def package(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel(sources, tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def data(package: Path, tmp_path: Path) -> Installed:
    """The package installed, with an empty /data."""
    home = tmp_path / "data"
    home.mkdir()
    return installed(package, tmp_path / "package", home)


def test_the_linter_finds_nothing_in_the_dockerfile() -> None:
    done = subprocess.run(
        [BIN / "hadolint", DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_what_the_dockerfile_copies_is_sent_to_docker(sources: Path) -> None:
    copied = [name for rest in _said("COPY") if "--from" not in rest for name in shlex.split(rest)[:-1]]
    assert copied
    assert [name for name in copied if not (sources / name).exists()] == []
    assert not [*sources.rglob("__pycache__"), *sources.rglob(".git"), *sources.rglob("*.db")]


def test_the_image_runs_as_nobody_special_and_takes_signals_itself() -> None:
    user = _said("USER")[-1]
    assert user.split(":")[0].isdigit()
    assert user.split(":")[0] != "0"
    for word in ("ENTRYPOINT", "CMD"):
        assert isinstance(json.loads(_said(word)[-1]), list)


def test_everything_the_image_installs_is_pinned() -> None:
    installs = [
        part
        for rest in _said("RUN")
        for part in rest.split("&&")
        if " install " in f" {part} " and "pip" in part
    ]
    assert installs
    for line in installs:
        assert "--require-hashes" in line or "--no-index" in line, line
    assert not re.search(r"https?://", (DEPLOY / "Dockerfile").read_text())


def test_what_builds_the_package_is_pinned_as_for_the_tests() -> None:
    def pins(file: Path) -> set[str]:
        joined = file.read_text().replace("\\\n", " ")
        return {" ".join(line.split()) for line in joined.splitlines() if re.match(r"[a-z]", line)}

    building = pins(DEPLOY / "requirements-build.txt")
    assert any(line.startswith("hatchling==") for line in building)
    assert building <= pins(ROOT / "requirements-dev.txt")


def test_the_package_holds_every_file_of_ours(sources: Path, package: Path) -> None:
    with zipfile.ZipFile(package) as opened:
        names = set(opened.namelist())
    ours = {
        str(file.relative_to(sources))
        for room in ("service", "integrations")
        for file in (sources / room).rglob("*")
        if file.is_file()
    }
    assert ours <= names
    for needed in ("service/web/templates/", "service/web/static/", "service/storage/migrations/versions/"):
        assert any(name.startswith(needed) and not name.endswith("/") for name in ours), needed
    shared = {name.partition("/data/share/liftrun/")[2] for name in names} - {""}
    assert shared == {
        "config.example.toml",
        *(str(file.relative_to(sources)) for file in (sources / "deploy").rglob("*") if file.is_file()),
    }
    strangers = {name.partition("/")[0] for name in names} - {"service", "integrations"}
    assert all(name.startswith("liftrun-") for name in strangers), strangers


def _health(data: Installed, port: int) -> int:
    """What the image's own check says of a service on this port."""
    python, *words = _healthcheck()
    assert python == "python"
    asked = [word.replace("8765", str(port)) for word in words]
    return data.run(sys.executable, *asked, check=False).returncode


def _settings(data: Installed) -> dict[str, str]:
    """What the image sets, with another folder in the place of /data."""
    pairs = (pair.partition("=") for rest in _said("ENV") for pair in shlex.split(rest))
    return {name: value.replace("/data", str(data.home)) for name, _, value in pairs if name != "PATH"}


def test_the_image_s_command_serves_says_it_is_well_and_stops(data: Installed) -> None:
    port = free_port()
    assert _health(data, port) != 0
    (entry,), command = (json.loads(_said(word)[-1]) for word in ("ENTRYPOINT", "CMD"))
    words = [str(port) if word == "8765" else word for word in command]
    with data.running(entry, *words, **_settings(data)) as process:
        until = time.monotonic() + 120
        while _health(data, port):
            said = (data.home / "output.txt").read_text()
            assert process.poll() is None, said
            assert time.monotonic() < until, said
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=LONGEST_STOP) == 0
    assert (data.home / "liftrun.db").exists()
    assert "Traceback" not in (data.home / "output.txt").read_text()
    assert _health(data, port) != 0


def test_compose_gives_the_service_nothing_it_does_not_need() -> None:
    for name, service in COMPOSE["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    ours = COMPOSE["services"]["liftrun"]
    assert "cap_add" not in ours
    assert ours["volumes"] == ["data:/data"]
    assert "data" in COMPOSE["volumes"]
    # Only this machine finds the port itself; others come by the proxy.
    assert [port for port in ours["ports"] if not port.startswith("127.0.0.1:")] == []
    assert (DEPLOY / ours["build"]["context"] / ours["build"]["dockerfile"]).samefile(DEPLOY / "Dockerfile")


def test_compose_asks_after_health_as_the_image_does() -> None:
    assert COMPOSE["services"]["liftrun"]["healthcheck"]["test"] == ["CMD", *_healthcheck()]


def test_caddy_comes_only_when_asked_for_and_from_the_address_that_is_trusted() -> None:
    caddy = COMPOSE["services"]["caddy"]
    assert caddy["profiles"] == ["caddy"]
    assert f'"{caddy["networks"]["inner"]["ipv4_address"]}"' in (DEPLOY / "reverse-proxy.md").read_text()
    mounted = [volume.split(":")[0] for volume in caddy["volumes"] if volume.startswith("./")]
    assert mounted
    assert all((DEPLOY / name).is_file() for name in mounted)


def _unit() -> dict[str, str]:
    parser = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT)
    return dict(parser["Service"])


def test_the_unit_holds_shut_what_it_does_not_need() -> None:
    said = _unit()
    assert {name: said.get(name) for name in HELD_SHUT} == HELD_SHUT
    assert said["User"] not in {"", "root"}
    assert int(said["TimeoutStopSec"]) <= LONGEST_STOP
    assert "SystemCallFilter=@system-service\n" in UNIT.read_text()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd-analyze")
@pytest.mark.parametrize("words", [("verify",), ("security", "--offline=true", "--threshold=15")])
def test_systemd_finds_nothing_to_say_of_the_unit(words: tuple[str, ...]) -> None:
    command = ["systemd-analyze", *words, str(UNIT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_guides_name_commands_at_all() -> None:
    named = {words[0] for guide in GUIDES for words in commands(guide)}
    assert {"init", "serve", "feed", "backup", "restore", "doctor"} <= named


def test_what_starts_the_service_is_a_command() -> None:
    for line in (
        " ".join(json.loads(_said("CMD")[-1])),
        _unit()["ExecStart"].rpartition("/liftrun ")[2].rstrip("'"),
    ):
        assert _parser().parse_args(shlex.split(line)).run.__module__ == "service.cli.commands.serve"


def test_files_that_the_guides_name_are_there() -> None:
    for guide in GUIDES:
        for name in re.findall(r"`((?:deploy/)?[\w.-]+\.(?:service|sh|md|yaml))`", guide.read_text()):
            assert (DEPLOY / name.removeprefix("deploy/")).exists(), f"{guide.name}: {name}"
