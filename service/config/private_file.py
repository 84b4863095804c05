"""A file that nobody but its owner may read, there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def make(path: Path, text: str) -> None:
    """Put the whole text where nothing is yet.

    Errors: FileExistsError when something is there by then, which stays as it is; OSError.
    """
    with _draft(path, text) as draft:
        path.hardlink_to(draft)


def put(path: Path, text: str) -> None:
    """Put the whole text there in one step, in place of what is there.

    Errors: OSError.
    """
    with _draft(path, text) as draft:
        draft.replace(path)


@contextmanager
def _draft(path: Path, text: str) -> Iterator[Path]:
    """The text in a file beside it, which is gone afterwards."""
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
