"""Let an athlete in by their sign-in link, and know them again by the session that begins with it."""

import secrets
from datetime import datetime, timedelta

from service.domain.token import Purpose, Token, digest_of
from service.ports.token_store import TokenStore

UNUSED = timedelta(days=30)
"""How long a session is remembered after it was used last."""

AT_MOST = timedelta(days=365)
NOTED = timedelta(days=1)
"""How often it is written down that a session is used: once for each page would be once too often."""


def link_with(secret: str, tokens: TokenStore) -> Token | None:
    """The sign-in link with this secret, None when there is none."""
    token = tokens.find(digest_of(secret))
    return token if token and token.purpose is Purpose.SIGN_IN else None


def sign_in(secret: str, tokens: TokenStore, *, now: datetime, by: str) -> str | None:
    """The secret of a new session for whoever has the link, None when it is no link of anybody's.

    Shape: `by` is what the browser calls itself.
    """
    link = link_with(secret, tokens)
    if link is None:
        return None
    made = secrets.token_urlsafe(32)
    session = Token(digest_of(made), link.athlete, Purpose.SESSION, now, ends_at=now + AT_MOST, seen_by=by)
    tokens.keep(session)
    # The link may have been rolled since it was found, and all sessions but this one ended.
    if link_with(secret, tokens) is None:
        tokens.revoke(session.digest)
        return None
    tokens.seen(link.digest, at=now, by=by)
    return made


def session_of(secret: str, tokens: TokenStore, *, now: datetime) -> Token | None:
    """The session with this secret, None when there is none any more."""
    token = tokens.find(digest_of(secret))
    return token if token and token.purpose is Purpose.SESSION and is_valid_session(token, now=now) else None


def is_valid_session(session: Token, *, now: datetime) -> bool:
    """Whether it goes on: it was used not long ago."""
    return session.holds(now) and now < _last_used(session) + UNUSED


def is_to_be_noted(session: Token, *, now: datetime) -> bool:
    """Whether it is time to write down that it is used."""
    return _last_used(session) + NOTED <= now


def sign_out(secret: str, tokens: TokenStore) -> None:
    """End a session; a secret that opens something else goes on opening it."""
    token = tokens.find(digest_of(secret))
    if token and token.purpose is Purpose.SESSION:
        tokens.revoke(token.digest)


def _last_used(session: Token) -> datetime:
    return session.seen_at or session.made_at
