"""Installs Liftrun from a wheel of the files that Docker gets, away from this project."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, from home."""
        environment = self.environment
        done = subprocess.run(
            words, cwd=self.home, env=environment, capture_output=True, text=True, check=False, timeout=120
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
