"""The keys that seal and open what is kept secret; they never stand in the database."""

import os
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkstemp

from cryptography.fernet import Fernet, InvalidToken

from service.errors import VaultLocked

VARIABLE = "LIFTRUN_KEY"


class Keys:
    """The keys of the environment, or else those of a file that nobody else may read.

    Shape: several are parted by commas or spaces; the first seals, all of them open.
    Errors: VaultLocked when there are none, or others may read the file.
    """

    def __init__(self, environment: Mapping[str, str], file: Path) -> None:
        self._environment = environment
        self._file = file

    def seal(self, secret: str) -> bytes:
        """The secret as only a key can read it; the file is made when there is no key yet."""
        if not self._environment.get(VARIABLE, "").strip():
            self._make_file()
        return self._all()[0].encrypt(secret.encode(errors="surrogatepass"))

    def open(self, sealed: bytes) -> tuple[str, bool]:
        """What was sealed, and whether it was with the first of the keys.

        Errors: InvalidToken when it was with none of them.
        """
        for place, key in enumerate(self._all()):
            try:
                return key.decrypt(sealed).decode(errors="surrogatepass"), place == 0
            except InvalidToken:
                continue
        raise InvalidToken

    def place(self) -> str:
        """Where they are found.

        Errors: VaultLocked when they cannot be used.
        """
        self._all()
        return (
            f"the environment ({VARIABLE})"
            if self._environment.get(VARIABLE, "").strip()
            else str(self._file)
        )

    def _all(self) -> Sequence[Fernet]:
        given = self._environment.get(VARIABLE, "").strip()
        text, place = (given, VARIABLE) if given else (self._text(), str(self._file))
        try:
            keys = [Fernet(key) for key in re.split(r"[\s,]+", text) if key]
        except ValueError:
            # Not from the error, which speaks of what it was given.
            raise VaultLocked(reason=f"what {place} holds is no key") from None
        if not keys:
            raise VaultLocked(reason=f"{place} holds no key")
        return keys

    def _text(self) -> str:
        try:
            mode = self._file.stat().st_mode
            if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                hint = f"Keep it to yourself: chmod 600 {self._file}"
                raise VaultLocked(reason=f"others may read the key in {self._file}", hint=hint)
            return self._file.read_text(encoding="ascii")
        except FileNotFoundError as error:
            raise VaultLocked(reason=f"there is no key in {self._file}") from error
        except OSError as error:
            raise self._unusable(error) from error
        except UnicodeDecodeError:
            raise VaultLocked(reason=f"what {self._file} holds is no key") from None

    def _make_file(self) -> None:
        """See to it that there is a key file; of two processes that make one at once, one wins."""
        if self._file.exists():
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, draft = mkstemp(prefix=f".{self._file.name}.", dir=self._file.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(Fernet.generate_key() + b"\n")
                    file.flush()
                    os.fsync(file.fileno())
                self._file.hardlink_to(draft)
            finally:
                Path(draft).unlink()
        except FileExistsError:
            return
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> VaultLocked:
        return VaultLocked(reason=f"{self._file}: {(error.strerror or str(error)).lower()}")


def usual_keys() -> Keys:
    """The keys of whoever says nothing else."""
    from platformdirs import user_config_path

    return Keys(os.environ, user_config_path("liftrun", appauthor=False) / "key")
