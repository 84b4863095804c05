"""A small real mail server on loopback that keeps the mails it gets."""

import base64
import socketserver
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from integrations._shared.server_thread import in_thread


@dataclass
class MailServer:
    """What it takes: a login or none, over TLS or not; and what it was given.

    Shape: `refuses` are answers by the command they are given to.
    """

    tls: ssl.SSLContext | None = None
    login: tuple[str, str] | None = None
    refuses: dict[str, str] = field(default_factory=dict)
    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    logins: list[tuple[str, bool]] = field(default_factory=list)


class _Talk(socketserver.StreamRequestHandler):
    """One client: the part of RFC 5321 that a client which sends one mail needs."""

    timeout = 10
    mail: MailServer

    def handle(self) -> None:
        self._is_secure, self._sender, self._to = False, "", list[str]()
        self._say("220 mail.test ESMTP")
        while line := self._line():
            words = line.decode().strip()
            command = words.split(maxsplit=1)[0].upper() if words else ""
            if command == "QUIT":
                self._say("221 bye")
                return
            if command in self.mail.refuses:
                self._say(self.mail.refuses[command])
            else:
                getattr(self, f"_{command.lower()}")(words)

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()
        self.connection.close()

    def _ehlo(self, _: str) -> None:
        offers = ["STARTTLS"] if self.mail.tls and not self._is_secure else []
        offers += ["AUTH PLAIN"] if self.mail.login else []
        lines = ["mail.test", *offers]
        for line in lines[:-1]:
            self._say(f"250-{line}")
        self._say(f"250 {lines[-1]}")

    def _starttls(self, _: str) -> None:
        assert self.mail.tls
        self._say("220 go on")
        secure = self.mail.tls.wrap_socket(self.connection, server_side=True, do_handshake_on_connect=False)
        self.connection = secure
        with suppress(OSError):  # a client that trusts nobody here goes away
            secure.do_handshake()
            self._is_secure = True
        self.rfile = secure.makefile("rb")
        self.wfile = secure.makefile("wb", buffering=0)  # type: ignore[assignment]

    def _auth(self, words: str) -> None:
        _, user, password = base64.b64decode(words.split()[2]).decode().split("\0")
        self.mail.logins.append((user, self._is_secure))
        self._say("235 welcome" if (user, password) == self.mail.login else "535 no such secret word")

    def _mail(self, words: str) -> None:
        self._sender = words.split("<")[1].split(">", maxsplit=1)[0]
        self._say("250 ok")

    def _rcpt(self, words: str) -> None:
        self._to.append(words.split("<")[1].split(">", maxsplit=1)[0])
        self._say("250 ok")

    def _data(self, _: str) -> None:
        self._say("354 go on")
        raw = bytearray()
        while (line := self.rfile.readline()) != b".\r\n":
            raw += line.removeprefix(b".") if line.startswith(b"..") else line
        mail = message_from_bytes(bytes(raw), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mail.mails.append(mail)
        self.mail.envelopes.append((self._sender, tuple(self._to)))
        self._say("250 taken")

    def _rset(self, _: str) -> None:
        self._say("250 ok")

    def _line(self) -> bytes:
        try:
            return self.rfile.readline()
        except OSError:
            return b""

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def taking_mail(server: MailServer) -> Iterator[MailServer]:
    """The server, for the time of a test."""
    talk = type("Talk", (_Talk,), {"mail": server})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as tcp:
        tcp.daemon_threads = True
        server.port = tcp.server_address[1]
        with in_thread(tcp):
            yield server
