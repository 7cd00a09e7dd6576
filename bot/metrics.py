"""Figures for whoever watches the service, in Prometheus' format, in a registry of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.db.waiting import Backlog
from bot.deliverer import Counts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counters of this process. Threads may share it."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry(auto_describe=True)
        self._requests = Histogram(
            "convenor_request_seconds",
            "How long commands took, by the face they came from and what became of them.",
            ["platform", "outcome"],
            registry=self._registry,
        )
        self._ticks = Counter("convenor_ticks", "Ticks of the scheduler.", registry=self._registry)
        self._chores = Counter("convenor_chores", "Things the clock did, by chore.", ["chore"], registry=self._registry)
        self._sends = Counter(
            "convenor_deliveries", "What came of entries of the outbox.", ["outcome"], registry=self._registry
        )
        self._outbox = Gauge(
            "convenor_outbox_entries", "Entries of the outbox, by state.", ["state"], registry=self._registry
        )
        self._oldest = Gauge(
            "convenor_outbox_oldest_due_seconds",
            "How long the oldest entry that should have been said has waited.",
            registry=self._registry,
        )
        self._socket = Counter(
            "convenor_slack_socket",
            "What happened in Socket Mode: lines opened, ended, failed or refused; envelopes, and those whose "
            "acknowledgement was lost.",
            ["event"],
            registry=self._registry,
        )
        self._lines = Gauge("convenor_slack_socket_lines", "Lines to Slack that stand.", registry=self._registry)
        self._lanes = Gauge(
            "convenor_outbox_lanes",
            "Channels and persons in use, told to wait, or paused because they were lost.",
            ["state"],
            registry=self._registry,
        )
        self._longest = Gauge(
            "convenor_outbox_longest_wait_seconds",
            "How long the last of the lanes that were told to wait has still to wait.",
            registry=self._registry,
        )
        self._lost = Gauge(
            "convenor_outbox_paused_workspaces",
            "Workspaces in which nothing can be said: their token must be mended.",
            registry=self._registry,
        )

    def asked(self, platform: str, outcome: str, seconds: float) -> None:
        """One command was answered."""
        self._requests.labels(platform, outcome).observe(seconds)

    def ticked(self, counts: Mapping[str, int]) -> None:
        """One tick was done; what it did, by chore."""
        self._ticks.inc()
        for chore, number in counts.items():
            self._chores.labels(chore).inc(number)

    def delivered(self, counts: Counts) -> None:
        """One batch was written down."""
        for field in fields(counts):
            self._sends.labels(field.name).inc(getattr(counts, field.name))

    def connected(self, event: str, lines: int) -> None:
        """Something happened in Socket Mode, after which so many lines stand."""
        self._socket.labels(event).inc()
        self._lines.set(lines)

    def page(self, backlog: Backlog) -> bytes:
        """The whole page, with the outbox as it stands now."""
        for state, number in backlog.by_state.items():
            self._outbox.labels(state).set(number)
        self._oldest.set(backlog.oldest_seconds)
        for state, number in backlog.lanes.items():
            self._lanes.labels(state).set(number)
        self._longest.set(backlog.longest_wait_seconds)
        self._lost.set(backlog.paused_roads)
        return generate_latest(self._registry)
