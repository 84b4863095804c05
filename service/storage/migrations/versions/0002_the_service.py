"""Creates the tables of the service: its roster, tokens, readings, feeds and jobs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables that this schema adds."""
    _create("roster", _text("config"), _moment("since"))
    _create_tokens()
    _create(
        "readings",
        _text("source", is_key=True),
        _string("kind"),
        _moment("tried_at"),
        _text("trouble"),
        _number("failures"),
        sa.Column("reading", sa.JSON(none_as_null=True)),
    )
    _create(
        "feeds",
        _number("version"),
        _moment("shown_at"),
        sa.Column("entries", sa.JSON(), nullable=False),
    )
    _create(
        "duties",
        _text("duty", is_key=True),
        _moment("due_at"),
        _moment("slot", nullable=True),
        _number("fence"),
        _moment("lease_until", nullable=True),
        _number("failures"),
        _moment("failing_since", nullable=True),
        _moment("told_at", nullable=True),
        _moment("done_at", nullable=True),
        _text("trouble"),
    )


def _create_tokens() -> None:
    op.create_table(
        "tokens",
        _string("digest"),
        _text("athlete"),
        _string("purpose"),
        _moment("made_at"),
        _moment("ends_at", nullable=True),
        _moment("seen_at", nullable=True),
        _text("seen_by"),
        _number("uses"),
        sa.ForeignKeyConstraint(["athlete"], ["athletes.name"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest"),
    )


def _create(table: str, *columns: sa.Column[Any]) -> None:
    """Create a table of rows that belong to an athlete; the columns marked as keys make a row unique."""
    keys = [column.name for column in columns if column.info.get("is_key")]
    op.create_table(
        table,
        _text("athlete"),
        *columns,
        sa.ForeignKeyConstraint(["athlete"], ["athletes.name"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("athlete", *keys),
    )


def _text(name: str, *, is_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, info={"is_key": is_key})


def _string(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
