"""Why a login failed, in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from integrations.google.api_error import Trouble
from service.errors import LoginFailed

CHECK_CLIENT = "Download client_file again from the Google Cloud console, for a desktop application."
# By what Google says where the athlete consents.
REFUSED_CONSENT = {
    "access_denied": ("you did not allow it", "Log in again and choose to allow it."),
    "admin_policy_enforced": ("your organisation forbids it", "Ask its administrator."),
    "org_internal": ("the app is for members of one organisation", "Log in with an account of that one."),
    "invalid_scope": ("Google does not know a right that was asked for", CHECK_CLIENT),
    "redirect_uri_mismatch": ("the OAuth client is not one for desktop applications", CHECK_CLIENT),
}
# By what Google says where the consent is turned into a login.
REFUSED_CODE = {
    "invalid_grant": ("Google's answer was too old, or had been used before", "Log in again."),
    "invalid_client": ("Google does not know Liftrun's OAuth client", CHECK_CLIENT),
    "unauthorized_client": ("the OAuth client may not ask for logins", CHECK_CLIENT),
    "redirect_uri_mismatch": ("the OAuth client is not one for desktop applications", CHECK_CLIENT),
}


def failed(reason: str, hint: str | None = None) -> LoginFailed:
    """The error for that reason."""
    return LoginFailed(name="Google", reason=reason, hint=hint)


@contextmanager
def failing() -> Iterator[None]:
    """Turns trouble met on the way into LoginFailed."""
    try:
        yield
    except Trouble as trouble:
        raise failed(trouble.reason, trouble.hint) from trouble
