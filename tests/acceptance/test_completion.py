"""`liftrun completion`: what real shells make of a Tab, and whether the scripts are those of this parser."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.cli import manual
from service.cli.commands.completion import SCRIPTS
from service.cli.main import main
from tests.shells import is_there, shell

TAB = "\t"

COMPLETED = {
    f"pl{TAB}": ["plan"],
    f"why-{TAB}lower 'Tue 18:00'": ["why-not", "lower", "Tue 18:00"],
    f"google logi{TAB}--no-b{TAB}": ["google", "login", "--no-browser"],
    f"plan --goal mus{TAB}": ["plan", "--goal", "muscle"],
    f"plan --busy work{TAB}": ["plan", "--busy", "work.ics"],
    f"serve --log-format js{TAB}": ["serve", "--log-format", "json"],
    f"feed ro{TAB}": ["feed", "roll"],
    f"rules rest-{TAB}": ["rules", "rest-days"],
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_tab_completes_commands_options_words_and_files(name: str, tmp_path: Path) -> None:
    if not is_there(name):
        pytest.skip(
            f"{name} is not installed, so nothing is known of its completion; `make test` installs it"
        )
    (tmp_path / "work.ics").touch()
    with shell(name, SCRIPTS[name], tmp_path) as sitting:
        assert {keys: sitting.ran(f"liftrun {keys}") for keys in COMPLETED} == COMPLETED


@pytest.mark.parametrize("name", SCRIPTS)
def test_it_prints_the_script(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", name]) == 0
    assert capsys.readouterr().out == SCRIPTS[name].read_text()


def test_of_another_shell_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "bash, zsh, fish" in capsys.readouterr().err


def test_a_script_is_printed_without_loading_what_is_slow() -> None:
    asked = "import sys; from service.cli.main import main; main(['completion', 'fish']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "argparse" in loaded
    assert loaded & {"fastapi", "icalendar", "ortools", "pydantic", "rich", "shtab", "sqlalchemy"} == set()


def test_what_is_made_from_the_parser_is_fresh() -> None:
    for file, text in manual.made():
        assert file.read_text(encoding="utf-8") == text, "run `make manual`"
