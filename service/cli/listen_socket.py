"""The socket at which the service can be reached, taken before anything else is begun."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from service.errors import UsageError

if TYPE_CHECKING:
    from service.config.serving import Serving

WAITING = 128
"""How many may wait to be let in; when no more can be, asyncio complains once for each of so many."""


@contextmanager
def bound(serving: "Serving") -> Iterator[socket.socket]:
    """A socket that listens where the service shall.

    Errors: UsageError when the place is taken, or is no place of this machine.
    """
    try:
        door = _listening(serving)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        reason = f"nobody can listen at {serving.host}, port {serving.port}: {why}"
        hint = "Name another with --port or --host; perhaps Liftrun is running there already."
        raise UsageError(reason=reason, hint=hint) from error
    with door:
        yield door


def _listening(serving: "Serving") -> socket.socket:
    # Named as TCP: of any other socket asyncio does not know that answers must not wait for one another.
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
