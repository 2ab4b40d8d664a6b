"""A subject's scorecard drawn: shares beside peers, what was lost, the way from full marks to the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

from django.utils.translation import gettext as _

from chaotou.core.evaluation.difference import Waterfall
from chaotou.core.evaluation.plan import plan_of
from chaotou.core.evaluation.scheme import CriterionSpec, SchemeSpec
from chaotou.evaluation.queries.cells import Peer, SubjectPage
from chaotou.evaluation.queries.results import Row
from chaotou.evaluation.showing import charts
from chaotou.evaluation.showing.charts import Drawing, Step
from chaotou.figures.echarts import Line

MOST_AXES = 10
MOST_STEPS = 10
NOISE = 1e-9

Names = Mapping[str, str]


def drawings(found: SubjectPage, names: Names) -> dict[str, Drawing | None]:
    """The charts of a scorecard by name; None for one there is nothing to draw in."""
    scheme, row = found.page.scheme, found.row
    return {
        "radar": _radar(scheme, found.peers, row, names),
        "bars": _bars(found.peers, names),
        "lost": _lost(row, names),
        "fall": _fall(scheme, row, names),
    }


def _radar(scheme: SchemeSpec, peers: Sequence[Peer], row: Row, names: Names) -> Drawing | None:
    """The first level, else the leaves; nothing for fewer than three axes or too many."""
    axes = scheme.criteria if len(scheme.criteria) > 2 else scheme.leaves()
    if not 3 <= len(axes) <= MOST_AXES:
        return None
    shares = {peer.criterion: (peer.own, peer.mean, peer.best) for peer in peers} or _own(row)
    weights = _weights(scheme, row)
    columns = [_average(axis, shares, weights) for axis in axes]
    words = [_("本对象"), _("各对象平均"), _("各项最好")]
    lines = [Line(word, [one[n] for one in columns]) for n, word in enumerate(words[: _wide(peers)])]
    labels = [names[axis.code] for axis in axes]
    return charts.radar(_("各项得分率"), labels, lines, head=_("考评项"))


def _own(row: Row) -> dict[str, tuple[float, ...]]:
    return {code: (cell.share,) for code, cell in row.cells.items()}


def _wide(peers: Sequence[Peer]) -> int:
    return 3 if peers else 1


def _average(
    axis: CriterionSpec, shares: Mapping[str, tuple[float, ...]], weights: Mapping[str, float]
) -> list[float | None]:
    """The shares of the leaves below an axis, averaged by their full points, in percent."""
    leaves = [leaf.code for leaf in axis.leaves() if leaf.code in shares]
    found: list[float | None] = []
    for n in range(len(next(iter(shares.values()), ()))):
        held = [(shares[code][n], weights[code]) for code in leaves if not isnan(shares[code][n])]
        total = sum(weight for _share, weight in held)
        found.append(100 * sum(share * weight for share, weight in held) / total if total else None)
    return found


def _weights(scheme: SchemeSpec, row: Row) -> dict[str, float]:
    """Full points of the leaves in the subject's group."""
    groups = tuple(group.code for group in scheme.subjects.groups)
    tree = plan_of(scheme).tree(groups)
    at = groups.index(row.group) if row.group in groups else len(groups)
    shares = tree.shares_of_whole[at, : len(tree.leaves)] * float(scheme.full)
    return dict(zip(tree.leaves, map(float, shares), strict=True))


def _bars(peers: Sequence[Peer], names: Names) -> Drawing | None:
    if not peers:
        return None
    labels = [names[peer.criterion] for peer in peers]
    lines = [
        Line(_("本对象"), [_percent(peer.own) for peer in peers]),
        Line(_("各对象平均"), [_percent(peer.mean) for peer in peers]),
        Line(_("最好"), [_percent(peer.best) for peer in peers]),
    ]
    return charts.peers(_("各项得分率与同类比较"), labels, lines, head=_("考评项"))


def _percent(share: float) -> float | None:
    return None if isnan(share) else 100 * share


def _lost(row: Row, names: Names) -> Drawing | None:
    worst = row.lost_first[:MOST_STEPS]
    if not worst:
        return None
    points = Line(_("失分"), [cell.lost for cell in worst])
    title = _("失分最多的项")
    return charts.lost(title, [names[cell.criterion] for cell in worst], points, _("分"), head=_("考评项"))


def _fall(scheme: SchemeSpec, row: Row, names: Names) -> Drawing | None:
    """From full marks to the total; small losses together, and what no criterion accounts for."""
    if row.total is None:
        return None
    full = float(scheme.full)
    losses = _losses(scheme, row)
    most = dict(sorted(losses.items(), key=lambda one: -one[1])[:MOST_STEPS])
    steps = [Step(names[code], -loss) for code, loss in most.items()]
    steps += [Step(_("其余各项"), -(sum(losses.values()) - sum(most.values())))]
    steps += [Step(names.get(code, code), points) for code, points in row.adjustments.items()]
    steps += [Step(_("取整、否决等"), row.total - full - sum(step.points for step in steps))]
    shown = [step for step in steps if abs(step.points) > NOISE]
    ends = Step(_("满分"), full), Step(_("总分"), row.total)
    return drawn(_("从满分到总分"), ends[0], shown, ends[1])


def _losses(scheme: SchemeSpec, row: Row) -> dict[str, float]:
    """Points lost by leaf; in an index what each lost mark takes from the whole."""
    if scheme.marks != "index":
        return {code: cell.lost for code, cell in row.cells.items() if not isnan(cell.lost)}
    weights = _weights(scheme, row)
    cells = {code: cell for code, cell in row.cells.items() if not isnan(cell.share)}
    return {code: (1 - cell.share) * weights[code] for code, cell in cells.items()}


def way(fall: Waterfall, title: str, ends: tuple[str, str], names: Names, id: str = "way") -> Drawing:
    """From one total to another, criterion by criterion, the greatest steps first."""
    bars = sorted(fall.bars, key=lambda bar: -abs(bar.points))
    kept, rest = bars[:MOST_STEPS], bars[MOST_STEPS:]
    steps = [Step(names.get(bar.code, bar.code) or _("其他"), bar.points) for bar in kept]
    if rest:
        steps.append(Step(_("其余各项"), sum(bar.points for bar in rest)))
    return drawn(title, Step(ends[0], fall.start), steps, Step(ends[1], fall.finish), id)


def drawn(title: str, start: Step, steps: Sequence[Step], finish: Step, id: str = "fall") -> Drawing:
    words = (_("增减"), _("增加"), _("减少"), _("总分"))
    return charts.waterfall(title, start, steps, finish, _("分"), head=_("项"), names=words, id=id)
