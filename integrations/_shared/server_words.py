"""What a server says about a request that it did not take, fit for one line of a message."""

import re

from service.domain.wording import plain

LONGEST = 160
ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+|(?<!\w)/[\w%.@~-]+(?:/[\w%.@~-]*)+", re.IGNORECASE)


def server_words(said: str) -> str:
    """The server's words on one line, without control characters and addresses, which may be secret."""
    line = " ".join(plain(ADDRESS.sub("…", said)).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
