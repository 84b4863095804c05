"""Reads the JSON files of the Google Cloud console: an OAuth client and a service account's key."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from integrations.google.api_error import GoogleError
from integrations.google.settings import AUTH_URI, REVOKE_URI, TOKEN_URI, GoogleAccess


@dataclass(frozen=True)
class OAuthClient:
    """Liftrun's OAuth client and the endpoints that it uses."""

    client_id: str
    client_secret: str
    auth_uri: str
    token_uri: str


def oauth_client(access: GoogleAccess) -> OAuthClient:
    """Reads the OAuth client from `client_file`; endpoints in the configuration take precedence.

    Errors: Trouble when no file is configured, or it cannot be read or is no file of an OAuth client.
    """
    if access.client_file is None:
        hint = "Set client_file in [google] to the file of an OAuth client for desktop applications."
        raise GoogleError("the configuration names no client_file", hint=hint)
    said = _contents(access.client_file)
    client = said.get("installed") or said.get("web")
    if not isinstance(client, dict) or not client.get("client_id"):
        hint = "Download the file of an OAuth client for desktop applications from the Google Cloud console."
        raise GoogleError(f"{access.client_file.name} is no file of an OAuth client", hint=hint)
    return OAuthClient(
        client_id=str(client["client_id"]),
        client_secret=str(client.get("client_secret", "")),
        auth_uri=access.auth_uri or client.get("auth_uri") or AUTH_URI,
        token_uri=access.token_uri or client.get("token_uri") or TOKEN_URI,
    )


def service_account(access: GoogleAccess) -> dict[str, Any]:
    """Reads the service account's key; a token endpoint in the configuration takes precedence.

    Shape: `access.service_account` must be set.
    Errors: Trouble when the file cannot be read or is no JSON.
    """
    assert access.service_account is not None  # noqa: S101  # callers check this first
    said = _contents(access.service_account)
    return {**said, "token_uri": access.token_uri or said.get("token_uri") or TOKEN_URI}


def revoke_uri(access: GoogleAccess) -> str:
    """The endpoint that revokes a login."""
    return access.revoke_uri or REVOKE_URI


def _contents(file: Path) -> dict[str, Any]:
    hint = "Check the file's name in [google]."
    try:
        said = json.loads(file.expanduser().read_bytes())
    except OSError as error:
        raise GoogleError(f"{file.name} cannot be read", hint=hint) from error
    except ValueError as error:
        raise GoogleError(f"{file.name} is no JSON", hint=hint) from error
    return said if isinstance(said, dict) else {}
