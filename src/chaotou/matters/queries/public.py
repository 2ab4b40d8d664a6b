"""What the public sees of livelihood items: those published and adopted, public fields, nodes, photos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from chaotou.core.issues import Message, Missing
from chaotou.core.projects.conditions import is_given
from chaotou.core.zone.matter_flow_specs import StateSpec
from chaotou.core.zone.matter_specs import KindSpec, MatterFieldKind, MatterFieldSpec, Privacy
from chaotou.core.zone.project_specs import ChoiceSpec
from chaotou.matters.models import Attachment, Matter, MatterNode
from chaotou.matters.operations.publishing import open_copy
from chaotou.matters.queries.files import MatterFile
from chaotou.matters.rules import rules

PHOTOS = Prefetch(
    "attachments",
    Attachment.objects.filter(is_public=True, is_photo=True).exclude(alternative=""),
    to_attr="shown_photos",
)


@dataclass(frozen=True)
class Item:
    """An item as anybody may read it: `fields` are the kind's public ones that say something."""

    matter: Matter
    kind: KindSpec
    state: StateSpec
    fields: Sequence[tuple[MatterFieldSpec, Any]]

    @property
    def nodes(self) -> Sequence[MatterNode]:
        return list(self.matter.nodes.all())

    @property
    def done(self) -> int:
        """How many nodes are done."""
        return sum(node.done_on is not None for node in self.nodes)

    @property
    def photos(self) -> Sequence[Attachment]:
        found: Sequence[Attachment] = self.matter.shown_photos  # type: ignore[attr-defined]
        return found

    @property
    def is_done(self) -> bool:
        return self.matter.phase == Matter.Phase.CLOSED


@dataclass(frozen=True)
class Published:
    """The items of a year by class, in the order of the zone's file; all years, latest first."""

    year: int | None
    years: Sequence[int]
    classes: Mapping[ChoiceSpec | None, Sequence[Item]]

    @property
    def items(self) -> Sequence[Item]:
        return [item for items in self.classes.values() for item in items]


def published(year: int | None = None) -> Published:
    """The items of a year, of the latest that has any where none or another is asked for. 4 queries."""
    found = _public()
    years = [moment.year for moment in found.order_by().datetimes("registered_at", "year", order="DESC")]
    shown = year if year in years else next(iter(years), None)
    if shown is None:
        return Published(None, [], {})
    rows = found.filter(registered_at__year=shown).order_by("code")
    items = [_item(row) for row in rows.select_related("lead").prefetch_related("nodes", PHOTOS)]
    by_class: dict[ChoiceSpec | None, list[Item]] = {choice: [] for choice in (*_classes(), None)}
    for item in items:
        by_class[_class_of(item)].append(item)
    return Published(shown, years, {choice: held for choice, held in by_class.items() if held})


def published_item(code: str) -> Item:
    """One item; `Missing`, in the same words, where there is none and where it is not public. 3 queries."""
    found = _public().select_related("lead").prefetch_related("nodes", PHOTOS).filter(code=code).first()
    if found is None:
        raise Missing(Message("没有这个公开的项目。"))
    return _item(found)


def published_photo(code: str, pk: int) -> MatterFile:
    """The copy of a public photo of a public item; `Missing` for any other. 3 queries."""
    row = next((photo for photo in published_item(code).photos if photo.pk == pk), None)
    if row is None:
        raise Missing(Message("没有这张照片。"))
    return MatterFile(open_copy(row), row.name, is_photo=True)


def photos_of(matter: Matter) -> Sequence[Attachment]:
    """All photos of a matter, for who publishes them. One query."""
    return list(matter.attachments.filter(is_photo=True))


def _public() -> QuerySet[Matter]:
    """Published, and past the state in which it was only proposed; nothing that was given up."""
    shown = Q(pk__in=[])
    for kind in _kinds():
        shown |= Q(kind=kind.code) & ~Q(state=rules().flow(kind).spec.first.code)
    return Matter.objects.filter(shown, is_public=True).exclude(phase=Matter.Phase.ENDED)


def _kinds() -> Iterator[KindSpec]:
    kinds = rules().kinds.values()
    return (kind for kind in kinds if kind.is_public and kind.privacy is not Privacy.STRICT)


def _item(row: Matter) -> Item:
    kind = rules().kind(row.kind)
    fields = [spec for spec in kind.fields if spec.public and not spec.personal]
    held = [(spec, row.particulars[spec.code]) for spec in fields if is_given(row.particulars.get(spec.code))]
    return Item(row, kind, rules().flow(kind).states[row.state], held)


def _class_field(kind: KindSpec) -> MatterFieldSpec | None:
    """By what items of a kind are told apart: the first public choice of its form."""
    return next((s for s in kind.fields if s.public and s.kind is MatterFieldKind.CHOICE), None)


def _classes() -> Iterator[ChoiceSpec]:
    for kind in _kinds():
        spec = _class_field(kind)
        yield from spec.choices if spec else ()


def _class_of(item: Item) -> ChoiceSpec | None:
    spec = _class_field(item.kind)
    value = item.matter.particulars.get(spec.code) if spec else None
    return next((choice for choice in spec.choices if choice.code == value), None) if spec else None
