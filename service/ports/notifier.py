"""A channel on which the service sends notices to the athlete, such as mail or a webhook."""

from typing import Protocol

from service.domain.notice import Notice


class Notifier(Protocol):
    """One way to send a notice."""

    @property
    def name(self) -> str:
        """The name of the channel for people; it holds no secret."""

    def post(self, notice: Notice) -> None:
        """Sends the notice; a receiver recognises a second copy by the notice's key.

        Errors: NoticeUndelivered.
        """
