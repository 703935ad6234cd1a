"""When a server that fails is left alone, and when it is tried again."""

import pytest

from search.engines.elasticsearch.breaker import FAILURES, PAUSE_S, Breaker

OK, BAD = "antwortet", "scheitert"


@pytest.mark.parametrize(
    ("story", "asked"),
    [
        # (second, what the server would do) → whether it was asked
        ([(0, OK), (1, OK)], [True, True]),
        ([(0, BAD), (0, BAD), (0, BAD), (1, OK)], [True, True, True, False]),
        ([(0, BAD), (0, BAD), (0, OK), (0, BAD), (0, BAD), (0, OK)], [True] * 6),
        # After the pause one is let through; its success closes, its failure opens again.
        ([(0, BAD)] * 3 + [(4.9, OK), (5, OK), (5, OK)], [True] * 3 + [False, True, True]),
        ([(0, BAD)] * 3 + [(5, BAD), (9.9, OK), (10, OK)], [True] * 4 + [False, True]),
    ],
)
def test_a_story(story: list[tuple[float, str]], asked: list[bool]) -> None:
    breaker, was_asked = Breaker(), []
    for now, outcome in story:
        let_through, breaker = breaker.asked(now)
        was_asked.append(let_through)
        if let_through:
            breaker = breaker.answered() if outcome == OK else breaker.failed(now)
    assert was_asked == asked


def test_only_one_probe_goes_through_while_its_answer_is_awaited() -> None:
    breaker = Breaker()
    for _ in range(FAILURES):
        breaker = breaker.failed(0)
    first, breaker = breaker.asked(PAUSE_S)
    second, _ = breaker.asked(PAUSE_S + 0.1)
    assert (first, second) == (True, False)
