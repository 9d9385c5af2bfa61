"""One-to-one assignment of greatest weight (the Hungarian method; J. Munkres, 1957)."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf


def assign(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    """Row → column such that the sum is greatest; pairs without weight are left out."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return {}
    size, most = max(rows, columns), max(max(row) for row in weights)
    costs = [[most - (weights[i][j] if i < rows and j < columns else 0.0) for j in range(size)] for i in range(size)]
    return {
        row: column
        for row, column in sorted(_cheapest(costs).items())
        if row < rows and column < columns and weights[row][column] > 0
    }


def _cheapest(costs: list[list[float]]) -> dict[int, int]:
    """The assignment of least cost in a square: each row in turn finds its shortest augmenting path."""
    size = len(costs)
    of_row, of_column = [0.0] * (size + 1), [0.0] * (size + 1)
    row_at = [0] * (size + 1)
    for row in range(1, size + 1):
        row_at[0] = row
        path = _augment(costs, row_at, of_row, of_column)
        for column, before in pairwise(path):
            row_at[column] = row_at[before]
    return {row_at[column] - 1: column - 1 for column in range(1, size + 1)}


def _augment(costs: list[list[float]], row_at: list[int], of_row: list[float], of_column: list[float]) -> list[int]:
    """The columns of the path from a free one back to 0; potentials are kept such that no reduced cost is negative."""
    size = len(costs)
    least, way, seen = [inf] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    column = 0
    while row_at[column]:
        seen[column] = True
        row = row_at[column]
        for other in range(1, size + 1):
            reduced = costs[row - 1][other - 1] - of_row[row] - of_column[other]
            if not seen[other] and reduced < least[other]:
                least[other], way[other] = reduced, column
        nearest = min((other for other in range(1, size + 1) if not seen[other]), key=least.__getitem__)
        delta = least[nearest]
        for other in range(size + 1):
            if seen[other]:
                of_row[row_at[other]] += delta
                of_column[other] -= delta
            else:
                least[other] -= delta
        column = nearest
    path = [column]
    while path[-1]:
        path.append(way[path[-1]])
    return path


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two half-open ranges share anything."""
    return one[0] < other[1] and other[0] < one[1]
