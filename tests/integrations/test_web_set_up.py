"""The set-up page asks a few questions and writes the configuration that `liftrun init` writes."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.datastructures import URL
from starlette.requests import HTTPConnection

from service.athletes.sync_athlete import propose_sync
from service.cli.main import main
from service.config import load
from service.domain.token import Purpose
from service.domain.version import Version
from service.domain.week import Weekday
from service.storage.archive import Archive
from service.usecases.syncing.decision import NO_DECISION
from service.web.set_up import link as set_up_link
from service.web.set_up.choice_texts import GOALS, LEVELS, WEEKS
from tests.newcomer import Newcomer
from tests.office_life import DEMO, NOW, newcomer_in
from tests.served import served

if TYPE_CHECKING:
    from fastapi import FastAPI

    from service.config import Config
    from service.web.service import Service

ELSEWHERE = {"Host": "liftrun.example.org"}


@dataclass
class First:
    """A service on its first day, and the person who sets it up."""

    service: "Service"
    folder: Path
    app: "FastAPI"
    person: Newcomer

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def written(self) -> "Config":
        def unasked() -> Any:
            raise AssertionError("it names its zone")

        return load(self.config, usual_zone=unasked)


@pytest.fixture
def first(tmp_path: Path) -> Iterator[First]:
    service = newcomer_in(tmp_path)
    made = list["FastAPI"]()
    with (
        closing(service.directory.database),
        served(service, made.append) as address,
        closing(Newcomer(address)) as person,
    ):
        yield First(service, tmp_path, made[0], person)


@pytest.fixture
def guest(first: First) -> Iterator[Newcomer]:
    """Somebody at another machine."""
    with closing(Newcomer(first.person.address, headers=ELSEWHERE)) as person:
        yield person


@pytest.fixture
def late(first: First) -> Iterator[Newcomer]:
    """Somebody at yet another."""
    with closing(Newcomer(first.person.address, headers=ELSEWHERE)) as person:
        yield person


@pytest.fixture
def feed() -> Iterator[str]:
    """The address of a busy calendar on this machine's own network."""
    from tests.integrations.web_server import Reply, serving

    with serving(Reply(body=DEMO.read_bytes(), headers={"Content-Type": "text/calendar"})) as server:
        yield f"{server.url}work.ics"


