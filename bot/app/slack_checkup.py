"""What ``convenor check`` asks of Slack: tokens, permissions, channels, the command's name, and the time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from typing import Final

from bot.app.finding import Finding
from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.slack import check
from bot.platforms.slack.api import Api
from bot.platforms.slack.manifest import CHANNELS, DISPENSABLE, HISTORY, PEOPLE, SCOPES
from bot.settings import Slack

ASKEW_SECONDS: Final = 60
"""How far Slack's clock and ours may differ. Beyond five minutes every signed request is turned away."""

OUTSIDE: Final = ("not_in_channel", "channel_not_found")

Say = Callable[..., str]


async def findings(settings: Slack, channels: Sequence[str], now: datetime | None, say: Say) -> AsyncIterator[Finding]:
    """One thing at a time. ``channels`` are those that groups are linked to; ``now`` is our time, ``None`` where it was
    set by hand."""
    api = Api(settings.api_url)
    try:
        yield _command(settings, say)
        looked = None
        try:
            looked = await check.look(settings, api) if settings.bot_token else None
        except (Undeliverable, TryLater, Unknown) as failed:
            yield Finding("slack", False, _failed(failed, say, "check-slack-refuses"))
        if not settings.bot_token:
            yield Finding("slack", True, say("check-slack-many"))
        if looked is not None:
            known = looked.workspace
            yield Finding("slack", True, say("check-slack-good", name=known.name, workspace=known.id))
            yield _scopes(looked.scopes, say)
            yield _clock(looked.at, now, say)
            for channel in channels:
                yield await _channel(settings, api, channel, say)
        yield await _socket(settings, api, say)
    finally:
        await api.close()


def _command(settings: Slack, say: Say) -> Finding:
    good = check.names_a_command(settings.command)
    return Finding(
        "command", good, say("check-command-good" if good else "check-command-bad", command=settings.command)
    )


def _scopes(found: frozenset[str] | None, say: Say) -> Finding:
    if found is None:
        return Finding("scopes", True, say("check-scopes-unsaid"))
    missing = [scope for scope in SCOPES if scope not in found]
    if missing:
        spared = DISPENSABLE.issuperset(missing)
        key = "check-scopes-spared" if spared else "check-scopes-missing"
        costs = {"history": HISTORY, "read": CHANNELS, "people": PEOPLE}
        found_out = {name: "no" if kind.isdisjoint(missing) else "yes" for name, kind in costs.items()}
        return Finding("scopes", spared, say(key, scopes=", ".join(missing), **found_out))
    return Finding("scopes", True, say("check-scopes-good", scopes=len(SCOPES)))


def _clock(theirs: datetime | None, ours: datetime | None, say: Say) -> Finding:
    if theirs is None or ours is None:
        return Finding("slack-clock", True, say("check-slack-clock-unsaid"))
    apart = abs((ours - theirs).total_seconds())
    good = apart <= ASKEW_SECONDS
    words = say("check-slack-clock-good" if good else "check-slack-clock-bad", seconds=f"{apart:.0f}")
    return Finding("slack-clock", good, words)


async def _channel(settings: Slack, api: Api, channel: str, say: Say) -> Finding:
    try:
        await check.reads(settings, api, channel)
    except Undeliverable as refused:
        if str(refused) == "missing_scope":
            return Finding("channel", True, say("check-channel-unseen", channel=channel))
        key = (
            "check-channel-outside" if str(refused) in ("not_in_channel", "channel_not_found") else "check-channel-bad"
        )
        return Finding("channel", False, say(key, channel=channel, reason=str(refused)))
    except (TryLater, Unknown) as away:
        return Finding("channel", False, say("check-slack-away", reason=str(away)))
    return Finding("channel", True, say("check-channel-good", channel=channel))


async def _socket(settings: Slack, api: Api, say: Say) -> Finding:
    if settings.app_token is None:
        return Finding("socket", True, say("check-socket-off"))
    try:
        await check.connects(settings, api)
    except Undeliverable as refused:
        key = "check-socket-scope" if str(refused) == "missing_scope" else "check-socket-refuses"
        return Finding("socket", False, say(key, reason=str(refused)))
    except (TryLater, Unknown) as away:
        return Finding("socket", False, say("check-slack-away", reason=str(away)))
    also = settings.signing_secret is not None
    return Finding("socket", True, say("check-socket-both" if also else "check-socket-good"))


def _failed(failed: Exception, say: Say, refuses: str) -> str:
    key = refuses if isinstance(failed, Undeliverable) else "check-slack-away"
    return say(key, reason=str(failed))
