"""Which move of a project can be withdrawn: the latest, reported by a person, that no scheme recognizes."""

from __future__ import annotations

from chaotou.core.issues import Message
from chaotou.organization.access import Asker, Verdict
from chaotou.projects import access
from chaotou.projects.models import Move, Project, Recognition


def latest_move(project: Project) -> Move | None:
    """The move reported last, whatever day it is of."""
    return project.moves.order_by("-pk").first()


def may_withdraw(person: Asker, project: Project, move: Move) -> Verdict:
    """Whether the person takes back this move, and why not."""
    verdict = access.may_withdraw_move(person, project)
    return Verdict(False, held) if verdict and (held := _held(project, move)) else verdict


def _held(project: Project, move: Move) -> Message | None:
    """What holds a move where it is."""
    if move != latest_move(project):
        return Message("只能撤回最近一次上报；请从最近的一次起依次撤回。")
    if move.reported_by_id is None:
        return Message("这次变动不是由人上报的，不能撤回；请上报新的变动。")
    if move.recognitions.filter(state=Recognition.State.RECOGNIZED).exists():
        return Message("这次变动已获认定，不能撤回；请审核人员先撤销认定。")
    return None
