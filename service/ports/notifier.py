"""Where the athlete is told of something by itself."""

from typing import Protocol

from service.domain.notice import Notice


class Notifier(Protocol):
    """One way to reach the athlete."""

    @property
    def name(self) -> str:
        """What people call it; nothing secret."""

    def post(self, notice: Notice) -> None:
        """Tell it; posted twice, it can be known by its key for the same.

        Errors: NoticeUndelivered.
        """
