"""`liftrun --version` prints the installed version."""

from importlib.metadata import version

import pytest

from service.cli.main import main


def test_it_says_the_version_that_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert not ended.value.code
    assert capsys.readouterr().out == f"liftrun {version('liftrun')}\n"
