"""Claiming lanes and settling what came of it, on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event, select

from bot.db import models
from bot.db.claims import LEASE, Claim, Claimed, Outcome
from bot.db.deliveries import MAX_ATTEMPTS
from bot.db.models import OutboxState
from bot.db.recipients import ToPerson, ToPlace
from bot.db.roads import LOOKED_AGAIN
from bot.db.unit_of_work import Database
from bot.services import workspaces

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
HERE = ToPlace("chat", "T1", "C1")
THERE = ToPlace("chat", "T1", "C2")


def entered(database: Database, key: str, to: ToPlace | ToPerson = HERE, **when: datetime) -> None:
    with database.writing("test") as uow:
        assert uow.outbox.say(key=key, subject="message", facts={}, to=to, now=NOW, **when)  # type: ignore[arg-type]


def claimed(
    database: Database,
    now: datetime = NOW,
    *,
    holder: str = "one",
    platforms: Sequence[str] = ("chat",),
    limit: int = 50,
) -> Claimed:
    with database.writing("test") as uow:
        return uow.deliveries.claim(now=now, holder=holder, platforms=platforms, limit=limit)


def keys(found: Claimed) -> list[str]:
    return [claim.key for claim in found.claims]


def settled(database: Database, outcome: Outcome, now: datetime = NOW) -> bool:
    with database.writing("test") as uow:
        return uow.deliveries.settle(outcome, now=now).in_time


def sent(claim: Claim) -> Outcome:
    return Outcome(claim, OutboxState.SENT, platform_id="p1")


def entry(database: Database, key: str) -> models.OutboxEntry:
    with database.reading() as uow:
        return uow.session.scalars(select(models.OutboxEntry).where(models.OutboxEntry.key == key)).one()


def test_a_lane_gives_its_first_due_entry_and_then_the_next(database: Database) -> None:
    entered(database, "later", due_at=NOW + timedelta(hours=1))
    entered(database, "second", due_at=NOW - timedelta(minutes=1))
    entered(database, "first", due_at=NOW - timedelta(minutes=2))
    found = claimed(database)
    assert keys(found) == ["first"]
    assert keys(claimed(database, holder="two")) == []
    assert settled(database, sent(found.claims[0]))
    assert keys(claimed(database)) == ["second"]


def test_what_was_sent_is_written_down(database: Database) -> None:
    entered(database, "a")
    assert settled(database, sent(claimed(database).claims[0]))
    found = entry(database, "a")
    assert (found.state, found.platform_id, found.sent_to, found.sent_at) == (
        OutboxState.SENT,
        "p1",
        "chat:T1:C1",
        NOW,
    )
    assert not claimed(database).anything


def test_lanes_are_claimed_side_by_side_the_oldest_first(database: Database) -> None:
    entered(database, "young", HERE)
    entered(database, "old", THERE, due_at=NOW - timedelta(days=1))
    assert keys(claimed(database, limit=1)) == ["old"]
    assert keys(claimed(database, limit=1)) == ["young"]


def test_a_settlement_with_an_old_fence_changes_nothing(database: Database) -> None:
    entered(database, "a")
    sleeper = claimed(database).claims[0]
    afterwards = NOW + LEASE
    again = claimed(database, afterwards, holder="two").claims[0]
    assert (again.key, again.attempt, again.again) == ("a", 2, True)
    assert not settled(database, sent(sleeper))
    assert entry(database, "a").state is OutboxState.SENDING
    assert settled(database, sent(again), afterwards)
    assert not settled(database, Outcome(sleeper, OutboxState.READY))
    assert entry(database, "a").state is OutboxState.SENT


def test_a_settlement_is_taken_once(database: Database) -> None:
    entered(database, "a")
    claim = claimed(database).claims[0]
    assert settled(database, sent(claim))
    assert not settled(database, sent(claim))


def test_an_entry_of_a_dead_process_waits_for_its_lease(database: Database) -> None:
    entered(database, "a")
    entered(database, "b")
    claimed(database)
    assert not claimed(database, NOW + LEASE - timedelta(seconds=1), holder="two").anything
    assert keys(claimed(database, NOW + LEASE, holder="two")) == ["a"]


def test_a_lane_that_was_told_to_wait_keeps_its_order(database: Database) -> None:
    entered(database, "a")
    entered(database, "b")
    until = NOW + timedelta(seconds=30)
    assert settled(database, Outcome(claimed(database).claims[0], OutboxState.READY, "busy", wait_until=until))
    assert not claimed(database, until - timedelta(seconds=1)).anything
    assert keys(claimed(database, until)) == ["a"]


def test_an_entry_that_steps_aside_lets_the_others_pass(database: Database) -> None:
    entered(database, "a")
    entered(database, "b")
    aside = Outcome(claimed(database).claims[0], OutboxState.READY, "bad", due_at=NOW + timedelta(hours=1))
    assert settled(database, aside)
    assert keys(claimed(database)) == ["b"]


def test_what_has_expired_is_not_said(database: Database) -> None:
    entered(database, "a", expires_at=NOW)
    found = claimed(database)
    assert (keys(found), found.stale) == ([], 1)
    assert (entry(database, "a").state, entry(database, "a").reason) == (OutboxState.STALE, "expired")


def test_after_enough_attempts_it_is_given_up_with_the_last_reason(database: Database) -> None:
    entered(database, "a")
    for attempt in range(MAX_ATTEMPTS):
        claim = claimed(database).claims[0]
        assert claim.attempt == attempt + 1
        assert settled(database, Outcome(claim, OutboxState.READY, "away"))
    assert claimed(database).undeliverable == 1
    assert (entry(database, "a").state, entry(database, "a").reason) == (OutboxState.UNDELIVERABLE, "away")


def test_a_place_that_cannot_be_reached_from_here_is_left_alone(database: Database) -> None:
    entered(database, "elsewhere", ToPlace("other", "T", "C"))
    assert not claimed(database).anything
    assert keys(claimed(database, platforms=("other",))) == ["elsewhere"]


def official(database: Database, *accounts: tuple[str, str, str], email: str | None = None) -> int:
    with database.writing("test") as uow:
        person = models.Official(name="Ana", email=email, created_at=NOW)
        uow.session.add(person)
        uow.session.flush()
        for platform, workspace, account in accounts:
            uow.session.add(
                models.Account(
                    official_id=person.id, platform=platform, workspace=workspace, account=account, created_at=NOW
                )
            )
            uow.session.flush()
        return person.id


def test_a_person_is_found_at_the_preferred_platform_at_the_oldest_account(database: Database) -> None:
    who = official(database, ("web", "demo", "ana"), ("chat", "T1", "U1"), ("chat", "T2", "U2"))
    entered(database, "a", ToPerson(who))
    claim = claimed(database, platforms=("chat", "web")).claims[0]
    assert (claim.address, claim.official_id) == ("chat:T1:U1", who)


def test_a_person_without_accounts_is_written_to_by_mail_where_mail_goes_out(database: Database) -> None:
    entered(database, "a", ToPerson(official(database, email="ana@example.org")))
    assert claimed(database, platforms=("chat", "email")).claims[0].address == "email::ana@example.org"


def test_a_person_without_an_address_is_undeliverable(database: Database) -> None:
    entered(database, "a", ToPerson(official(database, ("web", "demo", "ana"))))
    found = claimed(database)
    assert (keys(found), found.undeliverable) == ([], 1)
    assert entry(database, "a").reason == "no address"


def test_the_next_instant_is_when_something_may_be_claimed_that_may_not_be_now(database: Database) -> None:
    hour = timedelta(hours=1)

    def following(now: datetime) -> datetime | None:
        with database.reading() as uow:
            return uow.waiting.next_instant(now)

    assert following(NOW) is None
    entered(database, "a")
    entered(database, "b", THERE, due_at=NOW + 3 * hour)
    assert following(NOW) == NOW + 3 * hour
    claim = claimed(database).claims[0]
    assert following(NOW) == NOW + LEASE
    settled(database, Outcome(claim, OutboxState.READY, wait_until=NOW + 2 * hour))
    assert following(NOW) == NOW + 2 * hour


def test_the_backlog_counts_by_state_and_tells_the_age_of_the_oldest(database: Database) -> None:
    entered(database, "a", due_at=NOW - timedelta(seconds=90))
    entered(database, "b", due_at=NOW + timedelta(hours=1))
    with database.reading() as uow:
        found = uow.waiting.backlog(NOW)
    assert (found.by_state["ready"], found.by_state["sent"], found.oldest_seconds) == (2, 0, 90.0)


def test_the_backlog_tells_of_lanes_in_use_waiting_and_paused(database: Database) -> None:
    for number in range(3):
        entered(database, str(number), ToPlace("chat", "T1", f"C{number}"))
    first, second, _ = claimed(database).claims
    settled(database, Outcome(first, OutboxState.READY, wait_until=NOW + timedelta(seconds=30)))
    settled(database, Outcome(second, OutboxState.UNDELIVERABLE, "is_archived", lost="channel"))
    with database.writing("test") as uow:
        uow.deliveries.roads.pause("chat", "T2", reason="token_revoked", now=NOW)
    with database.reading() as uow:
        found = uow.waiting.backlog(NOW)
    assert found.lanes == {"sending": 1, "waiting": 1, "paused": 1}
    assert (found.longest_wait_seconds, found.paused_roads) == (30.0, 1)


def test_a_claim_is_written_down_before_anything_can_leave(database: Database) -> None:
    """Whoever reads it sees an entry that is being sent, and where to, while the sender has done nothing yet."""
    entered(database, "a")
    claim = claimed(database).claims[0]
    row = entry(database, "a")
    assert (row.state, row.tried_to, row.attempts) == (OutboxState.SENDING, claim.address, 1)
    assert row.tried_at == NOW


RATES = {"chat": 5.0}


def with_rates(database: Database, now: datetime = NOW, *, holder: str = "one", limit: int = 200) -> Claimed:
    with database.writing("test") as uow:
        return uow.deliveries.claim(now=now, holder=holder, platforms=("chat",), limit=limit, rates=RATES)


def test_a_workspace_has_one_pace_for_all_its_channels_and_processes(database: Database) -> None:
    """Five a second: each message has an instant of its own, whoever claims it, a second ahead at most."""
    for number in range(12):
        entered(database, str(number), ToPlace("chat", "T1", f"C{number:02}"))
    one, two = with_rates(database, limit=2), with_rates(database, holder="two")
    instants = [(claim.at - NOW).total_seconds() for found in (one, two) for claim in found.claims]
    assert instants == [0.0, 0.2, 0.4, 0.6, 0.8]
    assert two.put_off > 0
    later = with_rates(database, NOW + timedelta(seconds=1))
    assert [(claim.at - NOW).total_seconds() for claim in later.claims] == [1.0, 1.2, 1.4, 1.6, 1.8]


def test_a_full_workspace_holds_up_no_other(database: Database) -> None:
    for number in range(30):
        entered(database, f"a{number}", ToPlace("chat", "T1", f"C{number:02}"))
    entered(database, "b", ToPlace("chat", "T2", "C1"))
    found = with_rates(database, limit=10)
    following = with_rates(database, limit=10)
    assert "b" in keys(found) + keys(following)


def test_a_person_whose_workspace_is_full_waits_their_turn_and_is_not_lost(database: Database) -> None:
    people = [official(database, ("chat", "T1", f"U{number}")) for number in range(8)]
    for who in people:
        entered(database, str(who), ToPerson(who))
    first = with_rates(database)
    assert (len(first.claims), first.put_off) == (5, 3)
    assert len(with_rates(database, NOW + timedelta(seconds=2)).claims) == 3


def test_at_most_fifty_are_under_way_in_a_workspace_all_processes_together(database: Database) -> None:
    for number in range(60):
        entered(database, f"a{number}", ToPlace("chat", "T1", f"C{number:02}"))
        entered(database, f"b{number}", ToPlace("chat", "T2", f"C{number:02}"))
    with database.writing("test") as uow:
        first = uow.deliveries.claim(now=NOW, holder="one", platforms=("chat",), limit=70)
    second = claimed(database, holder="two", limit=70)
    in_first = Counter(claim.workspace for found in (first, second) for claim in found.claims)
    assert in_first == {"T1": 50, "T2": 50}
    for claim in first.claims:
        assert settled(database, sent(claim))
    assert claimed(database, NOW + timedelta(seconds=5), limit=100).claims


def test_a_workspace_that_was_lost_is_tried_by_one_message_a_day(database: Database) -> None:
    for number in range(5):
        entered(database, str(number), ToPlace("chat", "T1", f"C{number}"))
    lost = claimed(database, limit=1).claims[0]
    with database.writing("test") as uow:
        told = uow.deliveries.settle(
            Outcome(lost, OutboxState.UNDELIVERABLE, "token_revoked", lost="workspace"), now=NOW
        )
    assert told.lost == "workspace"
    assert not claimed(database).claims
    day = NOW + timedelta(days=1)
    [trial] = claimed(database, day).claims
    assert trial.trial
    with database.writing("test") as uow:
        again = uow.deliveries.settle(
            Outcome(trial, OutboxState.UNDELIVERABLE, "token_revoked", lost="workspace"), now=day
        )
    assert again.lost is None
    [trial] = claimed(database, day + timedelta(days=1)).claims
    assert settled(database, sent(trial), day + timedelta(days=1))
    assert len(claimed(database, day + timedelta(days=1, seconds=5)).claims) == 4


def test_nobody_waits_for_a_workspace_that_we_were_removed_from(database: Database) -> None:
    """A channel there waits, for the app may be installed again."""
    entered(database, "channel")
    with database.writing("test") as uow:
        [lost] = uow.deliveries.claim(now=NOW, holder="one", platforms=("chat",), limit=50).claims
        uow.deliveries.settle(Outcome(lost, OutboxState.UNDELIVERABLE, "token_revoked", lost="workspace"), now=NOW)
    entered(database, "both", ToPerson(official(database, ("chat", "T1", "U1"), ("chat", "T2", "U2"))))
    entered(database, "alone", ToPerson(official(database, ("chat", "T1", "U3"))))
    assert keys(claimed(database)) == ["both"]
    assert entry(database, "alone").state is OutboxState.READY, "a token can be mended"
    with database.writing("test") as uow:
        workspaces.clear(uow, platform="chat", workspace="T1", now=NOW)
    later = NOW + LOOKED_AGAIN
    assert claimed(database, later).dead == (entry(database, "alone").id,)
    ended = {key: (entry(database, key).state.value, entry(database, key).reason) for key in ("alone", "channel")}
    assert ended == {"alone": ("undeliverable", "not_installed"), "channel": ("ready", "token_revoked")}


def test_an_attempt_that_never_was_is_not_counted(database: Database) -> None:
    entered(database, "a")
    claim = claimed(database).claims[0]
    assert settled(database, Outcome(claim, OutboxState.READY, "held back", attempts=claim.attempt - 1))
    assert claimed(database).claims[0].attempt == 1


def test_after_too_many_attempts_at_one_address_the_next_is_tried(database: Database) -> None:
    who = official(database, ("chat", "T1", "U1"), ("chat", "T2", "U2"))
    entered(database, "a", ToPerson(who))
    for _ in range(MAX_ATTEMPTS):
        claim = claimed(database).claims[0]
        assert claim.workspace == "T1"
        assert settled(database, Outcome(claim, OutboxState.READY, "away"))
    claim = claimed(database).claims[0]
    assert (claim.workspace, claim.attempt) == ("T2", 1)


def test_lanes_are_looked_up_by_the_index_of_open_entries(database: Database) -> None:
    entered(database, "a")
    run: list[tuple[str, Any]] = []
    listen = event.listens_for(database.engine, "before_cursor_execute")
    listen(lambda _c, _k, statement, parameters, _x, _m: run.append((statement, parameters)))
    claimed(database)
    statement, parameters = next(one for one in run if "FROM lanes" in one[0] and "min(" in one[0])
    embedded = database.engine.dialect.name == "sqlite"
    with database.engine.connect() as connection:
        if not embedded:
            connection.exec_driver_sql("SET enable_seqscan = off")  # it would rightly read so small a table whole
        plan = connection.exec_driver_sql(f"EXPLAIN {'QUERY PLAN ' if embedded else ''}{statement}", parameters).all()
    assert "ix_outbox_open" in str(plan)
