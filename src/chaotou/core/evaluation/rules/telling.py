"""Numbers as they stand in a formula that a person can recompute."""

from __future__ import annotations

from decimal import Decimal

from chaotou.core.issues import Message


class Shown(float):
    """A number put into a formula: 12 digits at most, the true minus sign, a negative one in brackets."""

    def __format__(self, spec: str) -> str:
        text = f"{Decimal(format(float(self), '.12g')):f}"
        return f"(−{text[1:]})" if text.startswith("-") else text


def shown(**numbers: float) -> dict[str, object]:
    """The named values of a formula's template."""
    return {name: Shown(number) for name, number in numbers.items()}


def tell_met(x: float, target: float, met: bool, lower: bool) -> Message:
    """All or nothing: 1 where the reading meets the target, else 0."""
    values = shown(x=x, target=target)
    if met:
        return Message("1（{x} ≤ {target}）", values) if lower else Message("1（{x} ≥ {target}）", values)
    return Message("0（{x} > {target}）", values) if lower else Message("0（{x} < {target}）", values)
