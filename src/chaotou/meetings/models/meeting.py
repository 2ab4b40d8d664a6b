"""Meetings, their topics and papers, and who was there."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Meeting(models.Model):
    """A meeting of a kind that the zone's directory defines, from the call for topics to signed minutes.

    Every act on it or within it raises `version`: who signs signs what they read.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("征集议题")
        CALLED = "called", _("已通知")
        HELD = "held", _("已召开")
        SIGNED = "signed", _("纪要已签发")
        CANCELLED = "cancelled", _("已取消")

    code = models.SlugField(_("编号"), unique=True, max_length=40)
    kind = models.CharField(_("会议类型"), max_length=50)
    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveIntegerField(_("次数"))
    title = models.CharField(_("名称"), max_length=200)
    english = models.CharField(_("英文名称"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("开始时间"))
    place = models.CharField(_("地点"), max_length=120, blank=True)
    chair = models.ForeignKey("organization.Person", models.PROTECT, null=True, blank=True, related_name="+")
    secretary = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PLANNED)
    background = models.TextField(_("纪要开头"), blank=True)
    called_at = models.DateTimeField(_("通知时间"), null=True, blank=True)
    opened_at = models.DateTimeField(_("开始议事"), null=True, blank=True)
    planned_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField(_("登记时间"))
    signed_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("签发时间"), null=True, blank=True)
    minutes_text = models.TextField(_("签发的纪要"), blank=True)
    reason = models.CharField(_("取消理由"), max_length=300, blank=True)
    is_synthetic = models.BooleanField(_("虚构会议"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("会议")
        verbose_name_plural = _("会议")
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="meeting_numbered_once"),
            models.CheckConstraint(
                condition=~models.Q(state="signed") | models.Q(signed_at__isnull=False),
                name="meeting_signed_has_its_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(reason=""),
                name="meeting_cancelled_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["kind", "-starts_at"], name="meeting_by_kind")]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """What is brought before a meeting, by whom, and how it was concluded.

    A topic with a `review` is a project under review: its votes and its outcome stay there.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待审")
        ACCEPTED = "accepted", _("上会")
        REFUSED = "refused", _("不予上会")
        DEFERRED = "deferred", _("暂缓")
        CONCLUDED = "concluded", _("已议")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="topics")
    order = models.PositiveSmallIntegerField(_("次序"), default=0)
    title = models.CharField(_("议题"), max_length=200)
    draft = models.TextField(_("拟办意见"), blank=True)
    kind = models.CharField(_("议题类别"), max_length=50, blank=True)
    organization = models.ForeignKey(
        "organization.Organization", models.PROTECT, related_name="+", verbose_name=_("提出单位")
    )
    minutes = models.PositiveSmallIntegerField(_("时长（分钟）"), default=15)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.PROPOSED)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    review = models.ForeignKey("projects.Review", models.PROTECT, null=True, blank=True, related_name="+")
    conclusion = models.TextField(_("结论"), blank=True)
    passed = models.BooleanField(_("表决通过"), null=True, blank=True)
    proposed_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(_("提出时间"))
    is_late = models.BooleanField(_("逾期提出"), default=False)

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("议题")
        verbose_name_plural = _("议题")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["refused", "deferred"]) | ~models.Q(reason=""),
                name="topic_refused_with_reason",
            ),
            models.UniqueConstraint(
                fields=["meeting", "review"],
                condition=models.Q(review__isnull=False),
                name="topic_review_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TopicPaper(models.Model):
    """A paper of a topic; `is_late` where it came after the day for papers."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="papers")
    file = models.FileField(_("文件"), upload_to="meetings/")
    name = models.CharField(_("文件名"), max_length=200)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64, db_index=True)
    is_late = models.BooleanField(_("逾期提交"), default=False)
    added_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))

    class Meta:
        ordering = ["topic", "pk"]
        verbose_name = _("议题材料")
        verbose_name_plural = _("议题材料")
        constraints = [models.UniqueConstraint(fields=["topic", "sha256"], name="topic_paper_once")]

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """Somebody expected at a meeting: as a member, or sitting in; where, and if there.

    Who is called in for some `topics` only sits in for these.
    """

    class Seat(models.TextChoices):
        MEMBER = "member", _("出席")
        SITS_IN = "sits_in", _("列席")

    class State(models.TextChoices):
        EXPECTED = "expected", _("应到")
        PRESENT = "present", _("实到")
        EXCUSED = "excused", _("请假")
        ABSENT = "absent", _("缺席")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    seat = models.CharField(_("身份"), max_length=8, choices=Seat.choices)
    hall = models.CharField(_("会场"), max_length=50, blank=True)
    state = models.CharField(_("到会"), max_length=8, choices=State.choices, default=State.EXPECTED)
    reason = models.CharField(_("请假事由"), max_length=200, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="called_in", verbose_name=_("议题"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "seat", "order", "pk"]
        verbose_name = _("参会")
        verbose_name_plural = _("参会")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
            models.CheckConstraint(
                condition=~models.Q(state="excused") | ~models.Q(reason=""), name="excused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.person}"


class Ballot(models.Model):
    """A member's part in a topic: a vote, or that they withdrew from it 回避 and why."""

    class Vote(models.TextChoices):
        FOR = "for", _("同意")
        AGAINST = "against", _("不同意")
        ABSTAIN = "abstain", _("弃权")
        RECUSED = "recused", _("回避")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="ballots")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="ballots")
    vote = models.CharField(_("表决"), max_length=8, choices=Vote.choices)
    reason = models.CharField(_("说明"), max_length=300, blank=True)
    recorded_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("记录时间"))

    class Meta:
        ordering = ["topic", "pk"]
        verbose_name = _("表决")
        verbose_name_plural = _("表决")
        constraints = [
            models.UniqueConstraint(fields=["topic", "attendance"], name="ballot_once"),
            models.CheckConstraint(
                condition=~models.Q(vote="recused") | ~models.Q(reason=""), name="recused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.vote}"
