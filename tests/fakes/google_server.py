"""A local server that speaks the Google Calendar API v3 and Google's OAuth as their references document them.

    with GoogleServer() as google:
        google.url                       # and on it /calendar/v3/, /o/oauth2/v2/auth, /token, /revoke
        google.access_token()            # a bearer token with every scope; name scopes for fewer
        google.authorized_user()         # what google.oauth2.credentials.Credentials takes: Credentials(**it)
        google.client_file(path)         # writes what the console gives out for a desktop application
        google.service_account_file(path)

        primary = google.calendar("primary")           # the athlete's own hand, see google/hand.py
        event_id = primary.meeting(start)              # also whole_day, series, declined, transparent, ...
        primary.move(event_id, start); primary.retitle(...); primary.annotate(...); primary.delete(...)
        primary.events(); primary.event(event_id); primary.bytes()   # as it is kept
        other = google.add_calendar("Work", role="reader")           # any role; zone=, hidden=, listed=
        google.delete_calendar(other.id); google.share(other.id, "freeBusyReader")   # or who= the robot

        google.writes                    # changes made by the API, no hand's doing
        google.requests                  # every request with the status it got, 0 when none was sent
        google.faults = Faults.at(3, Fault(Kind.RESET, after=True))  # see google/faults.py; Faults() for none
        google.listing.page_limit = 2; google.listing.empty_pages = True
        google.listing.forget_sync_tokens()            # 410 for every token given so far
        google.listing.matches_any = True              # property constraints by or, as the guide has it
        google.api.quota = 60                          # requests a minute
        google.clock.move(timedelta(days=8)); google.clock.set(moment)
        google.oauth.consent = Consent(denies=True)    # or Consent(only=frozenset({scope}))
        google.grants.testing = True                   # consents last seven days
        google.grants.revoke_all()                     # the athlete takes it all back

From a shell: `python -m tests.fakes.google_server --port 8080 --client-file client.json --token-file token`;
with that token, `curl` is the athlete's hand.
"""

import argparse
import json
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.fakes.google.api import Api
from tests.fakes.google.faults import Fault, Faults, Kind
from tests.fakes.google.grants import Grants
from tests.fakes.google.hand import Hand
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.http_server import HttpServer
from tests.fakes.google.listing import Listing
from tests.fakes.google.oauth import CLIENT_ID, CLIENT_SECRET, OAuth, OAuthError, PageError
from tests.fakes.google.request import Exchange, Reply, Request
from tests.fakes.google.scopes import FULL
from tests.fakes.google.server_clock import ServerClock
from tests.fakes.google.service_account import ServiceAccount
from tests.fakes.google.store import Store

ATHLETE = "athlete@example.com"
SOMEBODY = "somebody@example.com"
ROBOT = "liftrun@project.iam.gserviceaccount.com"
DROPS = {Kind.RESET, Kind.CLOSED}
# Without `after`, the request never gets as far as the calendar.
NOT_APPLIED = {*DROPS, Kind.NOT_JSON}


