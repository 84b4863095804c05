"""The audits of calendars as apps and people write them, compared with golden texts.

To renew the texts after a change that was meant, run this file once with LIFTRUN_RENEW_GOLDEN=1.
"""

import os
from pathlib import Path

import pytest

from service.cli.main import main

FEEDS = sorted((Path(__file__).parents[1] / "golden" / "audit").glob("*.ics"))


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.stem)
def test_the_audit_reads_as_ever(
    feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["audit", str(feed), "--from", "2026-03-02", "--weeks", "2", "--timezone", "Europe/Berlin"])
    printed = capsys.readouterr().out
    text = feed.with_suffix(".txt")
    if os.environ.get("LIFTRUN_RENEW_GOLDEN"):
        text.write_text(printed, encoding="utf-8")
    assert printed == text.read_text(encoding="utf-8")
