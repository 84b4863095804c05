"""Creates the first tables."""  # Alembic puts the number in front of the name, which sorts the files

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of this schema."""
    op.create_table("athletes", _key("name"), sa.PrimaryKeyConstraint("name"))
    _create_plans()
    _create("marks", _key("session"), _document("mark"))
    _create("written", _key("target"), _key("uid"), _document("entry"))
    _create("intents", _key("target"), _key("uid"), sa.Column("entry", sa.JSON(none_as_null=True)))
    _create_sources()
    _create_training_log()
    _create("secrets", _key("name"), sa.Column("sealed", sa.LargeBinary(), nullable=False))


def _create_plans() -> None:
    _create(
        "plans",
        _number("number"),
        _moment("made_at"),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("restores", sa.Integer()),
        sa.Column("document", sa.Text(), nullable=False),
        _document("placements"),
        _document("entries"),
        _document("marks"),
    )


def _create_sources() -> None:
    _create(
        "sources",
        _key("source"),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _moment("window_start"),
        _moment("window_end"),
        _moment("read_at"),
    )


def _create_training_log() -> None:
    _create(
        "training_log",
        _number("line"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("duration", sa.Interval(), nullable=False),
        sa.Column("effort", sa.String(), nullable=False),
        _moment("start", nullable=True),
        sa.Column("missed", sa.Boolean(), nullable=False),
    )


def _create(table: str, *columns: sa.Column[Any]) -> None:
    """Create a table of rows that belong to an athlete; the columns marked as keys make a row unique."""
    keys = [column.name for column in columns if column.info.get("is_key")]
    op.create_table(
        table,
        sa.Column("athlete", sa.Text(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["athlete"], ["athletes.name"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("athlete", *keys),
    )


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, info={"is_key": True})


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False, info={"is_key": True})


def _document(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
