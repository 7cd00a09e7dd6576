"""What waits for what: a circle is found, whatever way it takes, and nothing else is called one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.needs import circle

NODES = st.integers(0, 7)
EDGES = st.dictionaries(NODES, st.frozensets(NODES, max_size=3), max_size=8)


def reachable(start: int, edges: dict[int, frozenset[int]]) -> set[int]:
    """By brute force: everything that is waited for, at any remove."""
    found = {start}
    for _ in range(10):
        found |= {further for one in found for further in edges.get(one, ())}
    return found


@given(NODES, NODES, EDGES)
def test_there_is_a_way_back_exactly_where_one_can_be_walked(
    action: int, needs: int, edges: dict[int, frozenset[int]]
) -> None:
    way = circle(action, needs, edges)
    assert bool(way) == (action in reachable(needs, edges))
    if way:
        assert (way[0], way[-1]) == (needs, action)
        assert all(after in edges[before] for before, after in pairwise(way))
        assert len(set(way)) == len(way)


def test_the_shortest_way_is_told() -> None:
    edges = {1: [2, 4], 2: [3], 3: [9], 4: [9]}
    assert circle(9, 1, edges) == (1, 4, 9)
