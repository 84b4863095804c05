"""Writes a file that only its owner may read, completely or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def make(path: Path, text: str) -> None:
    """Create the file with the whole text.

    Errors: FileExistsError when the path exists, which then stays unchanged; OSError.
    """
    with _draft(path, text) as draft:
        path.hardlink_to(draft)


def put(path: Path, text: str) -> None:
    """Write the whole text in one step; an existing file is replaced.

    Errors: OSError.
    """
    with _draft(path, text) as draft:
        draft.replace(path)


@contextmanager
def _draft(path: Path, text: str) -> Iterator[Path]:
    """A temporary file with the text in the same folder, deleted at the end."""
    from tempfile import mkstemp

    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)
