"""The acts of evaluating: each checks who may, writes in one transaction, leaves one journal entry."""

from chaotou.evaluation.operations.appeals import decide_appeal, file_appeal
from chaotou.evaluation.operations.judges import name_judge, release_judge
from chaotou.evaluation.operations.loading import load_runs
from chaotou.evaluation.operations.marks import note_fact, record_mark, recuse
from chaotou.evaluation.operations.runs import discard_draft, draft_run, publish_run, run_again

__all__ = [
    "decide_appeal",
    "discard_draft",
    "draft_run",
    "file_appeal",
    "load_runs",
    "name_judge",
    "note_fact",
    "publish_run",
    "record_mark",
    "recuse",
    "release_judge",
    "run_again",
]
