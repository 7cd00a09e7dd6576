"""Databases full of what a benchmark needs, made inside the database: a million rows in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, insert, text

from bot.app import bring_up_to_date
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Post

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
SEATS = 5

_NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count) ",
    "postgresql": "WITH numbers AS (SELECT n FROM generate_series(1, :count) AS n) ",
}
_INSTANT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', '2020-01-01', (n * 23) || ' minutes')",
    "postgresql": "timestamptz '2020-01-01 00:00+00' + n * interval '23 minutes'",
}
_DAY = {
    "sqlite": "date('2020-01-31', (n / 62) || ' days')",
    "postgresql": "date '2020-01-31' + (n / 62)::int",
}


@dataclass(frozen=True)
class Filled:
    """A migrated database and the ids of its groups, in the order asked for."""

    database: Database
    url: str
    groups: tuple[int, ...]


def filled(url: str, *actions: int) -> Filled:
    """A database with one group for each number, holding so many actions; every second one was updated."""
    database = Database(url, [KEY])
    bring_up_to_date(database)
    groups = []
    with database.engine.execution_options(purpose="write").begin() as connection:
        for number, count in enumerate(actions, start=1):
            group_id, posts = _group(connection, number)
            _actions(connection, group_id, posts, count)
            groups.append(group_id)
    _analyse(database)
    return Filled(database, url, tuple(groups))


def _group(connection: Connection, number: int) -> tuple[int, list[tuple[int, int]]]:
    """A group of five seats with a lead each: its id, and the leads' posts with their seats."""
    group_id = _new(connection, models.Group, slug=f"group{number}", name=f"Group {number}", starts_on=BEGAN.date())
    posts = []
    for seat in range(1, SEATS + 1):
        seat_id = _new(connection, models.Seat, group_id=group_id, administration_id=seat, first_day=BEGAN.date())
        post_id = _new(connection, models.PostRecord, group_id=group_id, seat_id=seat_id, kind=Post.LEAD)
        address = f"lead{seat}.{number}@example.org"
        official_id = _new(connection, models.Official, name=f"Lead {seat} of {number}", email=address)
        _new(connection, models.Holder, post_id=post_id, official_id=official_id, since=BEGAN)
        posts.append((post_id, seat_id))
    return group_id, posts


_DEFAULTS: dict[str, dict[str, object]] = {
    "groups": {
        "purpose": "",
        "kind": "working",
        "terms": "",
        "themes": [],
        "marking": "OFFICIAL",
        "zone": "Europe/London",
        "language": "en-GB",
        "closed_reason": "",
        "policy": {},
        "notice_days": [28, 7],
        "meetings_numbered": 0,
        "actions_numbered": 0,
        "created_at": BEGAN,
        "version": 1,
    },
    "posts": {"title": ""},
    "officials": {
        "language": "en-GB",
        "zone": "Europe/London",
        "hours_from": datetime(2020, 1, 1, 9).time(),
        "hours_until": datetime(2020, 1, 1, 17).time(),
        "created_at": BEGAN,
    },
}


def _new(connection: Connection, record: type[models.Record], **values: object) -> int:
    """One row by its columns; its id."""
    table = models.Record.metadata.tables[record.__tablename__]
    result = connection.execute(insert(table).values({**_DEFAULTS.get(table.name, {}), **values}))
    key = result.inserted_primary_key
    return int(key[0]) if key else 0


def _actions(connection: Connection, group_id: int, posts: list[tuple[int, int]], count: int) -> None:
    dialect = connection.dialect.name
    first_post, first_seat = posts[0]
    step = (posts[1][0] - first_post, posts[1][1] - first_seat)
    instant, day = _INSTANT[dialect], _DAY[dialect]
    connection.execute(
        text(
            f"""INSERT INTO actions (group_id, number, text, extent, seat_id, post_id, due, original_due, status,
                link, dropped_reason, marking, origin, raised_by, raised_at, updated_at, closed_at, version, folded)
            {_NUMBERS[dialect]}
            SELECT :group_id, n, 'Publish the minutes of meeting ' || n || ', and send them to every administration',
                CASE WHEN n % 3 = 0 THEN '["WLS"]' ELSE '["ENG", "SCT"]' END{"::json" if dialect != "sqlite" else ""},
                :seat + :seats * (n % {SEATS}), :post + :posts * (n % {SEATS}), {day}, {day},
                CASE WHEN n % 2 = 0 THEN 'done' ELSE 'open' END, '', '', 'OFFICIAL', 'slack:T0001:C0001', 1,
                {instant}, {instant}, CASE WHEN n % 2 = 0 THEN {instant} END, 1,
                'publish the minutes of meeting ' || n || ', and send them to every administration'
            FROM numbers"""
        ),
        {
            "group_id": group_id,
            "count": count,
            "seat": first_seat,
            "seats": step[1],
            "post": first_post,
            "posts": step[0],
        },
    )
    connection.execute(
        text(
            """INSERT INTO action_updates (action_id, at, official_id, text, folded)
            SELECT id, raised_at, 1, 'Sent round, with the papers of meeting ' || number,
                'sent round, with the papers of meeting ' || number FROM actions
            WHERE group_id = :group_id AND number % 2 = 0"""
        ),
        {"group_id": group_id},
    )


def _analyse(database: Database) -> None:
    with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("ANALYZE" if database.engine.dialect.name == "sqlite" else "VACUUM ANALYZE")


TODAY = date(2027, 1, 4)
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
