"""What each face can do, as the README tells it: each cell with the test that shows it.

``python -m tests.contract.abilities`` prints the table. What the contract walks is counted in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers import COMMANDS
from tests.contract import elsewhere
from tests.contract.script import STEPS
from tests.contract.steps import Fills
from tests.contract.walking import pressed

FACES = ("Slack", "Teams", "console", "terminal")


@dataclass(frozen=True)
class Can:
    """In a few words how, and the test (``module::test`` under ``tests``)."""

    how: str
    shown_by: str


NOT: Can | None = None
CONTRACT = "contract.test_contract::test_every_command_and_form_does_and_says_the_same"
STORY = "stories.test_exchange::test_a_group_is_created_meets_acts_and_exports"
FORMS = len({one.command for one in STEPS if isinstance(one, Fills)})
PRESSED = len(pressed(STEPS))
IN_PAGES = len(pressed(one for one in STEPS if not (getattr(one, "late", False) or getattr(one, "in_channel", False))))
"""In the console no form comes too late, and no digest to a channel."""
REFUSALS = len(elsewhere.refusals())
SAID = REFUSALS - len(elsewhere.ELSEWHERE)

Row = tuple[str, tuple[Can | None, Can | None, Can | None, Can | None]]

ROWS: tuple[Row, ...] = (
    (
        "commands, typed or mentioned",
        (
            Can(f"all {len(COMMANDS)}", CONTRACT),
            Can(f"all {len(COMMANDS)}", CONTRACT),
            Can(f"all {len(COMMANDS)}, no channels", CONTRACT),
            Can(f"all {len(COMMANDS)}, no channels", CONTRACT),
        ),
    ),
    (
        "forms, errors beside the fields",
        (
            Can(f"all {FORMS}, at once", CONTRACT),
            Can(f"all {FORMS}, by a button", CONTRACT),
            Can(f"all {FORMS}, in the page", CONTRACT),
            Can("asks, one thing at a time", CONTRACT),
        ),
    ),
    (
        "buttons",
        (
            Can(f"all {PRESSED} kinds", CONTRACT),
            Can(f"all {PRESSED} kinds", CONTRACT),
            Can(f"{IN_PAGES} kinds: no channels", CONTRACT),
            Can("the command to type", CONTRACT),
        ),
    ),
    (
        "refusals, in the same words",
        (
            Can(f"{len(elsewhere.said_on('slack'))} kinds", CONTRACT),
            Can(f"{len(elsewhere.said_on('teams'))} kinds", CONTRACT),
            Can(f"{len(elsewhere.said_on('console'))} kinds", CONTRACT),
            Can(f"{len(elsewhere.said_on('terminal'))} kinds", CONTRACT),
        ),
    ),
    (
        "what was said is brought up to date",
        (
            Can("yes", "platforms.test_slack_refresh::test_in_a_digest_only_the_line_concerned_changes"),
            Can("yes, also from Slack", "stories.test_everywhere::test_one_group_in_slack_two_tenants_and_by_mail"),
            Can("yes", "platforms.test_console::test_a_question_is_answered_wherever_it_was_asked"),
            NOT,
        ),
    ),
    (
        "private answers in a channel",
        (
            Can(
                "seen by one",
                "platforms.test_slack_answers::test_a_private_answer_to_a_press_in_a_channel_is_for_one_person",
            ),
            Can(
                "seen by one, or direct",
                "platforms.test_teams_answers::test_a_private_answer_in_a_channel_is_for_whoever_asked",
            ),
            Can("seen by one", "platforms.test_console::test_a_private_reply_is_seen_by_the_one_who_asked_alone"),
            NOT,
        ),
    ),
    (
        "notices and reminders",
        (
            Can("yes", STORY),
            Can("yes", STORY),
            Can("yes", STORY),
            Can("what waits: `my`", STORY),
        ),
    ),
    (
        "a Home that stays current",
        (
            Can("its tab", "platforms.test_slack_home::test_who_opens_it_sees_what_waits_and_what_is_set"),
            Can("a card", "platforms.test_teams_answers::test_who_installs_it_sees_their_home_which_stays_current"),
            Can("a page", "platforms.test_console_home::test_it_is_published_when_it_is_first_opened_and_kept_current"),
            NOT,
        ),
    ),
    (
        "make this an action",
        (
            Can("shortcut", "platforms.test_slack_forms::test_a_message_becomes_an_action_with_its_link"),
            Can(
                "message extension",
                "platforms.test_teams_answers::test_a_message_becomes_an_action_with_its_text_and_its_link",
            ),
            NOT,
            NOT,
        ),
    ),
    (
        "files",
        (
            Can("in the chat", STORY),
            Can("OneDrive, once agreed; in channels a link", STORY),
            Can("download", STORY),
            Can("on the disk", STORY),
        ),
    ),
    (
        "several workspaces or tenants",
        (
            Can("OAuth", "platforms.test_slack_installing::test_an_administrator_allows_it_and_it_can_speak_there"),
            Can(
                "a registration each", "platforms.test_teams_door::test_each_registration_lets_in_its_own_tenants_alone"
            ),
            NOT,
            NOT,
        ),
    ),
    (
        "a post whose fate is unknown",
        (
            Can("looked for, said once", "platforms.test_slack_delivery::test_after_any_fault_it_was_said_once"),
            Can(
                "said again, as a repeat",
                "platforms.test_teams_gateway::test_what_is_refused_for_now_or_lost_is_said_later",
            ),
            NOT,
            NOT,
        ),
    ),
)


def table() -> str:
    """As Markdown."""
    head = [f"| | {' | '.join(FACES)} |", f"| --- |{' --- |' * len(FACES)}"]
    return "\n".join(
        [*head, *(f"| {what} | {' | '.join(one.how if one else '–' for one in cells)} |" for what, cells in ROWS)]
    )


def counted() -> str:
    """As the README says it above the table."""
    return f"all {PRESSED} kinds of button and {SAID} of {REFUSALS} kinds of refusal"


if __name__ == "__main__":
    print(f"{counted()}\n\n{table()}")
