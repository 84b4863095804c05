"""Opens the socket on which the service listens, before the service does anything else."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from service.errors import UsageError

if TYPE_CHECKING:
    from service.config.serving import Serving

WAITING = 128
"""How many connections may wait to be accepted. Once none can be accepted, asyncio logs this many errors."""


@contextmanager
def bound(serving: "Serving") -> Iterator[socket.socket]:
    """Listen at the service's host and port; the socket is closed at the end.

    Errors: UsageError when the port is taken, or the host is no address of this machine.
    """
    try:
        door = _listening(serving)
    except (OSError, UnicodeError) as error:
        # Python encodes a host name itself, and takes no label of more than 63 letters.
        why = (getattr(error, "strerror", None) or str(error)).lower()
        reason = f"nobody can listen at {serving.host}, port {serving.port}: {why}"
        hint = "Name another with --port or --host; perhaps Liftrun is running there already."
        raise UsageError(reason=reason, hint=hint) from error
    with door:
        yield door


def _listening(serving: "Serving") -> socket.socket:
    # The protocol is named, because asyncio sets TCP_NODELAY only then; otherwise answers are delayed.
    family, kind, protocol, _, address = socket.getaddrinfo(
        serving.host, serving.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
    )[0]
    door = socket.socket(family, kind, protocol)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(WAITING)
    except OSError:
        door.close()
        raise
    return door
