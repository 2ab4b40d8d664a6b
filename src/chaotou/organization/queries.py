"""What is known of organizations, people and responsibilities. A list of people needs a person who asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from axes.models import AccessAttempt
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from chaotou.core.zone.specs import IndicatorSpec, TargetSpec
from chaotou.organization import access
from chaotou.organization.models import Organization, Person, Post, Responsibility
from chaotou.organization.zones import zone as zone
from chaotou.ui.templatetags.show import name


@dataclass
class Branch:
    """An organization with its people and posts, what it answers for, and the organizations under it."""

    organization: Organization
    depth: int
    posts: list[Post] = field(default_factory=list)
    answers: list[Responsibility] = field(default_factory=list)
    children: list[Branch] = field(default_factory=list)

    @property
    def led(self) -> int:
        """How many indicators and targets it leads."""
        return sum(item.role == access.Role.LEAD for item in self.answers)

    @property
    def supported(self) -> int:
        return len(self.answers) - self.led


def lead_of(subject: str, code: str) -> Organization | None:
    """The organization that leads for an indicator or target, or None where nobody has been named."""
    found = responsible(subject, code).filter(role=access.Role.LEAD).first()
    return found.organization if found else None


def supporters_of(subject: str, code: str) -> list[Organization]:
    found = responsible(subject, code).filter(role=access.Role.SUPPORTING)
    return [responsibility.organization for responsibility in found]


def responsible(subject: str, code: str) -> QuerySet[Responsibility]:
    """Who answers for an indicator or target, each with its organization; the lead comes first."""
    return Responsibility.objects.filter(subject=subject, code=code).select_related("organization")


def leads(subject: str, codes: Iterable[str] | None = None) -> dict[str, Organization]:
    """The leading organization by code, of all subjects of this kind or of those named. One query."""
    found = Responsibility.objects.filter(subject=subject, role=access.Role.LEAD)
    if codes is not None:
        found = found.filter(code__in=list(codes))
    return {item.code: item.organization for item in found.select_related("organization")}


def leading(codes: Iterable[str]) -> dict[tuple[str, str], Organization]:
    """The leading organization by subject and code, of indicators and targets alike. One query."""
    found = Responsibility.objects.filter(role=access.Role.LEAD, code__in=list(codes))
    return {(item.subject, item.code): item.organization for item in found.select_related("organization")}


def organizations() -> list[Organization]:
    """Every organization in its order, as something that answers: no people, no posts. One query."""
    return list(Organization.objects.select_related("parent"))


def organization_tree(person: access.Asker) -> list[Branch]:
    """Every organization under its parent, with posts, holders and what it answers for. Four queries.

    Refusal for whoever holds no post.
    """
    access.require(access.sees_people(person))
    found = Organization.objects.prefetch_related(*_with_people())
    branches = {item.pk: _branch(item) for item in found}
    roots: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.organization.parent_id or 0)
        (above.children if above else roots).append(branch)
    return _deepen(roots, 0)


def _branch(item: Organization) -> Branch:
    return Branch(item, 0, list(item.posts.all()), list(item.responsibilities.all()))


def _with_people() -> tuple[Prefetch[str], str]:
    posts = Post.objects.select_related("person").order_by("code")
    return Prefetch("posts", posts), "responsibilities"


def _deepen(branches: list[Branch], depth: int) -> list[Branch]:
    for branch in branches:
        branch.depth = depth
        _deepen(branch.children, depth + 1)
    return branches


def organization(person: access.Asker, code: str) -> Branch | None:
    """One organization with its posts and responsibilities and the organizations right under it."""
    access.require(access.sees_people(person))
    found = Organization.objects.select_related("parent").prefetch_related("children", *_with_people())
    one = found.filter(code=code).first()
    if one is None:
        return None
    branch = _branch(one)
    branch.children = [Branch(child, 1) for child in one.children.all()]
    return branch


def people(asker: access.Asker) -> QuerySet[Person]:
    """Everyone the asker may see, each with organization and posts. Refusal for whoever holds no post."""
    access.require(access.sees_people(asker))
    return _everyone()


def _everyone() -> QuerySet[Person]:
    posts = Post.objects.filter(held_until_on__isnull=True).select_related("organization").order_by("code")
    return Person.objects.select_related("organization").prefetch_related(Prefetch("posts", posts))


def person(asker: access.Asker, username: str) -> Person | None:
    """One person with organization and posts; everyone may see themselves."""
    if asker.is_authenticated and asker.get_username() == username:
        return _everyone().filter(username=username).first()
    return people(asker).filter(username=username).first()


def administrators() -> QuerySet[Person]:
    """Who administers accounts now: whom to ask when one cannot sign in."""
    held = Post.objects.filter(duty=access.Duty.ADMINISTERS, held_until_on__isnull=True)
    return Person.objects.filter(is_active=True, pk__in=held.values("person"))


def latest_failed_sign_in(username: str, address: str) -> datetime | None:
    """When somebody at this network address last failed to sign in to the account; None where nobody did."""
    failed = AccessAttempt.objects.filter(username=username, ip_address=address)
    latest: datetime | None = failed.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return latest


def is_anybody_here() -> bool:
    """Whether there is an account at all: a new platform has none until a zone directory is loaded."""
    return Person.objects.exists()


def accounts(asker: access.Asker, wanted: str = "") -> QuerySet[Person]:
    """Everyone, or those whose user name, name or organization holds `wanted`; for whoever administers."""
    access.require(access.may_administer(asker))
    found = _everyone().order_by("-is_active", "organization__order", "username")
    if not wanted:
        return found
    words = Q(username__icontains=wanted) | Q(name__icontains=wanted) | Q(english__icontains=wanted)
    return found.filter(words | Q(organization__name__icontains=wanted) | Q(organization__short=wanted))


def organization_choices(asker: access.Asker) -> list[tuple[str, str]]:
    """Codes and names for a form."""
    access.require(access.sees_people(asker))
    return [(found.code, name(found)) for found in Organization.objects.all()]


def people_choices(asker: access.Asker) -> list[tuple[str, str]]:
    """User names and names for a form."""
    access.require(access.sees_people(asker))
    return [(found.username, name(found)) for found in Person.objects.all()]


def namesakes(asker: access.Asker, name: str, username: str) -> list[str]:
    """The user names of others who have the name: two accounts of one person, or two people."""
    access.require(access.sees_people(asker))
    others = Person.objects.filter(name=name).exclude(username=username).order_by("username")
    return list(others.values_list("username", flat=True))


def post_choices(asker: access.Asker) -> list[tuple[str, str]]:
    """Codes and names of all posts for a form, each with its duty and who holds it now."""
    access.require(access.sees_people(asker))
    posts = Post.objects.select_related("organization", "person")
    return [(post.code, _post_words(post)) for post in posts]


def _post_words(post: Post) -> str:
    holder = post.person if post.person and not post.held_until_on else None
    words = {"organization": name(post.organization), "post": name(post), "duty": post.get_duty_display()}
    if holder is None:
        return _("{organization} {post}（{duty}，空缺）").format(**words)
    return _("{organization} {post}（{duty}，现为{holder}）").format(**words, holder=name(holder))


def answers_of(person: Person) -> list[Responsibility]:
    """What the organizations in which the person holds a post answer for, each with its organization."""
    seats = access.mandate(person).seats
    found = Responsibility.objects.filter(organization__in={seat.organization for seat in seats})
    return list(found.select_related("organization"))


@dataclass(frozen=True)
class Answer:
    """A responsibility with the name of what is answered for, where the zone's files know it."""

    responsibility: Responsibility
    name: str
    english: str


def named(answers: Iterable[Responsibility]) -> list[Answer]:
    """The responsibilities with names from the zone's files; a code stands for itself without one."""
    known: dict[tuple[str, str], IndicatorSpec | TargetSpec] = {}
    known |= {(access.Subject.INDICATOR, spec.code): spec for spec in zone().indicators}
    known |= {(access.Subject.TARGET, spec.code): spec for spec in zone().targets}
    found = [(item, known.get((item.subject, item.code))) for item in answers]
    return [
        Answer(item, spec.name if spec else item.code, spec.english if spec else "") for item, spec in found
    ]


def flat(branches: Iterable[Branch]) -> Iterator[Branch]:
    """The tree from the top, line by line."""
    for branch in branches:
        yield branch
        yield from flat(branch.children)
