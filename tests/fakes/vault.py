"""A Vault in memory."""


class FakeVault:
    """A Vault that forgets everything with its process."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def secret(self, name: str) -> str | None:
        return self._secrets.get(name)

    def keep(self, name: str, secret: str) -> None:
        self._secrets[name] = secret

    def discard(self, name: str) -> None:
        self._secrets.pop(name, None)

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._secrets))