class GoogleServer:
    """One Google, with one athlete, one client and one service account, from enter to exit."""

    def __init__(self, *, port: int = 0, zone: str = "Europe/Berlin") -> None:
        self.clock = ServerClock()
        self.store = Store(self.clock)
        self.grants = Grants(self.clock)
        self.listing = Listing(self.clock)
        self.api = Api(self.store, self.grants, self.listing)
        self.faults = Faults()
        self.requests: list[Exchange] = []
        self._http = HttpServer(self._answer, port)
        self.url = self._http.url
        self.oauth = OAuth(self.grants, ATHLETE, ServiceAccount(ROBOT, f"{self.url}/token"))
        for who in (ATHLETE, ROBOT):
            primary = HeldCalendar(who, who, zone, {who: "owner"}, is_primary=True)
            self.store.add_calendar(primary, who, selected=True)

    def __enter__(self) -> Self:
        self._http.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.stop()

    @property
    def writes(self) -> int:
        return self.store.writes

    # -- calendars ---------------------------------------------------------------------------------

    def calendar(self, calendar_id: str = "primary") -> Hand:
        """The athlete's hand on a calendar, by id or by name."""
        with self.store.lock:
            held = self.store.calendars.get(ATHLETE if calendar_id == "primary" else calendar_id)
            named = (one for one in self.store.calendars.values() if one.summary == calendar_id)
            return Hand(self.store, held or next(named))

    def add_calendar(
        self,
        summary: str,
        *,
        role: str = "owner",
        zone: str = "Europe/Berlin",
        listed: bool = True,
        **own: object,
    ) -> Hand:
        """A calendar that is there already; with a lesser role it is somebody else's, shared."""
        with self.store.lock:
            held = HeldCalendar(
                f"c{self.store.number}@group.calendar.google.com", summary, zone, {ATHLETE: role}
            )
            held.roles |= {SOMEBODY: "owner"} if role != "owner" else {}
            self.store.add_calendar(held, ATHLETE if listed else SOMEBODY, **own)
            return Hand(self.store, held)

    def delete_calendar(self, calendar_id: str) -> None:
        with self.store.lock:
            self.store.remove_calendar(calendar_id)

    def share(self, calendar_id: str, role: str, who: str = ATHLETE) -> None:
        """Give somebody a role; tokens of before that are void, as the sync guide warns."""
        with self.store.lock:
            roles = self.store.calendars[calendar_id].roles
            roles[who] = role
            if "owner" not in roles.values():
                roles[SOMEBODY] = "owner"
            self.listing.forget_sync_tokens(calendar_id)

    # -- consent -----------------------------------------------------------------------------------

    def access_token(self, *scopes: str, who: str = ATHLETE) -> str:
        with self.store.lock:
            return self.grants.access_token(self.grants.grant(who, CLIENT_ID, set(scopes or (FULL,))))

    def authorized_user(self, *scopes: str) -> dict[str, object]:
        with self.store.lock:
            grant = self.grants.grant(ATHLETE, CLIENT_ID, set(scopes or (FULL,)))
            return {
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
                "token": self.grants.access_token(grant),
                "refresh_token": self.grants.refresh_token(grant),
                "token_uri": f"{self.url}/token",
                "scopes": sorted(grant.scopes),
            }

    def client_file(self, path: Path) -> Path:
        client = {
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "project_id": "liftrun",
            "auth_uri": f"{self.url}/o/oauth2/v2/auth",
            "token_uri": f"{self.url}/token",
            "redirect_uris": ["http://localhost"],
        }
        path.write_text(json.dumps({"installed": client}))
        return path

    def service_account_file(self, path: Path) -> Path:
        path.write_text(json.dumps(self.oauth.account.document()))
        return path

    # -- requests ----------------------------------------------------------------------------------

    def _answer(self, request: Request) -> tuple[Reply, Fault | None]:
        with self.store.lock:
            fault = self.faults.strike(is_token=not request.is_api)
        if fault and not fault.after and fault.action:
            fault.action()
        reply = self._reply(request, fault)
        if fault and fault.after and fault.action:
            fault.action()
        status = 0 if fault and fault.kind in DROPS else reply.status
        self.requests.append(Exchange(request, status, str(fault.kind) if fault else ""))
        return reply, fault

    def _reply(self, request: Request, fault: Fault | None) -> Reply:
        """What the fault leaves of the answer, applied unless the fault came before."""
        if fault is None:
            return self._applied(request)
        refusal = fault.refusal()
        applied = Reply()
        if fault.after or not (refusal or fault.kind in NOT_APPLIED):
            applied = self._applied(request)
        if refusal:
            return Reply.refusing(refusal)
        return Reply.page("Error 200 (OK)!!1") if fault.kind is Kind.NOT_JSON else applied

    def _applied(self, request: Request) -> Reply:
        with self.store.lock:
            if request.is_api:
                return self.api.reply(request)
            try:
                return self._oauth_reply(request)
            except OAuthError as error:
                return Reply.of(error.body, status=error.status)
            except PageError as error:
                return Reply.page(str(error), status=400)

    def _oauth_reply(self, request: Request) -> Reply:
        match request.method, request.path:
            case "GET", "/o/oauth2/v2/auth":
                query = {name: values[0] for name, values in request.query.items()}
                return Reply(302, b"", {"Location": self.oauth.authorize(query)})
            case "POST", "/token":
                return Reply.of(self.oauth.token(request.form()))
            case "POST", "/revoke":
                form = request.form() | {name: values[0] for name, values in request.query.items()}
                return Reply.of(self.oauth.revoke(form))
        return Reply.page("Error 404 (Not Found)!!1", status=404)


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve a Google Calendar of one's own on loopback.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--zone", default="Europe/Berlin")
    parser.add_argument("--client-file", type=Path)
    parser.add_argument("--service-account-file", type=Path)
    parser.add_argument("--token-file", type=Path, help="a bearer token of the athlete's, good for an hour")
    wanted = parser.parse_args()
    with GoogleServer(port=wanted.port, zone=wanted.zone) as google:
        if wanted.client_file:
            google.client_file(wanted.client_file)
        if wanted.token_file:
            wanted.token_file.write_text(google.access_token())
        if wanted.service_account_file:
            google.service_account_file(wanted.service_account_file)
        print(google.url, flush=True)  # noqa: T201
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
