"""`chaotou check ZONE`: all that is wrong with a zone, its schemes, projects, matters, with file and line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from chaotou.cli.language import say
from chaotou.cli.output import issue_as_json, print_issues, print_json
from chaotou.core.evaluation.zone_schemes import check_schemes, known_of_draft
from chaotou.core.issues import errors
from chaotou.core.zone.case_files import load_case_files
from chaotou.core.zone.loading import load_zone
from chaotou.core.zone.meeting_files import load_meeting_files
from chaotou.core.zone.project_files import load_project_files


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("zone", type=Path, help=say("开发区目录"))
    parser.add_argument("--json", action="store_true", help=say("以 JSON 输出"))


def run(args: Namespace) -> int:
    loaded = load_zone(args.zone)
    issues = [*loaded.issues, *check_schemes(args.zone, known_of_draft(loaded.draft))]
    if loaded.zone is not None:
        issues += load_project_files(args.zone, loaded.zone).issues
        issues += load_case_files(args.zone, loaded.zone).issues
        issues += load_meeting_files(args.zone, loaded.zone).issues
    issues.sort(key=lambda issue: issue.level)
    if args.json:
        print_json([issue_as_json(issue) for issue in issues])
    else:
        print_issues(issues)
        print(
            say("{errors} 个错误，{warnings} 个提醒。").format(
                errors=len(errors(issues)), warnings=len(issues) - len(errors(issues))
            )
        )
    return 1 if errors(issues) else 0
