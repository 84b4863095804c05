"""Where the encryption keys come from, and the messages when they do not fit."""

import stat
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from service.errors import VaultLocked
from service.storage.database import Database
from service.storage.keys import Keys, usual_keys
from service.storage.stores.vault import DatabaseVault
from service.storage.tables import SecretRow

OLD, NEW = (urlsafe_b64encode(letter * 32).decode() for letter in (b"o", b"n"))
SECRET = "hush"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "key"


def _vault(database: Database, athlete: str, file: Path, key: str = "") -> DatabaseVault:
    return DatabaseVault(database, athlete, Keys({"LIFTRUN_KEY": key}, file))


def _sealed(database: Database, athlete: str, name: str = "google") -> bytes:
    with database.reading() as session:
        row = session.get(SecretRow, (athlete, name))
        assert row
        return row.sealed


def test_a_key_file_is_made_when_it_is_needed(database: Database, athlete: str, file: Path) -> None:
    vault = _vault(database, athlete, file)
    assert vault.secret("google") is None
    assert vault.names() == ()
    assert not file.parent.exists()
    vault.keep("google", SECRET)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]
    key = file.read_bytes()
    vault.keep("caldav", SECRET)
    assert file.read_bytes() == key
    assert _vault(database, athlete, file).secret("google") == SECRET


def test_what_is_kept_does_not_show_the_secret(database: Database, athlete: str, file: Path) -> None:
    vault = _vault(database, athlete, file, NEW)
    vault.keep("google", SECRET)
    sealed = _sealed(database, athlete)
    assert SECRET.encode() not in sealed
    assert Fernet(NEW).decrypt(sealed) == SECRET.encode()
    assert not file.parent.exists()


def test_the_environment_goes_before_the_file(database: Database, athlete: str, file: Path) -> None:
    _vault(database, athlete, file).keep("google", SECRET)
    _vault(database, athlete, file, NEW).keep("google", "other")
    assert Fernet(NEW).decrypt(_sealed(database, athlete)) == b"other"


@pytest.mark.parametrize("between", [",", " ", ", ", "\n"])
def test_a_secret_moves_to_the_first_key_when_it_is_asked_for(
    database: Database, athlete: str, file: Path, between: str
) -> None:
    _vault(database, athlete, file, OLD).keep("google", SECRET)
    both = f"{NEW}{between}{OLD}"
    assert _vault(database, athlete, file, both).secret("google") == SECRET
    moved = _sealed(database, athlete)
    assert Fernet(NEW).decrypt(moved) == SECRET.encode()
    assert _vault(database, athlete, file, both).secret("google") == SECRET
    assert _sealed(database, athlete) == moved
    assert _vault(database, athlete, file, NEW).secret("google") == SECRET


def test_a_key_that_does_not_fit(database: Database, athlete: str, file: Path) -> None:
    _vault(database, athlete, file, OLD).keep("google", SECRET)
    with pytest.raises(VaultLocked, match="google was sealed with another key") as locked:
        _vault(database, athlete, file, NEW).secret("google")
    assert "LIFTRUN_KEY" in locked.value.hint
    _is_told_without_secrets(locked.value)


def test_a_key_that_is_gone(database: Database, athlete: str, file: Path) -> None:
    _vault(database, athlete, file).keep("google", SECRET)
    file.unlink()
    with pytest.raises(VaultLocked, match="there is no key in"):
        _vault(database, athlete, file).secret("google")
    assert not file.exists()


@pytest.mark.parametrize("key", [f"{OLD[:-2]}", "hush!", f"{OLD},hush", ",", "clé"])
def test_what_is_no_key(database: Database, athlete: str, file: Path, key: str) -> None:
    with pytest.raises(VaultLocked, match="LIFTRUN_KEY holds") as locked:
        _vault(database, athlete, file, key).keep("google", SECRET)
    _is_told_without_secrets(locked.value)
    assert locked.value.__cause__ is None
    file.parent.mkdir()
    file.write_text(key, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(VaultLocked, match="key holds") as locked:
        _vault(database, athlete, file).keep("google", SECRET)
    _is_told_without_secrets(locked.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read(database: Database, athlete: str, file: Path, mode: int) -> None:
    vault = _vault(database, athlete, file)
    vault.keep("google", SECRET)
    file.chmod(mode)
    with pytest.raises(VaultLocked, match="others may read the key") as locked:
        vault.secret("google")
    assert f"chmod 600 {file}" in locked.value.hint
    with pytest.raises(VaultLocked, match="others may read the key"):
        vault.keep("google", "other")


def test_a_place_for_no_key(database: Database, athlete: str, file: Path) -> None:
    file.parent.touch()
    with pytest.raises(VaultLocked, match=r"not a directory|file exists"):
        _vault(database, athlete, file).keep("google", SECRET)


def test_the_usual_key_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("LIFTRUN_KEY", raising=False)
    usual_keys().seal(SECRET)
    assert [file.name for file in (tmp_path / "liftrun").iterdir()] == ["key"]
    monkeypatch.setenv("LIFTRUN_KEY", NEW)
    assert Fernet(NEW).decrypt(usual_keys().seal(SECRET)) == SECRET.encode()


def _is_told_without_secrets(error: VaultLocked) -> None:
    told = f"{error} {error.hint} {error!r}"
    assert not any(secret in told for secret in (SECRET, OLD, OLD[:-2], NEW))
