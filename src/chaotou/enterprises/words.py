"""The words pages use of an enterprise's codes: its industry, chain and link, size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chaotou.core import industries
from chaotou.core.zone.chain_specs import ChainSpec
from chaotou.enterprises.models import Enterprise
from chaotou.enterprises.queries.listing import SIZES
from chaotou.organization.queries import zone
from chaotou.ui.templatetags.show import is_english, name


def industry(code: str) -> str:
    """C3841 锂离子电池制造; in English the division's name."""
    found = industries.find(code)
    if found is None:
        return code
    return f"{found.full} {industries.english(found.code)}" if is_english() else str(found)


def industry_path(code: str) -> list[str]:
    """From the section down, each in the reader's language, the English ones as far as they go."""
    if industries.find(code) is None:
        return [code] if code else []
    steps = industries.path(code)
    shown = [step for step in steps if step.english] if is_english() else steps
    said = [f"{step.full} {step.english if is_english() else step.chinese}" for step in shown]
    return said if steps[-1] in shown else [*said, steps[-1].full]


@dataclass(frozen=True)
class Chains:
    """The zone's chains and links by code."""

    chains: dict[str, ChainSpec]

    @classmethod
    def of_zone(cls) -> Chains:
        return cls({spec.code: spec for spec in zone().chains})

    def choices(self) -> list[tuple[str, str]]:
        return [(code, name(spec)) for code, spec in self.chains.items()]

    def link_choices(self) -> list[tuple[str, Any]]:
        """For a form: each chain alone and with each of its links, `chain/link`."""
        return [
            (
                name(spec),
                [
                    (code, f"{name(spec)}"),
                    *((f"{code}/{link.code}", f"{name(spec)} · {name(link)}") for link in spec.links),
                ],
            )
            for code, spec in self.chains.items()
        ]

    def said(self, one: Enterprise) -> str:
        """智能装备与新能源 · 储能系统; a code no file knows any more stands for itself."""
        spec = self.chains.get(one.chain)
        if spec is None:
            return " · ".join(filter(None, (one.chain, one.link)))
        link = next((link for link in spec.links if link.code == one.link), None)
        return " · ".join(filter(None, (name(spec), name(link) if link else one.link)))


def sizes() -> list[tuple[str, str]]:
    return [(code, str(word)) for code, word in SIZES]
