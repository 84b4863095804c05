"""Why a session stands where it stands, and why another found no room."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from service.domain.availability import room_for
from service.domain.plan import Brief, Placement, Plan, Reason
from service.domain.span import MINUTE, Span, intersect
from service.domain.training import Session
from service.domain.week import DAYS_IN_A_WEEK
from service.domain.wording import hours, name, weekday
from service.planning.starts import candidate_starts
from service.rules.finding import Finding
from service.rules.rule import Rule


def reasons(plan: Plan, placement: Placement, rules: Sequence[Rule]) -> tuple[Reason, ...]:
    """What the rules have to say for this hour; what two of them say alike is said once."""
    said: dict[str, str] = {}
    for rule in rules:
        for sentence in rule.reasons(plan, placement):
            said[sentence] = rule.card.id  # the rules go from what holds for all to what is special
    return tuple(Reason(rule, sentence) for sentence, rule in said.items())


def objections(plan: Plan, rules: Iterable[Rule]) -> Iterator[Finding]:
    """What forbids the plan to stand as it is, by the rules that bind."""
    return (finding for rule in rules if rule.binds for finding in rule.findings(plan) if finding.is_hard)


def blockers(plan: Plan, session: Session, rules: Sequence[Rule]) -> tuple[Reason, ...]:
    """A few rules that together rule out every hour the session could take, the rest of the week standing.

    Shape: each comes with what it says of the first hour it is needed for, and the other days on
    which it is.
    """
    trials = list(_trials(plan, session))
    if not trials:
        return (_no_room(plan, session),)
    told = {finding.sentence for finding in objections(plan, rules)}
    closing: dict[str, dict[date, str]] = defaultdict(dict)
    telling = _most_telling_first(trials, rules)
    for day, trial in trials:
        # An hour nobody objects to was missed by a search that was given up; it blocks nothing.
        for finding in objections(trial, telling):
            if finding.sentence not in told:
                closing[finding.rule].setdefault(day, finding.sentence)
                break
    return tuple(Reason(rule, _summed_up(sentences)) for rule, sentences in closing.items())


def room_of(session: Session, brief: Brief) -> tuple[Span, ...]:
    """The stretches of time still to come in which the session may stand: free, and its place open."""
    room = room_for(session, brief.still_free)
    return intersect(room, session.opens.spans(brief.week)) if session.opens else room


def listed(words: Sequence[str]) -> str:
    """The words as a sentence lists them, such as Mon, Tue and Fri."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _trials(plan: Plan, session: Session) -> Iterator[tuple[date, Plan]]:
    """The plan with the session at each hour that has room for it, and that hour's day."""
    epoch = plan.brief.week.span.start
    for minute in candidate_starts(room_of(session, plan.brief), session.duration, epoch):
        span = Span.lasting(epoch + minute * MINUTE, session.duration)
        yield plan.brief.week.day_of(span.start), plan.with_placement(Placement(session, span))


def _most_telling_first(trials: Sequence[tuple[date, Plan]], rules: Sequence[Rule]) -> list[Rule]:
    """The rules by how many of a few hours of each day they close.

    Putting every hour to every rule takes longer than planning the week does.
    """
    counts: Counter[str] = Counter()
    for _, of_day in groupby(trials, key=lambda trial: trial[0]):
        hours_of_day = [trial for _, trial in of_day]
        for trial in hours_of_day[:: max(1, len(hours_of_day) // 2)]:
            counts.update({finding.rule for finding in objections(trial, rules)})
    return sorted(rules, key=lambda rule: -counts[rule.card.id])


def _summed_up(sentences: Mapping[date, str]) -> str:
    """What is said of the first day, and the other days of which something like it could be said."""
    first, *others = sentences
    sentence = sentences[first]
    if not others or all(sentences[day] == sentence for day in others):
        return sentence
    if len(sentences) == DAYS_IN_A_WEEK:
        return f"{sentence.removesuffix('.')}; likewise on every other day."
    return f"{sentence.removesuffix('.')}; likewise on {listed([*map(weekday, others)])}."


def _no_room(plan: Plan, session: Session) -> Reason:
    if room_of(session, replace(plan.brief, not_before=None)):
        return Reason("only-free-time", f"What was free this week for {name(session)} has gone by.")
    if room_for(session, plan.brief.still_free):
        sentence = f"What is free lies outside the opening hours of {session.place}."
        return Reason("only-free-time", sentence)
    needed = session.before + session.duration + session.after
    return Reason("only-free-time", f"No free stretch holds the {hours(needed)} that {name(session)} needs.")
