"""Installs Liftrun from a wheel of the files that Docker gets, away from this project."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePath

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def context(folder: Path) -> Path:
    """What Docker would be sent of this project, as .dockerignore has it."""
    folder.mkdir(exist_ok=True)
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] not in {"", "#"}]
    assert lines[0] == "*", "what is not named must stay out"
    kept = [line.removeprefix("!") for line in lines if line.startswith("!")]
    left_out = [line.removeprefix("**/") for line in lines[1:] if not line.startswith("!")]
    for name in kept:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(*left_out))
        else:
            shutil.copy(source, target)
    return folder


def source_package(folder: Path) -> Path:
    """The sources as they are given out, unpacked."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)]
    subprocess.run(build, check=True, cwd=ROOT, capture_output=True)
    (made,) = folder.glob("*.tar.gz")
    shutil.unpack_archive(made, folder, filter="data")
    return folder / made.name.removesuffix(".tar.gz")


def wheel(sources: Path, folder: Path) -> Path:
    """The package built of these sources, without asking any registry."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, check=True, cwd=sources, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@dataclass(frozen=True)
class Installed:
    """The command of a package installed in a folder, for a person whose home is `home`."""

    folder: Path
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """What every command is started with: nothing of whoever runs the tests."""
        kept = {name: os.environ[name] for name in ("LANG", "TZ") if name in os.environ}
        paths = f"{self.folder / 'bin'}:{Path(sys.executable).parent}:{os.defpath}"
        return {**kept, "PATH": paths, "PYTHONPATH": str(self.folder), "HOME": str(self.home)}

    def run(self, *words: str, check: bool = True, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end, from home."""
        environment = self.environment
        done = subprocess.run(
            words,
            cwd=self.home,
            env=environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert not check or done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done

    @contextmanager
    def running(self, *words: str, **more: str) -> Iterator[subprocess.Popen[str]]:
        """A command that goes on meanwhile, and is ended if it has not ended by itself."""
        environment = {**self.environment, **more}
        log = self.home / "output.txt"
        with log.open("w") as output:
            process = subprocess.Popen(
                words, cwd=self.home, env=environment, stdout=output, stderr=subprocess.STDOUT, text=True
            )
            try:
                yield process
            finally:
                process.kill()
                process.wait()


def installed(made: Path, folder: Path, home: Path) -> Installed:
    """The wheel, installed in a folder of its own beside the libraries that the tests run with."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    pip += ["--no-deps", "--no-index", "--target", str(folder), str(made)]
    subprocess.run(pip, check=True, capture_output=True)
    return Installed(folder, home)


WATCHER = """
import os, sys
_log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

def _watch(event, told):
    if event == "open" and isinstance(told[0], str):
        os.write(_log, f"open {{told[0]}}\\n".encode(errors="replace"))
    elif event in ("socket.connect", "socket.sendto") and isinstance(told[1], tuple):
        os.write(_log, f"reach {{told[1][0]}}\\n".encode())
    elif event == "socket.getaddrinfo":
        os.write(_log, f"reach {{told[0]}}\\n".encode())

sys.addaudithook(_watch)
"""
"""Writes down what a Python opens and whom it wants to reach, before anything else is loaded."""


@dataclass(frozen=True)
class Alone(Installed):
    """A virtual environment with the wheel and what it requires, and nothing else."""

    log: Path

    @property
    def environment(self) -> dict[str, str]:
        """What every command is started with; nothing leads to this project or its tests."""
        kept = {name: os.environ[name] for name in ("LANG", "TZ") if name in os.environ}
        return {**kept, "PATH": f"{self.folder / 'bin'}:{os.defpath}", "HOME": str(self.home)}

    def told(self, word: str) -> set[str]:
        """What was opened ("open"), or who was to be reached ("reach"), by all that was run."""
        lines = (line.partition(" ") for line in self.log.read_text().splitlines())
        return {rest for first, _, rest in lines if first == word}


def alone(made: Path, folder: Path, home: Path) -> Alone:
    """The wheel in an environment of its own, installed by pip without asking any registry."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    for name in _required():
        _lend(name, packages)
    # Its requirements are there already; pip says so, or fails for want of a registry.
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--quiet"]
    pip += ["--disable-pip-version-check", "install", "--no-index", str(made)]
    subprocess.run(pip, check=True, capture_output=True)
    log = folder / "watched"
    (packages / "watcher.py").write_text(WATCHER.format(log=str(log)))
    (packages / "watcher.pth").write_text("import watcher\n")
    return Alone(folder, home, log)


def _required() -> list[str]:
    """What requirements.txt names for this machine."""
    text = (ROOT / "requirements.txt").read_text().replace("\\\n", " ")
    lines = (line.partition(" --hash")[0] for line in text.splitlines() if line[:1].isalnum())
    wanted = [Requirement(line.strip()) for line in lines]
    return [each.name for each in wanted if each.marker is None or each.marker.evaluate()]


def _lend(name: str, packages: Path) -> None:
    """Let an environment have a library that the tests run with."""
    library = distribution(name)
    for lent in {_whole(library, file) for file in library.files or () if ".." not in file.parts}:
        source, target = Path(str(library.locate_file(lent))), packages / lent
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(source.resolve())


def _whole(library: Distribution, file: PurePath) -> str:
    """The package that a file belongs to; the file itself where several libraries share the folder."""
    first = file.parts[0]
    return first if Path(str(library.locate_file(first)), "__init__.py").exists() else str(file)
