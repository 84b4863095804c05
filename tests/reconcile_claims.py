"""The hand edits that a sync must keep, recorded by an observer of the calendars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.domain.entry import Entry
from tests.own_calendars import OwnCalendar, Standing


@dataclass
class Hand:
    """The athlete's edits of one entry in one calendar; `before` is its state before them."""

    mine: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    is_deleted: bool = False

    def takes(self, stood: Standing, **fields: Any) -> None:
        for name, value in fields.items():
            before = self.before.setdefault(name, getattr(stood, name))
            self.mine[name] = value
            if value == before:
                self.lets_go(name)

    def lets_go(self, name: str) -> None:
        self.mine.pop(name, None)
        self.before.pop(name, None)


class Claims:
    """All hand edits, by the number of the calendar and the UID.

    If one session was moved or deleted in two calendars, the latest hand edit decides. If both edits came
    between two syncs, or a command broke off, an observer cannot know which edit counts until a command
    settles it. The hour of such a session is in doubt.
    """

    def __init__(self) -> None:
        self._hands: dict[tuple[int, str], Hand] = {}
        self._unseen: dict[str, set[int]] = {}
        self._doubted: set[str] = set()
        self._half_gone: set[str] = set()

    def hand(self, calendar: int, uid: str) -> Hand:
        return self._hands.setdefault((calendar, uid), Hand())

    def deleted(self) -> list[tuple[int, str]]:
        return sorted(key for key, hand in self._hands.items() if hand.is_deleted)

    def change(self, calendar: int, stood: Standing, **fields: Any) -> None:
        is_moved = "span" in fields
        if stood.uid in self._doubted:
            fields.pop("span", None)
        self.hand(calendar, stood.uid).takes(stood, **fields)
        if is_moved:
            self._comes_last(calendar, stood.uid)

    def delete(self, calendar: int, uid: str) -> None:
        self.hand(calendar, uid).is_deleted = True
        self._comes_last(calendar, uid)

    def restore(self, calendar: int, uid: str) -> None:
        self.hand(calendar, uid).is_deleted = False
        self._comes_last(calendar, uid)

    def decide(self, uids: Iterable[str], *, wholly: bool = False) -> None:
        """The athlete has decided by a command where these stand, or that they go `wholly`, words and all."""
        decided = frozenset(uids)
        self._doubted -= decided
        for calendar, uid in [key for key in self._hands if key[1] in decided]:
            self._give_up(calendar, uid)
            if wholly:
                self._hands.pop((calendar, uid), None)

    def doubt(self, uids: Iterable[str], *, wholly: bool = False) -> None:
        """Nobody can say whether a decision about these was carried out."""
        uids = frozenset(uids)
        self._doubted |= uids
        if wholly:
            self._half_gone |= uids

    def may_stand(self, uid: str) -> bool:
        """Whether it was to go, words of the athlete's and all, and nobody can say if it did."""
        return uid in self._half_gone

    def seen(self) -> None:
        """A sync has come to its end."""
        self._unseen.clear()

    def check(self, calendars: Sequence[OwnCalendar]) -> None:
        standing = [{one.uid: one for one in calendar.standing()} for calendar in calendars]
        for (calendar, uid), hand in self._hands.items():
            there = standing[calendar].get(uid)
            if hand.is_deleted:
                assert there is None, f"{there} was deleted by hand"
            elif hand.mine:
                assert there, f"{uid} was changed by hand to {hand.mine}"
                assert {name: getattr(there, name) for name in hand.mine} == hand.mine

    def words(self, calendar: int, entry: Entry) -> dict[str, Any]:
        """What a calendar should say of an entry, hand and plan together."""
        mine = self.hand(calendar, entry.uid).mine
        return {name: mine.get(name, getattr(entry, name)) for name in ("span", "title", "text", "place")}

    def _comes_last(self, calendar: int, uid: str) -> None:
        unseen = self._unseen.setdefault(uid, set())
        others = [key[0] for key in self._hands if key[1] == uid and key[0] != calendar]
        for other in others:
            self._give_up(other, uid)
        if unseen - {calendar}:
            self._give_up(calendar, uid)
            self._doubted.add(uid)
        unseen.add(calendar)

    def _give_up(self, calendar: int, uid: str) -> None:
        hand = self._hands[calendar, uid]
        hand.lets_go("span")
        if hand.is_deleted:
            # What comes back is new, whatever it was called before.
            del self._hands[calendar, uid]
