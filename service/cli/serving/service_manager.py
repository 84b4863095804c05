"""Tells systemd that the service is ready, alive or stopping, over the socket it names (sd_notify).

Source: sd_notify(3): datagrams of lines such as READY=1 to $NOTIFY_SOCKET, whose @ stands for a NUL.
"""

import os
import socket
from contextlib import suppress

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def notify(state: str) -> None:
    """Send the state; nothing happens where no service manager waits for it."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if not place or not hasattr(socket, "AF_UNIX"):
        return
    address = f"\0{place[1:]}" if place.startswith("@") else place
    # A manager that does not listen any more must not stop the service.
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.sendto(state.encode(), address)
