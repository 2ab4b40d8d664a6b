"""What the acts of a zone's cases tell the operations: as written, with the files of the zone directory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any, Final

from django.conf import settings
from django.core.files.base import ContentFile

from chaotou.core.zone.case_specs import CaseActSpec, CaseFileSpec
from chaotou.core.zone.matter_flow_specs import Act
from chaotou.core.zone.rules_for_cases import CONFIRM_OPINION, HOLD_LAND, TAKES
from chaotou.matters.models import Matter
from chaotou.matters.operations.acts import take_act
from chaotou.matters.operations.assigning import Part
from chaotou.matters.operations.attaching import Upload, read_upload
from chaotou.matters.operations.chains import confirm_opinion, hold_land
from chaotou.matters.operations.taking import Who
from chaotou.projects.operations.evidence import Arrival

BESIDE: Final[Mapping[str, Callable[..., Matter]]] = {
    HOLD_LAND: hold_land,
    CONFIRM_OPINION: confirm_opinion,
}
"""What is done to a chain and its parts beside their flows."""


@dataclass
class Telling:
    """Takes acts as they are written; a file that comes again is not read again."""

    read: dict[tuple[str, str | None], Arrival] = field(default_factory=dict)

    def take(self, act: CaseActSpec, who: Who) -> None:
        """Do what the act says. `Refusal`, `Obstacles` as its operation refuses it."""
        if beside := BESIDE.get(act.act):
            beside(**who, **self._said(act))
        else:
            take_act(act=act.act, **who, **self._said(act))

    def _said(self, act: CaseActSpec) -> dict[str, Any]:
        said = {name: getattr(act, name) for name in TAKES[act.act] if name in act.model_fields_set}
        if "supporting" in said:
            said["supporting"] = dict.fromkeys(act.supporting, "")
        if "parts" in said:
            said["parts"] = [Part(one.title, one.lead, one.content, one.due_on) for one in act.parts]
        if "files" in said:
            said["files"] = [self._upload(file) for file in act.files]
        if act.act == Act.SUBMIT and "text" in said:
            said["conclusion"] = said.pop("text")
        return said

    def _upload(self, file: CaseFileSpec) -> Upload:
        path, key = PurePath(file.file), (file.file, file.paper)
        brought = ContentFile((Path(settings.ZONE) / path).read_bytes(), path.name)
        upload = Upload(brought, file.paper or "", file.alternative, file.public)
        if key not in self.read:
            self.read[key] = read_upload(upload)
        return replace(upload, arrival=self.read[key])