def text(page: Any) -> str:
    """What a page says, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def refused(page: Any) -> dict[str, str]:
    """The sentence beside each field that will not do, which the field itself points to."""
    found = dict(re.findall(r'class="set-up-error" id="(\w+)-refused">([^<]*)<', page.text))
    for name in found:
        assert f'href="#{name}"' in page.text
        assert re.search(rf'aria-describedby="[^"]*\b{name}-refused"', page.text)
        assert f'id="{name}"' in page.text
    return {name: unescape(sentence) for name, sentence in found.items()}


class TestNobodyIsPlannedFor:
    @pytest.mark.parametrize("path", ["/", "/history", "/subscribe", "/week/2026-W10", "/anything"])
    def test_so_every_page_leads_there(self, first: First, path: str) -> None:
        seen = first.person.see(path)
        assert (seen.status_code, seen.url.path) == (200, "/set-up")

    def test_so_a_program_is_told(self, first: First) -> None:
        answer = first.person.see("/api/v1/plan")
        assert answer.status_code == 404
        assert answer.json()["detail"] == "Liftrun is not set up yet."

    def test_and_what_is_no_page_is_no_part_of_it(self, first: First) -> None:
        assert first.person.see("/static/set_up.js").status_code == 200
        assert first.person.see("/feed/nothing.ics").url.path == "/feed/nothing.ics"


class TestAnswers:
    def test_are_written_as_init_writes_them(
        self,
        first: First,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        answer = first.person.set_up(
            goal="muscle",
            level="beginner",
            template="lift-first",
            timezone="Asia/Tokyo",
            weekdays="06:00-08:30, 17:00-24:00",
            weekend="none",
            sleep="0:30-07:15",
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/subscribe")
        monkeypatch.chdir(tmp_path)
        flags = ["--goal=muscle", "--level=beginner", "--template=lift-first", "--timezone=Asia/Tokyo"]
        flags += ["--hours=06:00-08:30,17:00-24:00", "--weekend=none", "--sleep=00:30-07:15", "--busy=none"]
        assert main(["init", *flags, "--config", "other.toml"]) == 0
        assert first.config.read_bytes() == Path("other.toml").read_bytes()
        assert first.config.stat().st_mode & 0o777 == 0o600
        assert main(["check", "--database", str(tmp_path / "liftrun.db")]) == 0
        assert "goal muscle, level beginner, Asia/Tokyo" in capsys.readouterr().out
        assert first.written.template == "lift-first"
        assert first.written.athlete.hours[Weekday.SUN] == ()

    def test_that_are_all_the_usual_ones_write_the_usual_configuration(self, first: First) -> None:
        from service.config import default

        first.person.set_up()
        written, usual = first.written, default(first.written.athlete.zone)  # type: ignore[arg-type]
        assert (written.athlete, written.feed, written.calendars) == (usual.athlete, usual.feed, ())
        assert first.service.directory.names() == (usual.athlete.id,)

    def test_are_kept_when_one_will_not_do(self, first: First) -> None:
        seen = first.person.enter("/hours", timezone="Berlin", weekdays="7 to 8", weekend="09:00-12:00")
        assert seen.status_code == 422
        assert refused(seen) == {
            "timezone": "Berlin is no time zone, did you mean Europe/Berlin?",
            "weekdays": 'should be hours such as "17:00-20:30", not 7 to 8',
        }
        for kept in ("Berlin", "7 to 8", "09:00-12:00", "22:30-06:00"):
            assert f'value="{kept}"' in seen.text
        assert 'value="7 to 8"' in first.person.see("/set-up/hours").text

    @pytest.mark.parametrize(
        ("step", "said", "name", "sentence"),
        [
            ("", {"goal": "muscel"}, "goal", "did you mean muscle?"),
            ("", {"level": ""}, "level", "choose one of beginner"),
            ("", {"template": "hard"}, "template", "is no template"),
            ("/hours", {"weekdays": "none", "weekend": "None"}, "weekend", "allows no hour on any day"),
            ("/hours", {"sleep": "22:00-23:00"}, "sleep", "should be 3 to 14 hours"),
            ("/hours", {"sleep": ""}, "sleep", 'should be hours such as "22:30-06:00", and is empty'),
            ("/hours", {"timezone": ""}, "timezone", "an empty name is no time zone"),
            ("/calendar", {"road": "fax"}, "road", "choose one of none, ics, google"),
            ("/calendar", {"road": "ics"}, "address", "should begin with https:// or webcal://"),
            (
                "/calendar",
                {"road": "ics", "address": "ftp://x/a.ics"},
                "address",
                "should begin with https://",
            ),
            ("/calendar", {"road": "ics", "address": "/etc/passwd"}, "address", "should begin with https://"),
            ("/calendar", {"road": "google"}, "client", "should be what the file says"),
            ("/calendar", {"road": "google", "client": "{"}, "client", "is not the whole file"),
            ("/calendar", {"road": "google", "client": "gone.json"}, "client", "names no file"),
            ("/calendar", {"road": "google", "client": "{}"}, "client", "no file of an OAuth client"),
        ],
    )
    def test_that_will_not_do_are_said_beside_the_field(
        self, first: First, step: str, said: dict[str, str], name: str, sentence: str
    ) -> None:
        seen = first.person.enter(step, **said)
        assert seen.status_code == 422
        assert sentence in refused(seen)[name]

    def test_in_whole_hours_will_do(self, first: First) -> None:
        first.person.set_up(weekdays="6-8, 17 - 21:30", weekend="8-12", sleep="22-6")
        athlete = first.written.athlete
        assert [len(athlete.hours[day]) for day in (Weekday.MON, Weekday.SUN)] == [2, 1]
        assert 'sleep = "22:00-06:00"' in first.config.read_text()

    def test_of_a_zone_that_is_none_are_not_guessed_over(self, first: First) -> None:
        assert 'data-guess="zone"' in first.person.see("/set-up/hours").text
        seen = first.person.enter("/hours", timezone="Berlin")
        assert "data-guess" not in seen.text
        assert "data-guess" not in first.person.see("/set-up/hours").text

    def test_that_are_missing_are_asked_for_before_the_week(self, first: First) -> None:
        first.person.enter("/hours", timezone="")
        assert first.person.see("/set-up/week").url.path == "/set-up/hours"

    def test_need_the_form_they_stand_in(self, first: First) -> None:
        first.person.see("/set-up")
        answer = first.person.client.post("/set-up/week", data={"csrf": "made up"})
        assert answer.status_code == 403
        assert not first.config.exists()


class TestTheCalendar:
    def test_is_read_once_to_see_whether_it_answers(self, first: First, feed: str) -> None:
        seen = first.person.enter("/calendar", road="ics", address=feed, own_network="yes", do="test")
        assert re.search(r"127\.0\.0\.1: \d\d busy spans in the next 14 days\.", text(seen))
        assert f'value="{feed}"' in seen.text

    def test_on_a_network_of_ones_own_is_refused_until_that_is_said(self, first: First, feed: str) -> None:
        seen = first.person.enter("/calendar", road="ics", address=feed, do="test")
        assert "is on a private network. If this server is your own, tick" in text(seen)
        assert 'name="own_network"' in seen.text
        assert 'name="own_network"' not in first.person.see("/set-up/calendar").text

    def test_that_does_not_answer_is_said_on_the_page(self, first: First) -> None:
        gone = "http://localhost:9/secret.ics"
        seen = first.person.enter("/calendar", road="ics", address=gone, own_network="yes", do="test")
        assert "localhost could not be read" in text(seen)
        assert "--ignore-unreadable" not in seen.text
        week = first.person.see("/set-up/week")
        assert "Your week cannot be planned yet" in text(week)
        assert "Looks good" not in week.text

    def test_is_written_as_init_writes_it(
        self, first: First, feed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first.person.set_up(road="ics", address=f"  {feed}\n", own_network="yes")
        monkeypatch.chdir(tmp_path)
        flags = ["--goal=balanced", "--level=intermediate", "--timezone=Europe/Berlin", "--own-network"]
        assert main(["init", *flags, "--busy", feed, "--config", "other.toml"]) == 0
        assert first.config.read_bytes() == Path("other.toml").read_bytes()
        assert main(["check", "--database", str(tmp_path / "liftrun.db")]) == 0


class TestTheWeek:
    def test_is_shown_before_anything_is_written(self, first: First, feed: str) -> None:
        seen = first.person.set_up(week=False, road="ics", address=feed, own_network="yes")
        said = text(seen)
        assert "Mon 9 Mar to Sun 15 Mar" in said
        assert said.count("Why here") == 6
        assert "Upper body 1 h, hard" in said
        assert re.search(r"127\.0\.0\.1: \d+ busy spans this week", said)
        assert {each.name.partition(".")[0] for each in first.folder.iterdir()} == {"liftrun"}
        assert first.service.directory.names() == ()

    def test_stands_in_the_hours_that_were_entered(self, first: First) -> None:
        seen = first.person.set_up(week=False, weekdays="12:00-14:00", weekend="09:00-12:00")
        starts = [int(hour) for hour in re.findall(r'"set-up-hours">(\d\d):', seen.text)]
        assert starts
        assert all(9 <= hour < 14 for hour in starts)

    def test_says_what_found_no_hour_and_why(self, first: First) -> None:
        seen = first.person.set_up(week=False, weekdays="none", weekend="09:00-10:00")
        assert "Found no hour" in seen.text
        assert "It would fit if" in seen.text

    def test_warns_when_hardly_anything_fits(self, first: First) -> None:
        seen = text(first.person.set_up(week=False, weekdays="06:00-06:30", weekend="none"))
        assert re.search(r"Careful: Hardly anything fits: \d of \d sessions found no hour", seen)
        first.person.enter("/hours")
        assert "Hardly anything fits" not in text(first.person.see("/set-up/week"))

    def test_is_what_the_service_plans_then(self, first: First) -> None:
        seen = first.person.set_up(week=False)
        hours = re.findall(r'"set-up-hours">([^<]*)<', seen.text)
        woken: list[bool] = []
        first.service.wake = lambda: woken.append(True)
        first.person.send("/set-up/week", {}, follow_redirects=False)
        assert woken == [True]
        context = first.service.directory.of("me")
        plan = propose_sync(context, NO_DECISION, now=first.service.clock.now()).planned.plans[0]
        zone = plan.brief.week.zone
        assert hours == [
            f"{p.start.astimezone(zone):%H:%M}–{p.end.astimezone(zone):%H:%M}" for p in plan.placements
        ]


class TestPlansThatAreThere:
    def test_are_told_of_before_anything_is_asked(self, first: First) -> None:
        assert "has plans already" not in text(first.person.see("/set-up"))
        version = Version(0, NOW, "the first plan", (), ())
        Archive(first.service.directory.database, "me").plans.add(version)
        seen = text(first.person.see("/set-up"))
        assert "The database has plans already, of me," in seen
        assert "start it with --config" in seen
        assert "takes over the plans of “me”" in seen


class TestAConfigurationThatIsThere:
    def test_is_never_written_over(self, first: First) -> None:
        first.person.set_up(week=False)
        page = first.person.see("/set-up/week")
        first.config.write_text("# mine\n")
        token = re.findall(r'name="csrf" value="([^"]+)"', page.text)[0]
        answer = first.person.client.post("/set-up/week", data={"csrf": token})
        assert answer.status_code == 409
        assert "It was left as it is." in text(answer)
        assert first.config.read_text() == "# mine\n"

    def test_closes_the_set_up(self, first: First) -> None:
        first.person.set_up()
        seen = first.person.client.get("/set-up/calendar", follow_redirects=False)
        assert (seen.status_code, seen.headers["location"]) == (303, "/")

    def test_that_cannot_be_written_is_said(self, first: First) -> None:
        first.person.set_up(week=False)
        first.service.directory.config = first.folder / "gone" / "config.toml"
        answer = first.person.send("/set-up/week", {})
        assert answer.status_code == 500
        assert "could not be written: no such file or directory" in text(answer)


class TestAnotherMachine:
    def test_may_not_set_up(self, guest: Newcomer) -> None:
        for path in ("/", "/set-up", "/set-up/week", "/set-up/by-link/made-up"):
            assert guest.see(path).status_code == 403

    def test_may_not_by_a_host_that_looks_like_the_link(
        self, guest: Newcomer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # As Starlette 1.0 makes it, which our own requirements allow.
        def as_asked(connection: HTTPConnection) -> URL:
            return URL(f"http://{connection.headers['host']}{connection.scope['path']}")

        monkeypatch.setattr(HTTPConnection, "url", property(as_asked))
        guest.client.headers["Host"] = "liftrun.example.org/set-up/by-link/"
        for path in ("/", "/set-up", "/set-up/week"):
            assert guest.see(path).status_code == 403

    def test_may_by_the_link_once_and_is_signed_in_then(
        self, first: First, guest: Newcomer, late: Newcomer
    ) -> None:
        link = set_up_link.address(first.app)
        seen = guest.see(link)
        assert (seen.status_code, seen.url.path) == (200, "/set-up")
        assert guest.see("/").url.path == "/set-up"
        assert late.see(link).status_code == 403
        guest.set_up()
        assert first.config.exists()
        (session,) = first.service.tokens.of("me", Purpose.SESSION)
        assert guest.see("/").url.path == "/"
        assert session.seen_by.startswith("python-httpx2")


def test_there_are_words_for_everything_that_can_be_chosen() -> None:
    from service.domain.training import Goal, Level
    from service.prescription.template import TEMPLATES

    assert {choice.value for choice in GOALS} == set(Goal)
    assert {choice.value for choice in LEVELS} == set(Level)
    assert list(WEEKS) == list(TEMPLATES)
