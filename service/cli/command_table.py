"""Every command: the module that declares its flags, and what `liftrun --help` says of it.

Shape: importing the modules of all commands takes longer than anything else that `liftrun --help` does, so
the sentences are kept here, and a module is imported only when its command is called.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """One command: its module in `service.cli.commands`, and its summary."""

    module: str
    summary: str


COMMANDS = {
    "plan": Command("plan", "place the week's lifting and running in your free hours"),
    "sync": Command("sync", "plan, and make your own calendar show the plan"),
    "done": Command("decisions", "say that a session was done"),
    "skip": Command("decisions", "leave a session out this week"),
    "pin": Command("decisions", "keep a session where it stands"),
    "unpin": Command(
        "decisions", "let a session be planned again that was pinned, moved, skipped or deleted"
    ),
    "move": Command("decisions", "put a session where you want it, and keep it there"),
    "history": Command("history", "list the versions of your plan, or what one changed"),
    "undo": Command("undo", "bring plan and calendars back to the version before"),
    "why": Command("why", "say why a session stands where it stands, or found no room"),
    "why-not": Command("why_not", "say what keeps a session from an hour, or its price"),
    "audit": Command("audit", "hold the training in any calendar against the rulebook"),
    "busy": Command("busy", "show when your calendars say you are busy"),
    "init": Command("init", "answer a few questions and get a configuration"),
    "google": Command("google", "log in to Google, or see your calendars there"),
    "caldav": Command("caldav", "log in to a CalDAV account, or see its calendars"),
    "check": Command("check", "prove the configuration, and that every calendar answers"),
    "rules": Command("rules", "list the training rules, or show one with its sources"),
    "serve": Command("serve", "plan every week by itself, and serve the feed and the page"),
    "athlete": Command("athlete", "plan for several people, or get a link to sign in by"),
    "feed": Command("feed", "show, change or end the links that calendars subscribe to"),
    "doctor": Command("doctor", "look at everything Liftrun needs, and say what is not well"),
    "backup": Command("backup", "copy all that Liftrun remembers into one file"),
    "restore": Command("backup", "put back what `liftrun backup` wrote"),
    "completion": Command("completion", "print the script that completes commands in your shell"),
}
