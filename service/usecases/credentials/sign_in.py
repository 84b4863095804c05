"""Signs an athlete in by their sign-in link, and checks and ends the sign-in session that follows."""

import secrets
from datetime import datetime, timedelta

from service.domain.token import Purpose, Token, digest_of
from service.ports.token_store import TokenStore

UNUSED = timedelta(days=30)
"""A session ends when it was not used for this long."""

AT_MOST = timedelta(days=365)
NOTED = timedelta(days=1)
"""How often the use of a session is stored; storing it for every page would cost a write each time."""


def link_with(secret: str, tokens: TokenStore) -> Token | None:
    """Returns the token of the sign-in link with this secret, or None."""
    token = tokens.find(digest_of(secret))
    return token if token and token.purpose is Purpose.SIGN_IN else None


def sign_in(secret: str, tokens: TokenStore, *, now: datetime, by: str) -> str | None:
    """Starts a sign-in session and returns its secret; None when `secret` belongs to no sign-in link.

    Shape: `secret` is that of the link. `by` is the browser's own name for itself.
    """
    link = link_with(secret, tokens)
    if link is None:
        return None
    made = secrets.token_urlsafe(32)
    session = Token(digest_of(made), link.athlete, Purpose.SESSION, now, ends_at=now + AT_MOST, seen_by=by)
    tokens.keep(session)
    # The link may have been rolled since it was found. That ended all other sessions, so end this one too.
    if link_with(secret, tokens) is None:
        tokens.revoke(session.digest)
        return None
    tokens.seen(link.digest, at=now, by=by)
    return made


def session_of(secret: str, tokens: TokenStore, *, now: datetime) -> Token | None:
    """Returns the token of the valid sign-in session with this secret, or None."""
    token = tokens.find(digest_of(secret))
    return token if token and token.purpose is Purpose.SESSION and is_valid_session(token, now=now) else None


def is_valid_session(session: Token, *, now: datetime) -> bool:
    """Whether the session has neither expired nor been unused for too long."""
    return session.holds(now) and now < _last_used(session) + UNUSED


def is_to_be_noted(session: Token, *, now: datetime) -> bool:
    """Whether the session's use should be stored again."""
    return _last_used(session) + NOTED <= now


def sign_out(secret: str, tokens: TokenStore) -> None:
    """Ends the sign-in session with this secret; tokens of other purposes are left alone."""
    token = tokens.find(digest_of(secret))
    if token and token.purpose is Purpose.SESSION:
        tokens.revoke(token.digest)


def _last_used(session: Token) -> datetime:
    return session.seen_at or session.made_at
