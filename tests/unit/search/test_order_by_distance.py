"""Hits at one distance: where a server measures a hair less exactly, its order is put right."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.contract import Point, Sort
from search.engines.elasticsearch.engine import window_of
from search.engines.elasticsearch.mapping import DEEPEST
from search.engines.elasticsearch.question import Window
from search.engines.elasticsearch.reply import NOISE, Spotted, page_in_order
from search.plan import Plan

HERE = Point(51.0, 7.0)
NEAR = 1e-9
"""Twice the haversine of about 200 metres."""


def hits(*distances: float, points: int = 0) -> list[Spotted]:
    return [Spotted(h, n, f"a{n}", points) for n, h in enumerate(distances)]


def numbers(page: tuple[Spotted, ...] | None) -> list[int] | None:
    return None if page is None else [hit.number for hit in page]


@pytest.mark.parametrize(
    ("rows", "window", "page"),
    [
        # what the server sent (by numbers of a list in right order) → the page asked for
        ([0, 1, 2], Window(0, 9), [0, 1]),
        ([1, 0, 2], Window(0, 9), [0, 1]),
        ([2, 1, 0], Window(0, 9), [0, 1]),
        # The neighbour that belongs on the page came as the last row: there may be more of them.
        ([2, 1, 0], Window(0, 3), None),
    ],
)
def test_neighbours_that_may_be_swapped_are_put_in_order(
    rows: list[int], window: Window, page: list[int] | None
) -> None:
    right = hits(NEAR, NEAR + NOISE / 4, NEAR + NOISE / 2)
    plan = Plan(origin=HERE, size=2)
    sent = [right[n] for n in rows]
    assert numbers(page_in_order(sent, window, plan, widest=False)) == page


def test_at_the_widest_window_nothing_more_is_asked_for() -> None:
    right = hits(NEAR, NEAR, NEAR)
    plan = Plan(origin=HERE, size=2)
    assert numbers(page_in_order(right, Window(0, 3), plan, widest=True)) == [0, 1]


def test_more_points_stay_before_a_shorter_way_unless_distance_was_asked_for() -> None:
    far, near = Spotted(NEAR * 4, 0, "a", 80), Spotted(NEAR * 4 - NOISE, 1, "b", 10)
    for sort, wanted in ((Sort.RELEVANCE, [0, 1]), (Sort.DISTANCE, [1, 0])):
        plan = Plan(origin=HERE, sort=sort, size=5)
        assert numbers(page_in_order([far, near], Window(0, 13), plan, widest=False)) == wanted


def test_without_a_venue_the_order_of_titles_stays() -> None:
    rows = hits(NEAR, float("inf"), float("inf"))
    plan = Plan(origin=HERE, sort=Sort.DISTANCE, size=3)
    assert numbers(page_in_order(rows, Window(0, 11), plan, widest=False)) == [0, 1, 2]
    assert [hit.ranked().metres is None for hit in rows] == [False, True, True]


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=40),
    st.integers(0, 39),
    st.integers(1, 9),
    st.randoms(use_true_random=False),
)
def test_any_page_of_any_noise_comes_out_right(
    steps: list[int], offset: int, size: int, noise: random.Random
) -> None:
    """Steps of 3 or more are seen by the server, smaller ones are noise to it."""
    distances = [NEAR]
    for step in steps:
        distances.append(distances[-1] + (step * 1e-12 if step >= 3 else step * NOISE / 3))
    right = hits(*distances)
    groups: list[list[Spotted]] = [[right[0]]]
    for hit, step in zip(right[1:], steps, strict=True):
        groups.append([hit]) if step >= 3 else groups[-1].append(hit)
    sent = [hit for group in groups for hit in noise.sample(group, len(group))]
    plan = Plan(origin=HERE, sort=Sort.DISTANCE, offset=offset, size=size)
    margin, page = 1, None
    while page is None:
        window = window_of(plan, margin)
        rows = sent[window.start : window.start + window.size]
        page = page_in_order(rows, window, plan, widest=margin >= DEEPEST)
        margin *= 4
    assert numbers(page) == [hit.number for hit in right[offset : offset + size]]
