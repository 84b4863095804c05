"""The contract of every Vault."""

import pytest

from service.ports.vault import Vault


class VaultContract:
    """Inherit from it and give an empty `vault`, a `twin` of it, and that of a `stranger`."""

    def test_holds_nothing_at_first(self, vault: Vault) -> None:
        assert vault.secret("google") is None
        assert vault.names() == ()

    @pytest.mark.parametrize("secret", ["token", "", "pässwörd 🏋", "\ud800\0"])
    def test_gives_back_what_it_keeps(self, vault: Vault, twin: Vault, secret: str) -> None:
        vault.keep("google", secret)
        assert twin.secret("google") == secret

    def test_keeps_the_latest(self, vault: Vault, twin: Vault) -> None:
        vault.keep("google", "first")
        vault.keep("google", "second")
        assert twin.secret("google") == "second"

    def test_names_what_it_keeps_in_order(self, vault: Vault, twin: Vault) -> None:
        for name in ("google", "caldav:b.example", "Caldav:A.example"):
            vault.keep(name, "secret")
        assert twin.names() == ("Caldav:A.example", "caldav:b.example", "google")

    def test_discards(self, vault: Vault, twin: Vault) -> None:
        vault.keep("google", "secret")
        vault.keep("caldav", "another")
        vault.discard("google")
        vault.discard("never kept")
        assert twin.secret("google") is None
        assert twin.names() == ("caldav",)

    def test_keeps_athletes_apart(self, vault: Vault, stranger: Vault) -> None:
        stranger.keep("google", "theirs")
        assert vault.secret("google") is None
        vault.discard("google")
        assert stranger.secret("google") == "theirs"
