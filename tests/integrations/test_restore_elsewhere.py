"""Backups hold what the configuration names, and fit a machine on which the files lie elsewhere."""

from pathlib import Path

import pytest

from service.athletes.directory import AthleteDirectory
from service.cli.main import main
from service.config.last_valid import copy_of
from service.errors import ConfigurationError
from service.storage.database import Database
from service.storage.stores.plan_store import DatabasePlanStore
from service.storage.stores.roster import DatabaseRoster
from service.storage.tables import RosterRow
from tests.builders import BERLIN as BERLIN_ZONE
from tests.versions import version

CONFIG = '[athlete]\nid = "{name}"\ntimezone = "Europe/Berlin"\n[storage]\ndatabase = "kept/mine.db"\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A service with its configuration, which names its database."""
    folder = tmp_path / "old machine"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "config.toml").write_text(CONFIG.format(name="robin"), encoding="utf-8")
    with Database.at("kept/mine.db") as database:
        DatabasePlanStore(database, "robin").add(version())
    return folder


def test_the_database_that_the_configuration_names(here: Path) -> None:
    assert main(["backup", "copy.db"]) == 0
    with Database.at("copy.db") as database:
        assert DatabasePlanStore(database, "robin").head()
    (here / "kept" / "mine.db").unlink()
    assert main(["restore", "copy.db"]) == 0
    with Database.at("kept/mine.db") as database:
        assert DatabasePlanStore(database, "robin").head()


def test_a_configuration_in_another_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here.parent)
    assert main(["backup", "copy.db", "--config", str(here / "config.toml")]) == 0
    with Database.at("copy.db") as database:
        assert DatabasePlanStore(database, "robin").head()


def test_a_broken_configuration_makes_no_backup_of_something_else(here: Path) -> None:
    (here / "config.toml").write_text("[athlete\n", encoding="utf-8")
    assert main(["backup", "copy.db"]) == 2
    assert not Path("copy.db").exists()
    assert main(["backup", "copy.db", "--database", "kept/mine.db"]) == 0


class TestOnAnotherMachine:
    @pytest.fixture
    def there(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The same folder on another machine, its database not yet restored; `anna` has a file of her own."""
        folder, away = here.parent / "new machine", here.parent / "away.toml"
        (here / "athletes").mkdir()
        for path, name in ((here / "athletes" / "anna.toml", "anna"), (away, "zoe")):
            path.write_text(CONFIG.format(name=name), encoding="utf-8")
            assert main(["athlete", "add", name, "--config", str(path)]) == 0
        assert main(["backup", "copy.db"]) == 0
        (here / "kept").rename(here.parent / "lost")
        here.rename(folder)
        away.unlink()
        monkeypatch.chdir(folder)
        return folder

    def test_files_of_the_services_own_folder_are_found(
        self, there: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        capsys.readouterr()
        assert main(["restore", "copy.db"]) == 0
        said = capsys.readouterr().err
        assert "zoe is planned for by" in said
        assert "`liftrun athlete file zoe FILE`" in said
        assert "anna" not in said
        with Database.at("kept/mine.db") as database:
            directory = AthleteDirectory(database, there / "config.toml", lambda: BERLIN_ZONE)
            assert directory.names() == ("anna", "robin", "zoe")
            assert directory.file_of("anna") == there / "athletes" / "anna.toml"
            assert directory.file_of("robin") == there / "config.toml"
            with database.reading() as session:
                rows = session.get(RosterRow, "anna"), session.get(RosterRow, "robin")
        assert [row and row.config for row in rows] == ["athletes/anna.toml", "config.toml"]

    def test_another_file_is_named_by_a_command(
        self, there: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["restore", "copy.db"]) == 0
        (there / "zoe.toml").write_text(CONFIG.format(name="zoe"), encoding="utf-8")
        assert main(["athlete", "file", "zoe", "zoe.toml"]) == 0
        assert main(["athlete", "file", "nobody", "zoe.toml"]) == 2
        assert main(["athlete", "file", "zoe", "none.toml"]) == 2
        capsys.readouterr()
        with Database.at("kept/mine.db") as database:
            files = {each.name: each.config for each in DatabaseRoster(database, there).every()}
        assert files["zoe"] == there / "zoe.toml"


class TestAFileThatIsBrokenAtTheStart:
    def directory(self, here: Path, database: Database, *, keeps_valid: bool) -> AthleteDirectory:
        return AthleteDirectory(database, here / "config.toml", lambda: BERLIN_ZONE, keeps_valid=keeps_valid)

    def test_a_service_goes_on_by_what_was_valid_when_it_ran_last(self, here: Path) -> None:
        with Database.at("kept/mine.db") as database:
            assert self.directory(here, database, keeps_valid=True).of("robin").athlete == "robin"
            (here / "config.toml").write_text("[athlete\n", encoding="utf-8")
            after = self.directory(here, database, keeps_valid=True)
            assert after.of("robin").athlete == "robin"
            assert after.has_invalid_file
            assert "config.toml" in after.trouble("robin")
            (here / "config.toml").write_text(CONFIG.format(name="robin"), encoding="utf-8")
            assert after.of("robin").athlete == "robin"
            assert not after.has_invalid_file

    def test_nobody_else_may_read_the_copy(self, here: Path) -> None:
        with Database.at("kept/mine.db") as database:
            self.directory(here, database, keeps_valid=True).of("robin")
        assert copy_of(here / "config.toml").stat().st_mode & 0o077 == 0

    def test_a_command_makes_no_copy_and_takes_none(self, here: Path) -> None:
        with Database.at("kept/mine.db") as database:
            self.directory(here, database, keeps_valid=False).of("robin")
            assert not copy_of(here / "config.toml").exists()
            (here / "config.toml").write_text("[athlete\n", encoding="utf-8")
            with pytest.raises(ConfigurationError):
                self.directory(here, database, keeps_valid=False).names()
