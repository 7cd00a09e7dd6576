"""The sentences of the rules' second section that the worked examples leave out."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.errors import DomainError
from bot.domain.rotation import (
    Away,
    Basis,
    Cancelling,
    Hosting,
    Kind,
    Missing,
    Policy,
    Role,
    Rotation,
    Slot,
    TurnState,
    assign,
    events,
    from_json,
    offer_order,
    policy_from_json,
    policy_to_json,
    project,
    reasons,
    refusals,
    replay,
    to_json,
)

CHAIR, HOST = Role.CHAIR, Role.HOST
FIVE = ("UKG", "SCT", "WLS", "NIR", "IRL")
ALONE = Policy(host=Hosting.OFF)


def slots(first: int, last: int) -> list[Slot]:
    return [Slot(number) for number in range(first, last + 1)]


def chairs(rotation: Rotation, coming: list[Slot]) -> list[str | None]:
    return [turn.chair for turn in project(rotation, coming)]


def hold(rotation: Rotation, *numbers: int) -> Rotation:
    """Meetings are told, held, and the next one told, as a service would."""
    for number in numbers:
        rotation = tell(rotation, number)
        rotation = rotation.then(events.Held(number))
        rotation = rotation.then(*assign(rotation, slots(number + 1, number + 20)))
    return rotation


def tell(rotation: Rotation, number: int) -> Rotation:
    coming = [slot for slot in slots(1, number + 5) if slot.number and not rotation.closed(slot.number)]
    return rotation.then(*assign(rotation, coming, through=number))


# Assigned


def test_nothing_is_told_before_the_first_notice_or_the_first_close() -> None:
    assert assign(replay(FIVE), slots(1, 9)) == ()


def test_the_next_turn_is_told_as_the_meeting_before_it_closes() -> None:
    rotation = hold(replay(FIVE), 1)
    assert (rotation.holder(2, CHAIR), rotation.holder(2, HOST)) == ("SCT", "WLS")
    assert rotation.state(2, CHAIR) is TurnState.ASSIGNED
    assert rotation.state(3, CHAIR) is TurnState.PROJECTED


def test_a_cancelled_meeting_is_closed_too_and_the_next_turn_told() -> None:
    rotation = tell(replay(FIVE, ALONE), 1).then(events.Cancelled(1))
    assert assign(rotation, slots(2, 9)) == (events.Told(2, CHAIR, "UKG"),)


def test_a_first_notice_tells_every_turn_up_to_its_own() -> None:
    told = assign(replay(FIVE, ALONE), slots(1, 9), through=3)
    assert [(event.number, event.seat) for event in told if isinstance(event, events.Told)] == [
        (1, "UKG"),
        (2, "SCT"),
        (3, "WLS"),
    ]


def test_a_meeting_added_between_others_gets_the_next_turn_and_moves_nobody_told() -> None:
    rotation = tell(replay(FIVE, ALONE), 2)
    order = [Slot(1), Slot(9), Slot(2), Slot(3)]
    assert [(turn.number, turn.chair) for turn in project(rotation, order)] == [
        (1, "UKG"),
        (9, "WLS"),
        (2, "SCT"),
        (3, "NIR"),
    ]


def test_a_turn_freed_by_its_seat_goes_to_the_first_in_the_queue_who_does_not_host_it() -> None:
    rotation = tell(replay(FIVE), 1).then(events.Unavailable("UKG", number=1))
    assert rotation.state(1, CHAIR) is TurnState.RELEASED
    assert rotation.holder(1, CHAIR) is None
    told = assign(rotation, slots(1, 9))
    assert told == (events.Told(1, CHAIR, "WLS"),)
    rotation = rotation.then(*told)
    assert rotation.holder(1, HOST) == "SCT"
    assert reasons.PassedOver("SCT", "hosts-here", None, None, reasons.Outcome.OWED) in rotation.why(1, CHAIR)
    assert chairs(rotation, slots(2, 4)) == ["UKG", "SCT", "NIR"]


def test_where_nobody_is_available_the_secretariat_decides_and_nobody_is_charged() -> None:
    away = Away("pre-election", date(2026, 3, 26), date(2026, 5, 7))
    (turn, after) = project(
        replay(FIVE, ALONE), slots(1, 2), lambda role, seat, slot: away if slot.number == 1 else None
    )
    assert (turn.chair, turn.chair_why) == (None, (reasons.NobodyAvailable(),))
    assert (after.chair, after.chair_why) == ("UKG", (reasons.NextInOrder(),))


def test_a_told_turn_is_not_taken_back_by_a_later_calendar_entry() -> None:
    rotation = tell(replay(FIVE, ALONE), 1)
    turn = project(rotation, slots(1, 1), lambda *_: Away("recess"))[0]
    assert (turn.chair, turn.chair_state) == ("UKG", TurnState.ASSIGNED)


# Held, cancelled, extraordinary


def test_a_meeting_that_nobody_chaired_leaves_its_seat_owed() -> None:
    rotation = tell(replay(FIVE, ALONE), 1).then(events.Held(1, without=(CHAIR,)))
    assert rotation.standing("UKG", CHAIR).owed == 1
    assert chairs(rotation, slots(2, 4)) == ["UKG", "SCT", "WLS"]


def test_another_seat_that_chaired_is_an_override() -> None:
    rotation = tell(replay(FIVE, ALONE), 1).then(events.Named(1, CHAIR, "WLS", "chaired it"), events.Held(1))
    assert rotation.holder(1, CHAIR) == "WLS"
    assert chairs(rotation, slots(2, 6)) == ["UKG", "SCT", "NIR", "IRL", "UKG"]


def test_a_cancelled_meeting_gives_the_host_its_turn_back_too() -> None:
    rotation = tell(replay(FIVE), 1).then(events.Cancelled(1))
    assert (rotation.standing("UKG", CHAIR).owed, rotation.standing("SCT", HOST).owed) == (1, 1)
    assert [(turn.chair, turn.host) for turn in project(rotation, slots(2, 3))] == [("UKG", "SCT"), ("SCT", "WLS")]


def test_an_extraordinary_meeting_uses_no_turn_and_has_by_default_the_next_in_turn() -> None:
    rotation = replay(FIVE)
    order = [Slot(1), Slot(2, kind=Kind.EXTRAORDINARY), Slot(3)]
    told = assign(rotation, order, through=3)
    assert events.Extraordinary(2, "SCT", "WLS") in told
    rotation = rotation.then(*told, events.Held(1), events.Held(2), events.Held(3))
    assert [rotation.holder(number, CHAIR) for number in (1, 2, 3)] == ["UKG", "SCT", "SCT"]
    assert chairs(rotation, slots(4, 6)) == ["WLS", "NIR", "IRL"]


def test_the_chair_of_an_extraordinary_meeting_is_chosen_without_debt() -> None:
    rotation = replay(FIVE, ALONE, [events.Extraordinary(1, "IRL"), events.Named(1, CHAIR, "NIR", "she can")])
    assert rotation.holder(1, CHAIR) == "NIR"
    assert chairs(rotation.then(events.Held(1)), slots(2, 6)) == list(FIVE)


def test_a_cancelled_extraordinary_meeting_owes_nobody() -> None:
    rotation = replay(FIVE, ALONE, [events.Extraordinary(1, "IRL"), events.Cancelled(1)])
    assert not any(rotation.standing(seat, CHAIR).owed for seat in FIVE)


# Seats


def test_a_seat_that_joins_before_the_last_of_the_cycle_has_served_comes_right_after_it() -> None:
    rotation = hold(replay(FIVE, ALONE), 1, 2, 3, 4).then(events.Joined("IMN"))
    assert rotation.holder(5, CHAIR) == "IRL"
    assert chairs(rotation, slots(5, 8)) == ["IRL", "IMN", "UKG", "SCT"]


def test_a_seat_that_joins_once_the_next_cycle_was_told_comes_at_the_end_of_that() -> None:
    rotation = hold(replay(FIVE, ALONE), 1, 2, 3, 4, 5).then(events.Joined("IMN"))
    assert chairs(rotation, slots(6, 12)) == ["UKG", "SCT", "WLS", "NIR", "IRL", "IMN", "UKG"]


def test_the_secretariat_can_say_behind_whom_a_seat_joins() -> None:
    rotation = hold(replay(FIVE, ALONE), 1).then(events.Joined("IMN", after="WLS"))
    assert chairs(rotation, slots(2, 7)) == ["SCT", "WLS", "IMN", "NIR", "IRL", "UKG"]
    assert rotation.seats == ("UKG", "SCT", "WLS", "IMN", "NIR", "IRL")


def test_a_dated_change_holds_from_the_start_of_its_day() -> None:
    days = [Slot(number, date(2026, number, 20)) for number in range(1, 9)]
    rotation = replay(FIVE, ALONE, [events.Left("WLS", date(2026, 3, 20)), events.Joined("IMN", on=date(2026, 5, 21))])
    assert chairs(rotation, days) == ["UKG", "SCT", "NIR", "IRL", "UKG", "SCT", "NIR", "IRL"]
    assert rotation.seats == FIVE
    assert not rotation.due(date(2026, 3, 19))
    assert rotation.due(date(2026, 3, 20))
    assert rotation.then(events.DayCame(date(2026, 3, 20))).seats == ("UKG", "SCT", "NIR", "IRL")


def test_a_turn_told_before_its_seat_leaves_stays_if_the_meeting_comes_first() -> None:
    days = [Slot(number, date(2026, number, 20)) for number in range(1, 5)]
    rotation = replay(FIVE, ALONE)
    rotation = rotation.then(*assign(rotation, days, through=3), events.Left("SCT", date(2026, 2, 21)))
    assert chairs(rotation, days) == ["UKG", "SCT", "WLS", "NIR"]
    rotation = rotation.then(events.Left("WLS", date(2026, 2, 21)))
    assert chairs(rotation, days) == ["UKG", "SCT", "NIR", "IRL"]
    assert assign(rotation, days) == (events.Told(3, CHAIR, "NIR", date(2026, 3, 20)),)


def test_a_suspended_seat_is_released_from_what_it_was_told_without_debt() -> None:
    rotation = hold(replay(FIVE, ALONE), 1).then(events.Suspended("SCT"))
    assert rotation.holder(2, CHAIR) is None
    assert rotation.standing("SCT", CHAIR).owed == 0
    assert chairs(rotation.then(events.Resumed("SCT")), slots(2, 7)) == ["WLS", "NIR", "IRL", "UKG", "SCT", "WLS"]


def test_an_older_debt_survives_a_suspension() -> None:
    rotation = hold(replay(FIVE, ALONE), 1).then(events.Cancelled(2), events.Suspended("SCT"))
    assert chairs(rotation, slots(3, 4)) == ["WLS", "NIR"]
    assert chairs(rotation.then(events.Resumed("SCT")), slots(3, 4)) == ["SCT", "WLS"]


# Swaps, offers, overrides


def test_a_swapped_turn_travels_with_its_place_when_that_is_owed() -> None:
    rotation = hold(replay(FIVE, ALONE), 1).then(events.Swapped(CHAIR, "SCT", "NIR"), events.Cancelled(2))
    assert chairs(rotation, slots(3, 6)) == ["NIR", "WLS", "SCT", "IRL"]


def test_an_undone_swap_is_left_out_of_the_replay() -> None:
    told: list[events.Event] = [events.Told(1, CHAIR, "UKG"), events.Held(1), events.Told(2, CHAIR, "SCT")]
    swap = events.Swapped(CHAIR, "SCT", "NIR")
    assert chairs(replay(FIVE, ALONE, [*told, swap]), slots(2, 4)) == ["NIR", "WLS", "SCT"]
    assert chairs(replay(FIVE, ALONE, told), slots(2, 4)) == ["SCT", "WLS", "NIR"]


def test_a_declined_turn_is_offered_in_the_order_of_the_turns_after_it_but_not_to_its_host() -> None:
    rotation = tell(replay(FIVE), 1).then(events.Declined(1, CHAIR, "UKG"))
    assert rotation.holder(1, CHAIR) == "UKG"
    assert offer_order(rotation, 1, CHAIR, slots(1, 9)) == ("WLS", "NIR", "IRL")
    refused = rotation.then(events.Refused(1, CHAIR, "WLS"))
    assert offer_order(refused, 1, CHAIR, slots(1, 9)) == ("NIR", "IRL")
    away = lambda role, seat, slot: Away("leave") if seat == "NIR" else None  # noqa: E731
    assert offer_order(refused, 1, CHAIR, slots(1, 9), away) == ("IRL",)


def test_in_an_open_call_the_first_acceptance_wins() -> None:
    rotation = tell(replay(FIVE, ALONE), 1).then(events.Called(1, CHAIR), events.Taken(1, CHAIR, "IRL"))
    assert chairs(rotation, slots(1, 6)) == ["IRL", "SCT", "WLS", "NIR", "UKG", "UKG"]
    with pytest.raises(refusals.TurnNotOffered):
        rotation.then(events.Taken(1, CHAIR, "WLS"))


def test_a_call_that_was_withdrawn_can_not_be_taken() -> None:
    with pytest.raises(refusals.TurnNotOffered):
        tell(replay(FIVE, ALONE), 1).then(
            events.Called(1, CHAIR), events.CallWithdrawn(1, CHAIR), events.Taken(1, CHAIR, "IRL")
        )


def test_accepting_after_all_ends_the_offer() -> None:
    rotation = tell(replay(FIVE, ALONE), 1).then(events.Declined(1, CHAIR, "UKG"), events.Accepted(1, CHAIR, "UKG"))
    assert rotation.state(1, CHAIR) is TurnState.ACCEPTED
    with pytest.raises(refusals.TurnNotOffered):
        rotation.then(events.Taken(1, CHAIR, "SCT"))


def test_an_override_that_is_itself_overridden_leaves_only_the_first_seat_owed() -> None:
    rotation = tell(replay(FIVE, ALONE), 1)
    rotation = rotation.then(events.Named(1, CHAIR, "NIR", "x"), events.Named(1, CHAIR, "IRL", "y"))
    assert chairs(rotation, slots(1, 6)) == ["IRL", "UKG", "SCT", "WLS", "NIR", "UKG"]


def test_a_host_switched_and_switched_back_leaves_everything_as_it_was() -> None:
    before = hold(replay(FIVE), 1)
    after = before.then(events.Named(2, HOST, "IRL", "storm"), events.Named(2, HOST, "WLS", "storm over"))
    assert project(after, slots(2, 20)) == project(before, slots(2, 20))


def test_naming_a_seat_far_ahead_tells_nobody_sooner() -> None:
    rotation = hold(replay(FIVE), 1).then(events.Named(6, CHAIR, "IRL", "a summit"))
    assert assign(rotation, slots(2, 9)) == ()
    assert chairs(rotation, slots(2, 7)) == ["SCT", "WLS", "NIR", "UKG", "IRL", "SCT"]


def test_the_turn_that_was_swapped_with_a_leaver_comes_back_unless_its_seat_hosts_that_meeting() -> None:
    rotation = hold(replay(FIVE), 1).then(events.Swapped(CHAIR, "SCT", "IRL"))
    assert (rotation.holder(2, CHAIR), rotation.holder(2, HOST)) == ("IRL", "WLS")
    assert rotation.then(events.Left("IRL")).holder(2, CHAIR) == "SCT"
    hosting = rotation.then(events.Named(2, HOST, "SCT", "storm"), events.Left("IRL"))
    assert (hosting.holder(2, CHAIR), hosting.holder(2, HOST)) == (None, "SCT")
    assert hosting.standing("SCT", CHAIR).owed == 1


def test_a_turn_of_a_seat_that_is_about_to_leave_can_be_taken_without_a_swap() -> None:
    days = [Slot(number, date(2026, number, 20)) for number in range(1, 9)]
    rotation = replay(FIVE, ALONE)
    rotation = rotation.then(*assign(rotation, days, through=1), events.Left("UKG", date(2026, 2, 1)))
    rotation = rotation.then(events.Told(2, CHAIR, "SCT", date(2026, 2, 20)), events.Declined(1, CHAIR, "UKG"))
    rotation = rotation.then(events.Taken(1, CHAIR, "IRL"))
    assert chairs(rotation, days) == ["IRL", "SCT", "WLS", "NIR", "SCT", "WLS", "NIR", "IRL"]


def test_when_others_begin_the_next_cycle_without_it_the_older_turn_lapses_also_by_the_calendar() -> None:
    def gone(role: Role, seat: str, slot: Slot) -> Away | None:
        return Away("pre-election") if seat == "SCT" and (slot.number or 0) < 8 else None

    turns = project(replay(FIVE, ALONE), slots(1, 9), gone)
    assert [turn.chair for turn in turns] == ["UKG", "WLS", "NIR", "IRL", "UKG", "WLS", "NIR", "SCT", "IRL"]
    outcomes = [why.outcome for turn in turns for why in turn.chair_why if isinstance(why, reasons.PassedOver)]
    assert outcomes.count(reasons.Outcome.LAPSED) == 1


def test_under_forfeit_a_seat_passed_over_goes_to_the_back_as_though_served() -> None:
    forfeit = Policy(host=Hosting.OFF, unavailable=Missing.FORFEIT)
    turns = project(
        replay(FIVE, forfeit), slots(1, 6), lambda r, seat, s: Away("x") if s.number == 1 and seat == "UKG" else None
    )
    assert [turn.chair for turn in turns] == ["SCT", "WLS", "NIR", "IRL", "UKG", "SCT"]


# Hosting


def test_with_chair_the_chairing_seat_hosts_and_a_switch_is_only_noted() -> None:
    rotation = tell(replay(FIVE, Policy(host=Hosting.WITH_CHAIR)), 1)
    assert (rotation.holder(1, HOST), rotation.why(1, HOST)) == ("UKG", (reasons.WithChair(),))
    switched = rotation.then(events.Named(1, HOST, "IRL", "storm"))
    assert [(turn.chair, turn.host) for turn in project(switched, slots(1, 2))] == [("UKG", "IRL"), ("SCT", "SCT")]
    assert (switched.standing("UKG", HOST).noted, switched.standing("UKG", HOST).owed) == (1, 0)
    back = switched.then(events.Named(1, HOST, "UKG", "over"))
    assert back.standing("UKG", HOST).noted == 0
    assert back.holder(1, HOST) == "UKG"


def test_switched_off_there_is_no_host() -> None:
    turn = project(replay(FIVE, ALONE), slots(1, 1))[0]
    assert (turn.host, turn.host_why) == (None, ())


def test_a_single_seat_chairs_alone_and_nobody_hosts() -> None:
    turns = project(replay(("UKG",)), slots(1, 3))
    assert [(turn.chair, turn.host) for turn in turns] == [("UKG", None)] * 3


def test_the_policy_can_change_and_told_turns_stay() -> None:
    rotation = tell(replay(FIVE), 1).then(events.PolicyChanged(Policy(host=Hosting.WITH_CHAIR)))
    assert [(turn.chair, turn.host) for turn in project(rotation, slots(1, 2))] == [("UKG", "SCT"), ("SCT", "SCT")]


# Terms


def begin(rotation: Rotation, number: int) -> Rotation:
    rotation = tell(rotation, number).then(events.Began(number))
    return rotation.then(*assign(rotation, slots(number, number + 9)))


def test_a_term_is_told_as_the_one_before_it_begins() -> None:
    rotation = begin(replay(FIVE, Policy(Basis.TERM, Hosting.OFF)), 1)
    assert rotation.holder(2, CHAIR) == "SCT"
    assert rotation.holder(3, CHAIR) is None


def test_a_term_under_way_is_not_released_by_a_suspension() -> None:
    rotation = begin(replay(FIVE, Policy(Basis.TERM, Hosting.OFF)), 1).then(events.Suspended("UKG"))
    assert rotation.holder(1, CHAIR) == "UKG"


def test_if_the_holder_of_a_term_leaves_the_next_term_begins_early() -> None:
    rotation = begin(replay(FIVE, Policy(Basis.TERM, Hosting.OFF)), 1).then(events.Left("UKG"))
    assert rotation.state(1, CHAIR) is TurnState.SERVED
    told = assign(rotation, slots(2, 9))
    assert told == (events.Told(3, CHAIR, "WLS"),)


def test_if_the_holder_of_a_term_leaves_its_hosting_is_over_with_it() -> None:
    rotation = begin(replay(FIVE, Policy(Basis.TERM)), 1).then(events.Left("UKG"))
    assert rotation.state(1, CHAIR) is rotation.state(1, HOST) is TurnState.SERVED
    assert rotation.coming("SCT", HOST) is None
    assert rotation.then(events.Held(1)).history == rotation.history


def test_if_only_the_host_of_a_term_leaves_the_term_goes_on_and_another_seat_hosts_the_rest() -> None:
    rotation = begin(replay(FIVE, Policy(Basis.TERM)), 1).then(events.Left("SCT"))
    assert (rotation.closed(1), rotation.holder(1, CHAIR), rotation.state(1, HOST)) == (
        False,
        "UKG",
        TurnState.RELEASED,
    )
    rotation = rotation.then(*assign(rotation, slots(1, 9)))
    assert rotation.holder(1, HOST) not in (None, "SCT", "UKG")
    assert rotation.then(events.Held(1)).state(1, CHAIR) is TurnState.SERVED


def test_a_holder_that_leaves_on_a_day_of_its_term_gives_up_the_rest_on_that_day() -> None:
    rotation = replay(FIVE, Policy(Basis.TERM)).then(
        events.Told(1, CHAIR, "UKG", date(2027, 1, 1)),
        events.Told(1, HOST, "SCT", date(2027, 1, 1)),
        events.Began(1),
        events.Told(2, CHAIR, "SCT", date(2027, 7, 1)),
        events.Left("UKG", on=date(2027, 4, 1)),
    )
    assert (rotation.holder(1, CHAIR), rotation.closed(1)) == ("UKG", False)
    rotation = rotation.then(events.DayCame(date(2027, 4, 1)))
    assert (rotation.state(1, CHAIR), rotation.closed(1)) == (TurnState.SERVED, True)
    assert rotation.then(events.Suspended("SCT")).holder(2, CHAIR) == "SCT"


def test_a_host_that_leaves_on_a_day_of_the_term_gives_up_the_rest_of_it() -> None:
    rotation = replay(FIVE, Policy(Basis.TERM)).then(
        events.Told(1, CHAIR, "UKG", date(2027, 1, 1)),
        events.Told(1, HOST, "SCT", date(2027, 1, 1)),
        events.Began(1),
        events.Left("SCT", on=date(2027, 4, 1)),
        events.DayCame(date(2027, 4, 1)),
    )
    assert (rotation.holder(1, CHAIR), rotation.state(1, HOST)) == ("UKG", TurnState.RELEASED)


def test_an_extraordinary_meeting_never_begins_in_place_of_the_next_term() -> None:
    rotation = replay(FIVE, Policy(Basis.TERM, Hosting.OFF)).then(
        events.Told(1, CHAIR, "UKG", date(2027, 1, 1)),
        events.Began(1),
        events.Told(2, CHAIR, "SCT", date(2027, 5, 1)),
        events.Extraordinary(9, "WLS", None, date(2027, 2, 1)),
    )
    after = rotation.then(events.Left("UKG"), events.Suspended("SCT"), events.Suspended("WLS"))
    assert (after.holder(2, CHAIR), after.holder(9, CHAIR)) == ("SCT", None)


def test_a_seat_that_leaves_never_serves_the_term_that_it_took_after_its_own() -> None:
    rotation = begin(replay(FIVE, Policy(Basis.TERM, Hosting.OFF)), 1)
    rotation = rotation.then(events.Declined(2, CHAIR, "SCT"), events.Taken(2, CHAIR, "UKG"))
    after = rotation.then(events.Left("UKG"))
    assert (after.state(1, CHAIR), after.holder(2, CHAIR)) == (TurnState.SERVED, "SCT")
    assert after.then(events.Suspended("SCT")).holder(2, CHAIR) == "SCT"


def test_a_later_term_does_not_begin_before_one_that_nobody_has_at_the_moment() -> None:
    rotation = replay(FIVE, Policy(Basis.TERM, Hosting.OFF)).then(
        events.Told(1, CHAIR, "UKG", date(2027, 1, 1)),
        events.Began(1),
        events.Told(2, CHAIR, "SCT", date(2027, 5, 1)),
        events.Told(3, CHAIR, "WLS", date(2027, 12, 1)),
        events.Suspended("SCT"),
    )
    after = rotation.then(events.Left("UKG"), events.Suspended("WLS"))
    assert (after.state(1, CHAIR), after.state(3, CHAIR)) == (TurnState.SERVED, TurnState.RELEASED)


# Why


def test_the_reasons_name_who_was_passed_over_from_when_to_when_and_what_that_did() -> None:
    first, last = date(2026, 3, 26), date(2026, 5, 7)

    def calendar(role: Role, seat: str, slot: Slot) -> Away | None:
        return Away("pre-election", first, last) if seat == "UKG" and slot.number == 1 else None

    rotation = replay(FIVE, ALONE)
    turns = project(rotation, slots(1, 2), calendar)
    passed = reasons.PassedOver("UKG", "pre-election", first, last, reasons.Outcome.OWED)
    assert turns[0].chair_why == (reasons.NextInOrder(), passed)
    assert turns[1].chair_why == (reasons.Owed(1),)
    told = assign(rotation, slots(1, 2), calendar, through=1)
    assert told == (events.Told(1, CHAIR, "SCT", None, (("UKG", Away("pre-election", first, last)),)),)
    assert rotation.then(*told).why(1, CHAIR) == turns[0].chair_why


def test_the_reasons_name_swaps_overrides_set_offs_suspensions_and_newcomers() -> None:
    rotation = hold(replay(FIVE, ALONE), 1).then(
        events.Swapped(CHAIR, "SCT", "WLS"),
        events.Named(2, CHAIR, "NIR", "hosts a summit"),
        events.Suspended("IRL"),
        events.Joined("IMN"),
    )
    why = [turn.chair_why for turn in project(rotation, slots(2, 6))]
    assert why[0] == (reasons.Overridden("hosts a summit", "WLS"),)
    assert why[1] == (reasons.BySwap("SCT"), reasons.Owed(2))
    assert why[2] == (reasons.BySwap("WLS"), reasons.NextInOrder())
    assert why[3] == (
        reasons.NextInOrder(),
        reasons.NewSeat(None),
        reasons.SetOff("NIR"),
        reasons.SuspendedSeat("IRL"),
    )


def test_unavailable_days_concern_only_dated_turns() -> None:
    gone = events.Unavailable("UKG", first_day=date(2026, 1, 1), last_day=date(2026, 1, 31))
    rotation = replay(FIVE, ALONE, [gone])
    assert chairs(rotation, [Slot(1, date(2026, 1, 31))]) == ["SCT"]
    assert chairs(rotation, [Slot(1, date(2026, 2, 1))]) == ["UKG"]
    assert chairs(rotation, [Slot(1)]) == ["UKG"]


def test_history_has_a_line_for_every_step() -> None:
    rotation = tell(replay(FIVE, ALONE), 1).then(events.Accepted(1, CHAIR, "UKG"), events.Held(1))
    steps = [(step.number, step.seat, step.state) for step in rotation.history]
    assert steps == [
        (1, "UKG", TurnState.ASSIGNED),
        (1, "UKG", TurnState.ACCEPTED),
        (1, "UKG", TurnState.SERVED),
    ]
    assert rotation.standing("UKG", CHAIR).served == 1


# Refusals


@pytest.mark.parametrize(
    ("happened", "refusal"),
    [
        (events.Accepted(1, CHAIR, "SCT"), refusals.NotYourTurn(1, "chair", "SCT", "UKG")),
        (events.Accepted(2, CHAIR, "SCT"), refusals.TurnNotAssigned(2, "chair")),
        (events.Told(1, CHAIR, "WLS"), refusals.TurnAlreadyAssigned(1, "chair", "UKG")),
        (events.Taken(1, CHAIR, "WLS"), refusals.TurnNotOffered(1, "chair", "WLS")),
        (events.Swapped(CHAIR, "UKG", "UKG"), refusals.SwapWithItself("UKG")),
        (events.Swapped(CHAIR, "UKG", "DEU"), refusals.SeatNotInGroup("DEU")),
        (events.Joined("SCT"), refusals.SeatAlreadyInGroup("SCT")),
        (events.Left("DEU", date(2030, 1, 1)), refusals.SeatNotInGroup("DEU")),
        (events.Reordered(("SCT", "UKG", "UKG")), refusals.OrderIncomplete(("WLS", "NIR", "IRL"), ("UKG",))),
        (events.Named(1, HOST, "UKG", "x"), refusals.ChairNeverHosts(1, "UKG")),
        (events.Held(2), refusals.TurnNotAssigned(2, "chair")),
    ],
)
def test_what_can_not_be_is_refused_with_its_facts_and_changes_nothing(
    happened: events.Event, refusal: DomainError
) -> None:
    rotation = tell(replay(FIVE), 1)
    before = project(rotation, slots(1, 9))
    with pytest.raises(type(refusal)) as caught:
        rotation.then(happened)
    assert vars(caught.value) == vars(refusal)
    assert project(rotation, slots(1, 9)) == before


def test_what_is_over_can_not_be_changed() -> None:
    rotation = tell(replay(FIVE), 2).then(events.Held(1), events.Cancelled(2))
    with pytest.raises(refusals.TurnAlreadyServed):
        rotation.then(events.Cancelled(1))
    with pytest.raises(refusals.TurnCancelled):
        rotation.then(events.Held(2))
    assert rotation.then(events.Cancelled(2)).history == rotation.history


def test_nobody_is_asked_twice() -> None:
    rotation = tell(replay(FIVE, ALONE), 1).then(events.Declined(1, CHAIR, "UKG"), events.Refused(1, CHAIR, "SCT"))
    with pytest.raises(refusals.OfferAlreadyRefused):
        rotation.then(events.Taken(1, CHAIR, "SCT"))


def test_hosting_without_turns_of_its_own_can_not_be_swapped() -> None:
    with pytest.raises(refusals.NoHostQueue):
        replay(FIVE, ALONE).then(events.Swapped(HOST, "UKG", "SCT"))


def test_a_suspended_seat_can_not_swap_and_the_last_seat_can_not_leave() -> None:
    rotation = replay(("UKG", "SCT"), ALONE, [events.Suspended("SCT")])
    with pytest.raises(refusals.SeatIsSuspended):
        rotation.then(events.Swapped(CHAIR, "UKG", "SCT"))
    with pytest.raises(refusals.LastSeat):
        rotation.then(events.Left("UKG"), events.Left("SCT"))


# Values


def test_an_event_is_plain_json_and_comes_back_as_it_was() -> None:
    told = events.Told(3, CHAIR, "SCT", date(2026, 4, 1), (("WLS", Away("pre-election", date(2026, 3, 26))),))
    assert to_json(told) == {
        "event": "told",
        "number": 3,
        "role": "chair",
        "seat": "SCT",
        "day": "2026-04-01",
        "passed": [["WLS", {"because": "pre-election", "first_day": "2026-03-26"}]],
    }
    changed = events.PolicyChanged(Policy(Basis.TERM, Hosting.WITH_CHAIR, Missing.FORFEIT, Cancelling.USE))
    for event in (told, changed, events.Held(1, (HOST,)), events.Cancelled(2, Cancelling.USE), events.Left("A")):
        assert from_json(to_json(event)) == event
    assert policy_from_json(policy_to_json(changed.policy)) == changed.policy


def test_an_unknown_event_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such event"):
        from_json({"event": "abolished"})


def test_seats_that_chaired_before_the_ledger_began_come_after_the_others() -> None:
    assert chairs(replay(FIVE, ALONE, had=("UKG", "SCT")), slots(1, 6)) == ["WLS", "NIR", "IRL", "UKG", "SCT", "WLS"]
