"""The fields a column can be: the register's and the zone's own, and what people call them in headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from chaotou.core.zone.chain_specs import ChainSpec, LinkSpec
from chaotou.core.zone.lead_specs import CitySpec
from chaotou.core.zone.plot_specs import PlotSpec
from chaotou.core.zone.project_specs import COMPUTED, ChoiceSpec
from chaotou.core.zone.specs import Zone


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    STAGE = "stage"
    ORGANIZATION = "organization"
    PERSON = "person"
    INDUSTRY = "industry"
    CREDIT_CODE = "credit_code"
    CURRENCY = "currency"


@dataclass(frozen=True)
class Target:
    """A field: its names, what its cells are, how long a text may be, other words for it (without spaces).

    `own` fields are the zone's: they are kept among the particulars of a project. In a `loose` one a word
    that is none of its choices stays as it is written.
    """

    code: str
    name: str
    english: str
    kind: Kind = Kind.TEXT
    most: int = 300
    choices: tuple[ChoiceSpec, ...] = ()
    words: tuple[str, ...] = ()
    own: bool = False
    loose: bool = False


_WORDS = {
    "name": "项目 项目名 名称 拟建项目名称 意向项目 意向项目名称 签约项目 project projectname title",
    "english": "英文名 englishname",
    "kind": "类型 项目类别 建设类型 type",
    "investor": "投资方 投资方名称 投资主体 投资企业 投资单位 投资商 企业名称 客商 客商名称 公司名称 单位名称"
    " company firm investorname",
    "product": "建设内容 项目内容 主要产品 产品 产品方向 产品名称 主要建设内容 项目简介 建设内容及规模"
    " content description",
    "industry": "所属行业 行业代码 行业类别 industrycode sector",
    "chain": "产业链条 所属产业链 产业类别 所属产业",
    "link": "产业链环节 链条环节",
    "source_region": "来源区域 资金来源地 投资来源地 region",
    "source_city": "城市 所在城市 来源地 客商来源 city",
    "channel": "招商渠道 来源渠道 线索来源 信息来源 source",
    "referrer": "推荐人 介绍人 联系人 线索提供人 referredby",
    "investment": "总投资 投资额 投资总额 计划投资 协议投资额 协议投资 项目总投资 投资规模 计划总投资额"
    " totalinvestment amount investment",
    "currency": "货币 currencycode",
    "fixed_investment": "固投 固定资产 固定资产投资额 fixedassets",
    "land_mu": "用地面积 用地需求 占地 占地面积 拟用地 landneeded landmu",
    "plot": "地块编号 选址 地块名称 落户地块 拟选地块 site",
    "longitude": "lng lon",
    "latitude": "lat",
    "yearly_output": "年产值 达产产值 预计产值 达产年产值 output",
    "yearly_tax": "年税收 税收 预计税收 达产税收 tax",
    "organization": "招商单位 责任单位 引进单位 牵头单位 首报单位 单位 unit organization",
    "landing": "承接单位 落地园区 落户单位 landingunit",
    "officer": "负责人 项目经办人 联络员 招商人员 officer",
    "linked_leader": "挂钩区领导 挂联领导 包保领导 leader",
    "secretary": "秘书 项目管家",
    "stage": "项目阶段 目前阶段 当前阶段 进展阶段 项目状态 状态 status currentstage",
    "stage_since_on": "阶段日期 进入阶段日期 进入阶段 签约时间 签约日期 开工日期 开工时间 date stagedate",
    "investor_code": "信用代码 社会信用代码 投资方统一社会信用代码 机构代码 creditcode uscc",
    "next_step": "下步计划 下一步打算 下步措施 下一步工作 nextaction",
    "next_step_on": "计划时间 下一步时间",
}
_EXTRA = tuple(
    replace(target, words=tuple(_WORDS[target.code].split()))
    for target in (
        Target("name", "项目名称", "Project", most=150),
        Target("investor", "投资方", "Investor", most=120),
        Target("stage", "阶段", "Stage", Kind.STAGE),
        Target("stage_since_on", "进入本阶段日期", "At this stage since", Kind.DATE),
        Target("investor_code", "统一社会信用代码", "Credit code of the investor", Kind.CREDIT_CODE),
        Target("next_step", "下一步", "Next step", most=200),
        Target("next_step_on", "下一步日期", "Date of the next step", Kind.DATE),
    )
)
_KINDS = {
    "industry": Kind.INDUSTRY,
    "currency": Kind.CURRENCY,
    "organization": Kind.ORGANIZATION,
    "landing": Kind.ORGANIZATION,
    "officer": Kind.PERSON,
    "linked_leader": Kind.PERSON,
    "secretary": Kind.PERSON,
}
_MOST = {
    "name": 150, "english": 200, "investor": 120, "link": 50, "source_city": 50, "referrer": 120, "plot": 50,
    "kind": 50, "chain": 50, "source_region": 50, "channel": 50,
}  # fmt: skip
REGISTER = frozenset(_WORDS)
"""Fields with a column of their own in the register."""


def targets(zone: Zone) -> tuple[Target, ...]:
    """Every field a column can be: the zone's list in its order, then what the list does not name."""
    loose = _loose_choices(zone)
    listed = [
        Target(
            code=spec.code,
            name=spec.name,
            english=spec.english,
            kind=Kind.CHOICE if loose.get(spec.code) else _KINDS.get(spec.code) or Kind(spec.kind.value),
            most=_MOST.get(spec.code, 300),
            choices=spec.choices or loose.get(spec.code, ()),
            words=tuple(_WORDS.get(spec.code, "").split()),
            own=spec.code not in REGISTER,
            loose=spec.code in loose,
        )
        for spec in zone.fields
        if spec.code not in COMPUTED
    ]
    named = {target.code for target in listed}
    return (*listed, *(target for target in _EXTRA if target.code not in named))


def _loose_choices(zone: Zone) -> dict[str, tuple[ChoiceSpec, ...]]:
    """Cities, chains and their links, plots, where the zone names any: others may be named too."""
    listed: dict[str, Sequence[CitySpec | ChainSpec | LinkSpec | PlotSpec]] = {
        "source_city": zone.cities,
        "chain": zone.chains,
        "link": [link for chain in zone.chains for link in chain.links],
        "plot": zone.plots,
    }
    return {
        field: tuple(ChoiceSpec(code=one.code, name=one.name, english=one.english) for one in found)
        for field, found in listed.items()
        if found
    }
