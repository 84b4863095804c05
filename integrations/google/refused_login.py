"""The reasons and hints for a Google login that failed."""

from collections.abc import Iterator
from contextlib import contextmanager

from integrations.google.api_error import GoogleError
from service.errors import LoginFailed

CHECK_CLIENT = "Download client_file again from the Google Cloud console, for a desktop application."
# By the error code in the redirect from the consent page.
REFUSED_CONSENT = {
    "access_denied": ("you did not allow it", "Log in again and choose to allow it."),
    "admin_policy_enforced": ("your organisation forbids it", "Ask its administrator."),
    "org_internal": ("the app is for members of one organisation", "Log in with an account of that one."),
    "invalid_scope": ("Google does not know a right that was asked for", CHECK_CLIENT),
    "redirect_uri_mismatch": ("the OAuth client is not one for desktop applications", CHECK_CLIENT),
}
# By the error code of the token endpoint.
REFUSED_CODE = {
    "invalid_grant": ("Google's answer was too old, or had been used before", "Log in again."),
    "invalid_client": ("Google does not know Liftrun's OAuth client", CHECK_CLIENT),
    "unauthorized_client": ("the OAuth client may not ask for logins", CHECK_CLIENT),
    "redirect_uri_mismatch": ("the OAuth client is not one for desktop applications", CHECK_CLIENT),
}


def failed(reason: str, hint: str | None = None) -> LoginFailed:
    """The LoginFailed error for this reason."""
    return LoginFailed(name="Google", reason=reason, hint=hint)


@contextmanager
def failing() -> Iterator[None]:
    """Turns Trouble during the login into LoginFailed."""
    try:
        yield
    except GoogleError as trouble:
        raise failed(trouble.reason, trouble.hint) from trouble
