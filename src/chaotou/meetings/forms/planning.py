"""The forms of a meeting as a whole, of its topics and of who comes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chaotou.meetings.rules import rules
from chaotou.projects.forms.evidence import FILES
from chaotou.ui.forms import Choices, offer
from chaotou.ui.templatetags.show import name

NOTHING = ("", "—")
LONGEST_MINUTES = 480
_MOMENT = "%Y-%m-%dT%H:%M"


class MeetingForm(forms.Form):
    """When and where a meeting is, who chairs it and writes its minutes, how these begin."""

    starts_at = forms.DateTimeField(
        label=_("开会时间"),
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(format=_MOMENT, attrs={"type": "datetime-local"}),
    )
    place = forms.CharField(label=_("地点"), required=False, max_length=120)
    chair = forms.ChoiceField(
        label=_("主持人"), required=False, help_text=_("不选的，由这类会议规定的岗位主持。")
    )
    secretary = forms.ChoiceField(label=_("记录人"), required=False)
    number = forms.IntegerField(
        label=_("次数"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("今年在平台以外开过的，写这一次是第几次；不写的，接着编。"),
    )
    background = forms.CharField(
        label=_("纪要开头"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不写的，自动写明时间、主持人和会议名称。"),
    )

    def __init__(self, *args: Any, people: Choices, office: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "chair", [NOTHING, *people])
        offer(self, "secretary", [NOTHING, *office])


class ReasonForm(forms.Form):
    """A reason, with those that the zone's rules name to choose from."""

    reason = forms.CharField(label=_("理由"), max_length=300)

    def __init__(self, *args: Any, reasons: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = reasons
        if reasons:
            self.fields["reason"].widget.attrs["list"] = "reasons"


class TopicForm(forms.Form):
    """A topic, as a body brings it."""

    organization = forms.ChoiceField(label=_("提出单位"))
    title = forms.CharField(label=_("议题"), max_length=200)
    kind = forms.ChoiceField(label=_("议题类别"), required=False)
    minutes = forms.IntegerField(label=_("时长（分钟）"), min_value=1, max_value=LONGEST_MINUTES)
    draft = forms.CharField(
        label=_("拟办意见"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("请会议决定什么，一条一条写明。"),
    )

    def __init__(self, *args: Any, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)
        kinds = [(kind.code, name(kind)) for kind in rules().topic_kinds.values()]
        offer(self, "kind", [NOTHING, *kinds])
        if not kinds:
            del self.fields["kind"]


class AcceptForm(forms.Form):
    minutes = forms.IntegerField(label=_("时长（分钟）"), min_value=1, max_value=LONGEST_MINUTES)


class PaperForm(forms.Form):
    file = forms.FileField(label=_("文件"), widget=forms.ClearableFileInput(attrs=FILES))


class BatchForm(forms.Form):
    """Which batch of project reviews comes before the meeting."""

    batch = forms.ChoiceField(label=_("项目评审批次"))

    def __init__(self, *args: Any, batches: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "batch", batches)


class CallInForm(forms.Form):
    """Somebody who sits in, for the whole meeting or some topics."""

    person = forms.ChoiceField(label=_("列席人员"))
    topics = forms.TypedMultipleChoiceField(
        label=_("只列席这些议题"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不选的，列席整个会议。"),
    )
    hall = forms.ChoiceField(label=_("会场"), required=False)

    def __init__(self, *args: Any, people: Choices, topics: Choices, halls: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, choices in (("person", people), ("topics", topics), ("hall", [NOTHING, *halls])):
            offer(self, field, choices)


class RecuseForm(forms.Form):
    """Which member stands aside from a topic, and why."""

    seat = forms.TypedChoiceField(label=_("回避的成员"), coerce=int)
    reason = forms.CharField(label=_("回避理由"), max_length=300)

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "seat", seats)
