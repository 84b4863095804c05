"""The [google] table: the credentials for Google, and the addresses of its servers."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, model_validator

from integrations.google.settings import API_ROOT, GoogleAccess
from service.config.tables.table import Table


def _url(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise ValueError("should begin with https://")
    return text.strip().rstrip("/")


Url = Annotated[str, AfterValidator(_url)]


class GoogleTable(Table):
    """The credential files from Google's console, and addresses for a server that replaces Google's."""

    client_file: str | None = None
    service_account: str | None = None
    testing: bool = False
    api_root: Url = API_ROOT
    auth_uri: Url | None = None
    token_uri: Url | None = None
    revoke_uri: Url | None = None

    @model_validator(mode="after")
    def _has_one_credential(self) -> "GoogleTable":
        if self.client_file and self.service_account:
            raise ValueError("should have client_file or service_account, not both")
        return self

    def access(self, folder: Path) -> GoogleAccess:
        """The settings for access to Google; relative paths start in `folder`."""
        return GoogleAccess(
            client_file=_path(folder, self.client_file),
            service_account=_path(folder, self.service_account),
            testing=self.testing,
            api_root=self.api_root,
            auth_uri=self.auth_uri or "",
            token_uri=self.token_uri or "",
            revoke_uri=self.revoke_uri or "",
        )


def _path(folder: Path, text: str | None) -> Path | None:
    return folder / Path(text).expanduser() if text else None
