"""The keys that seal and open the secrets in the vault; they are never stored in the database."""

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
    """The keys in the environment or, without them, those in a file that only its owner may read.

    Shape: several keys are separated by commas or spaces; the first one seals, each of them opens.
    Errors: VaultLocked when there is no key, or others may read the file.
    """

    def __init__(self, environment: Mapping[str, str], file: Path) -> None:
        self._environment = environment
        self._file = file

    def seal(self, secret: str) -> bytes:
        """Seal a secret with the first key; without any key, a key file is created."""
        if not self._environment.get(VARIABLE, "").strip():
            self._make_file()
        return self._all()[0].encrypt(secret.encode(errors="surrogatepass"))

    def open(self, sealed: bytes) -> tuple[str, bool]:
        """Open a sealed secret; also returns whether the first key had sealed it.

        Errors: InvalidToken when none of the keys opens it.
        """
        for place, key in enumerate(self._all()):
            try:
                return key.decrypt(sealed).decode(errors="surrogatepass"), place == 0
            except InvalidToken:
                continue
        raise InvalidToken

    def place(self) -> str:
        """Where the keys come from, in words for a message.

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
            # Without its cause, whose message may contain the key.
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
        """Create the key file if it is missing; of two processes that create it at once, the first wins."""
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
    """The keys of this process: from its environment, or from the default key file."""
    from platformdirs import user_config_path

    return Keys(os.environ, user_config_path("liftrun", appauthor=False) / "key")
