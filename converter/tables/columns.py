"""Figures -> columns: right edges clustered with drift, then each line's figures laid into the columns in order.

cluster_columns    the columns that a table's figures stand in
assign             which figure of a line stands in which column
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from converter.tables.grid import FigureKind
from converter.tables.line import Token
from converter.tables.settings import TableSettings


@dataclass(frozen=True, slots=True)
class ColumnEdges:
    """`edge` is where most figures end; [left, right) is what the figures cover."""

    left: int
    right: int
    edge: float
    count: int

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class _Cluster:
    members: list[tuple[int, Token]]
    rows: set[int]
    left: float
    right: int
    edge: float

    @staticmethod
    def of(members: list[tuple[int, Token]]) -> _Cluster:
        return _Cluster(
            members,
            {row for row, _ in members},
            # A single very long figure must not make the column wide.
            median(token.left for _, token in members),
            max(token.right for _, token in members),
            median(token.edge for _, token in members),
        )


def cluster_columns(
    rows: Sequence[Sequence[Token]], settings: TableSettings, years: Sequence[Sequence[Token]] = ()
) -> list[ColumnEdges]:
    """Columns from left to right. `rows` are the figures of each line, left to right; `years` those of the heads, which
    tell columns apart that hold few figures."""
    heads = {-1 - index for index in range(len(years))}
    members = [(index, token) for index, row in enumerate(rows) for token in row]
    solid = [(index, token) for index, token in members if _has_digits(token) and not token.loose]
    if not solid:
        solid = members
    clusters = _by_edge([*solid, *((-1 - index, token) for index, row in enumerate(years) for token in row)])
    clusters = _merge(clusters, settings)
    dashes = [token for _, token in members if not _has_digits(token) and not token.loose]
    clusters = [
        cluster
        for cluster in clusters
        if not cluster.rows <= heads or any(_touches(token, cluster) for token in dashes)
    ]
    clusters = _merge_strays(clusters, rows, settings)
    missed = [
        (index, token)
        for index, token in members
        if not _has_digits(token)
        and not token.loose
        and not any(_touches(token, cluster) or _stands_in(index, token, cluster) for cluster in clusters)
    ]
    if any(token.figure.kind is FigureKind.DASH or token.right - token.left > 1 for _, token in missed):
        # A column of dashes alone; one of stars alone holds footnote marks.
        clusters = sorted([*clusters, *_merge(_by_edge(missed), settings)], key=lambda cluster: cluster.edge)
    return [_edges(cluster) for cluster in clusters]


def _has_digits(token: Token) -> bool:
    return token.figure.kind in (FigureKind.NUMBER, FigureKind.PERCENT)


def _touches(token: Token, cluster: _Cluster) -> bool:
    return token.left < cluster.right + 2 and token.right > cluster.left - 1


def _stands_in(row: int, token: Token, cluster: _Cluster) -> bool:
    """Whether a dash lies anywhere within the figures of a column that its line has no other figure in."""
    if row in cluster.rows or token.right > cluster.right:
        return False
    return token.left >= min(member.left for _, member in cluster.members)


def _edges(cluster: _Cluster) -> ColumnEdges:
    return ColumnEdges(
        min(token.left for _, token in cluster.members), cluster.right, cluster.edge, len(cluster.members)
    )


def _by_edge(members: Sequence[tuple[int, Token]]) -> list[_Cluster]:
    groups: dict[int, list[tuple[int, Token]]] = {}
    for row, token in members:
        groups.setdefault(token.edge, []).append((row, token))
    return [_Cluster.of(groups[edge]) for edge in sorted(groups)]


def _merge(clusters: list[_Cluster], settings: TableSettings) -> list[_Cluster]:
    """Join neighbours that no line has figures in both of, nearest first."""
    clusters = list(clusters)
    while len(clusters) > 1:
        best: tuple[float, int] | None = None
        for index in range(len(clusters) - 1):
            distance = _distance(clusters[index], clusters[index + 1], settings)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, index)
        if best is None:
            break
        index = best[1]
        clusters[index : index + 2] = [_Cluster.of(clusters[index].members + clusters[index + 1].members)]
    return clusters


def _distance(left: _Cluster, right: _Cluster, settings: TableSettings) -> float | None:
    """How far two neighbours lie apart, or None where they are different columns."""
    if not left.rows.isdisjoint(right.rows):
        return None
    distance = right.edge - left.edge
    if distance <= settings.same_edge:
        return distance
    shared = min(left.right, right.right) - max(left.left, right.left)
    narrower = min(left.right - left.left, right.right - right.left)
    if distance <= settings.drift and shared > 0:
        return distance
    if shared > 0 and shared >= settings.overlap * narrower:
        return distance
    return None


def _merge_strays(clusters: list[_Cluster], rows: Sequence[Sequence[Token]], settings: TableSettings) -> list[_Cluster]:
    """A column of one or two figures that overlaps a full neighbour is that neighbour, typed out of place."""
    kept: list[_Cluster] = []
    full = max((len(cluster.rows) for cluster in clusters), default=0)
    for index, cluster in enumerate(clusters):
        if len(cluster.rows) * 8 > full:
            kept.append(cluster)
            continue
        neighbours = [clusters[at] for at in (index - 1, index + 1) if 0 <= at < len(clusters)]
        conflict = all(not neighbour.rows.isdisjoint(cluster.rows) for neighbour in neighbours)
        near = any(
            neighbour.rows.isdisjoint(cluster.rows)
            and (abs(neighbour.edge - cluster.edge) <= settings.drift or _overlaps(neighbour, cluster))
            for neighbour in neighbours
        )
        if conflict or not near:
            kept.append(cluster)
    return kept


def _overlaps(one: _Cluster, other: _Cluster) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)


def assign(tokens: Sequence[Token], columns: Sequence[ColumnEdges], settings: TableSettings) -> list[int | None]:
    """For each figure of a line the index of its column, ascending; None for a figure that belongs to no column.

    The cheapest way to lay the figures into the columns in order, by dynamic programming."""
    exact = _exact(tokens, columns, settings)
    if exact is not None:
        return exact
    count, width = len(tokens), len(columns)
    infinite = float("inf")
    # best[i][j]: the first i figures lie in the first j columns
    best = [[0.0] * (width + 1) for _ in range(count + 1)]
    choice: list[list[int]] = [[0] * (width + 1) for _ in range(count + 1)]
    for i in range(1, count + 1):
        for j in range(width + 1):
            outside = best[i - 1][j] + settings.far
            best[i][j], choice[i][j] = outside, 0
            if j == 0:
                continue
            if best[i][j - 1] < best[i][j]:
                best[i][j], choice[i][j] = best[i][j - 1], 1
            inside = best[i - 1][j - 1] + _cost(tokens[i - 1], columns[j - 1], settings)
            if inside < infinite and inside < best[i][j]:
                best[i][j], choice[i][j] = inside, 2
    placed: list[int | None] = [None] * count
    i, j = count, width
    while i > 0:
        if choice[i][j] == 2:
            placed[i - 1] = j - 1
            i, j = i - 1, j - 1
        elif choice[i][j] == 1:
            j -= 1
        else:
            i -= 1
    return placed


def _exact(tokens: Sequence[Token], columns: Sequence[ColumnEdges], settings: TableSettings) -> list[int | None] | None:
    """The columns whose edges the figures meet, where each meets just one; most lines are typed so."""
    placed: list[int | None] = []
    at = 0
    for token in tokens:
        while at < len(columns) and columns[at].edge < token.edge - settings.same_edge:
            at += 1
        if at == len(columns) or columns[at].edge > token.edge + settings.same_edge:
            return None
        placed.append(at)
        at += 1
    return placed


def _cost(token: Token, column: ColumnEdges, settings: TableSettings) -> float:
    distance = abs(token.edge - column.edge)
    if token.loose and distance > settings.loose:
        return float("inf")
    overlap = min(token.right, column.right) - max(token.left, column.left)
    if overlap > 0:
        return min(distance, 6.0)
    return distance + 1.0
