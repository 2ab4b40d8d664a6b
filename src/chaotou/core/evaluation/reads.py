"""What a criterion reads: an indicator, which side of it, over what, in which period."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from chaotou.core.evaluation.facts import Side, When, fact_name
from chaotou.core.evaluation.words import Take
from chaotou.core.zone.fields import Spec

FactCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=80)]


class ReadsSpec(Spec):
    """A reading: `as` says what of the indicator; `over` is the denominator's indicator.

    `least` and `most` hold the reading itself within bounds, for growths over small bases.
    """

    indicator: FactCode
    take: Take = Field(default=Take.LEVEL, alias="as")
    over: FactCode | None = None
    times: Decimal = Decimal(1)
    when: When = When.THIS
    against: When = When.YEAR_AGO
    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def numerator(self) -> str:
        side = {Take.GROWTH: Side.GROWTH, Take.MARK: Side.MARK}.get(self.take)
        return fact_name(self.indicator, side, self.when)

    @property
    def denominator(self) -> str | None:
        """The fact below the line, where there is one."""
        if self.over is not None:
            return fact_name(self.over, None, self.when)
        if self.take is Take.SHARE:
            return fact_name(self.indicator, Side.WHOLE, self.when)
        if self.take in (Take.ATTAINMENT, Take.PACE_GAP):
            return fact_name(self.indicator, Side.TARGET, self.when)
        if self.take in (Take.CHANGE, Take.INDEX):
            return fact_name(self.indicator, None, self.against)
        return None

    def names(self) -> Iterator[str]:
        """Every fact this reading is made of."""
        yield self.numerator
        if self.denominator:
            yield self.denominator


def _spelled_out(value: Any) -> Any:
    return {"indicator": value} if isinstance(value, str) else value


Reads = Annotated[ReadsSpec, BeforeValidator(_spelled_out, json_schema_input_type=ReadsSpec | str)]
