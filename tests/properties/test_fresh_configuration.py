"""For any answers in the set-up, the written configuration file says the same."""

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from integrations.google.settings import GoogleSettings
from integrations.ics.settings import IcsSettings
from service.config import new_config
from service.domain.athlete import USUAL_SLEEP
from service.domain.training import Goal, Level
from service.domain.week import Hours, Weekday
from service.prescription.template import TEMPLATES

clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
stretches = st.builds(Hours, clocks, clocks).filter(lambda one: one.start != one.end or one.end == time())
several = st.lists(stretches, max_size=3).map(tuple)
written = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30)
answered = st.builds(
    new_config.Answers,
    goal=st.sampled_from(Goal),
    level=st.sampled_from(Level),
    zone=st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "America/New_York"]).map(ZoneInfo),
    calendar=st.just("") | written.map("https://nas.example:8443/{}".format),
    sleep=st.just(USUAL_SLEEP),
    template=st.none() | st.sampled_from(sorted(TEMPLATES)),
    weekdays=several,
    weekend=several,
    google=st.just("") | written,
    is_own_host=st.booleans(),
)


@given(answered)
def test_the_file_says_what_was_answered(answers: new_config.Answers) -> None:
    assume(answers.weekdays or answers.weekend)
    assume(not (answers.google and answers.calendar) and not answers.google.startswith("~"))
    config = new_config.config(answers, Path("home"))
    athlete = config.athlete
    assert (athlete.goal, athlete.level, athlete.zone) == (answers.goal, answers.level, answers.zone)
    assert (athlete.sleep, config.template) == (answers.sleep, answers.template)
    for day in Weekday:
        assert athlete.hours[day] == (answers.weekend if day >= Weekday.SAT else answers.weekdays)
    if answers.google:
        (google,) = config.calendars
        assert isinstance(google, GoogleSettings)
        assert google.access.client_file == Path("home") / answers.google
    elif answers.calendar:
        (feed,) = config.calendars
        assert isinstance(feed, IcsSettings)
        assert (feed.address, bool(feed.allow_hosts)) == (answers.calendar, answers.is_own_host)
    else:
        assert config.calendars == ()


@given(several)
def test_hours_are_read_as_they_are_written(hours: tuple[Hours, ...]) -> None:
    said = ", ".join(map(new_config.written, hours)) or new_config.NO_HOURS
    assert new_config.training_hours(said) == hours
