"""An industry chain as it stands: what each link has, what is coming, what it lacks (产业链图谱)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chaotou.core.zone.chain_specs import ChainSpec, LinkSpec, Position
from chaotou.core.zone.lead_specs import TeamSpec


@dataclass(frozen=True)
class Presence:
    """How many enterprises, signed projects and leads a link has."""

    enterprises: int = 0
    projects: int = 0
    leads: int = 0


class LinkState(StrEnum):
    """Whether a link has what is wanted, would have it with its leads, has some of it, or has nothing."""

    FULL = "full"
    COMING = "coming"
    THIN = "thin"
    GAP = "gap"


@dataclass(frozen=True)
class LinkStanding:
    """A link with what it has, what it still lacks, and how many steps it is from the material."""

    link: LinkSpec
    presence: Presence
    depth: int

    @property
    def has(self) -> int:
        return self.presence.enterprises + self.presence.projects

    @property
    def lacks(self) -> int:
        return max(self.link.wanted - self.has, 0)

    @property
    def state(self) -> LinkState:
        if not self.lacks:
            return LinkState.FULL
        if self.presence.leads >= self.lacks:
            return LinkState.COMING
        return LinkState.THIN if self.has else LinkState.GAP


@dataclass(frozen=True)
class ChainStanding:
    """A chain, its links in the file's order, and how complete it is."""

    chain: ChainSpec
    links: tuple[LinkStanding, ...]

    @property
    def lacking(self) -> tuple[LinkStanding, ...]:
        """Links with less than is wanted, those that lack most first."""
        short = [link for link in self.links if link.lacks]
        return tuple(sorted(short, key=lambda link: (-link.lacks, link.presence.leads)))

    def at(self, position: Position) -> tuple[LinkStanding, ...]:
        return tuple(link for link in self.links if link.link.position is position)


def standing(chain: ChainSpec, present: Mapping[str, Presence]) -> ChainStanding:
    """The chain with what is present by link code; a link nobody named has nothing."""
    depths = _depths(chain)
    links = (
        LinkStanding(link, present.get(link.code, Presence()), depths[link.code]) for link in chain.links
    )
    return ChainStanding(chain, tuple(links))


def _depths(chain: ChainSpec) -> dict[str, int]:
    """Steps from the material along `after`; the loader has seen that nothing circles."""
    after = {link.code: link.after for link in chain.links}
    found: dict[str, int] = {}

    def depth(code: str) -> int:
        if code not in found:
            found[code] = 1 + max((depth(one) for one in after[code]), default=-1)
        return found[code]

    for code in after:
        depth(code)
    return found


def team_of(teams: tuple[TeamSpec, ...], organization: str, city: str, chain: str) -> TeamSpec | None:
    """The team a project counts for: the first in the file that fits, or none."""
    return next((team for team in teams if team.fits(organization, city, chain)), None)
