"""The steps between figures and marks, in the order written: impute, screen, treat outliers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from chaotou.core.evaluation.methods.imputation import Imputation
from chaotou.core.evaluation.methods.screening import Screen
from chaotou.core.evaluation.methods.treatment import Transform
from chaotou.core.zone.fields import Spec


class ImputeSpec(Spec):
    """Fill what is not reported; `within` names the column of the facts that holds the groups."""

    by: Imputation
    within: str = ""


class ScreenSpec(Spec):
    """Leave out subjects: `data` is the least share of readings present, `nonzero` of those not zero."""

    by: Screen = Screen.DATA
    data: Decimal = Field(default=Decimal("0.6667"), ge=0, le=1)
    nonzero: Decimal = Field(default=Decimal("0.05"), ge=0, le=1)


class TreatSpec(Spec):
    """Mend columns whose |skewness| and kurtosis reach these: winsorize at most so many, else transform."""

    skewness: Decimal = Decimal(2)
    kurtosis: Decimal = Decimal("3.5")
    winsorize: int = Field(default=5, ge=0)
    otherwise: Transform = Transform.LOG_RANGE
    power: Decimal = Decimal(0)
    combine: bool = False


def _spelled_out(value: Any) -> Any:
    return {"by": value} if isinstance(value, str) else value


class StepSpec(Spec):
    """One step: exactly one of the keys."""

    impute: Annotated[
        ImputeSpec | None, BeforeValidator(_spelled_out, json_schema_input_type=ImputeSpec | Imputation)
    ] = None
    screen: ScreenSpec | None = None
    treat: TreatSpec | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> StepSpec:
        if sum(step is not None for step in (self.impute, self.screen, self.treat)) != 1:
            raise PydanticCustomError("scheme_one_key", "one key", {"keys": ("impute", "screen", "treat")})
        return self
