"""Where each token stands: what the browser's engine adds up."""

from collections import defaultdict

from search.browser_index.language import token_data
from search.index import SearchIndex


def postings_data(index: SearchIndex) -> dict[str, dict[str, list[list[int]]]]:
    """By first letter of the token: for each tier in which it stands [tier, gap, gap, …]; a gap is
    how many documents lie between one that has it and the one before."""
    numbers: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, document in enumerate(index.documents):
        for token, tier in document.tokens.items():
            numbers[token][int(tier)].append(number)
    shards: defaultdict[str, dict[str, list[list[int]]]] = defaultdict(dict)
    for token in sorted(numbers):
        shards[token[0]][token] = [
            [tier, *gaps(found)] for tier, found in sorted(numbers[token].items())
        ]
    return dict(shards)


def sequence_data(index: SearchIndex) -> list[list[list[int]]]:
    """For each document the token numbers of its sequences, for phrases."""
    number = {token: n for n, token in enumerate(token_data(index))}
    return [[[number[t] for t in s] for s in d.sequences] for d in index.documents]


def gaps(numbers: list[int]) -> list[int]:
    """Ascending numbers as how many are left out before each."""
    return [
        number - before - 1 for before, number in zip([-1, *numbers[:-1]], numbers, strict=True)
    ]
