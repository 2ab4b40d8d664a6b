"""Adding evidence: a photo straight from the phone's camera, or a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chaotou.projects.operations.evidence import PAPERS, PHOTOS
from chaotou.ui.forms import offer
from chaotou.ui.templatetags.show import name

CAMERA = {"accept": "image/*", "capture": "environment"}
FILES = {"accept": ",".join(f".{kind}" for kind in (*PAPERS, *PHOTOS))}


class EvidenceForm(forms.Form):
    """What it proves, and the file; `moves` are key, stage and day."""

    kind = forms.ChoiceField(label=_("材料"))
    move = forms.TypedChoiceField(label=_("用于哪次阶段变动"), required=False, coerce=int, empty_value=None)
    photo = forms.FileField(label=_("拍照"), required=False, widget=forms.FileInput(attrs=CAMERA))
    file = forms.FileField(label=_("或选择文件"), required=False, widget=forms.FileInput(attrs=FILES))

    def __init__(
        self, *args: Any, kinds: Sequence[Any], moves: Sequence[tuple[int, Any, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(spec.code, name(spec)) for spec in kinds])
        whole = ("", gettext("整个项目"))
        offer(self, "move", [whole, *((pk, f"{name(stage)} {on}") for pk, stage, on in moves)])
        self.fields["photo"].help_text = gettext("手机上直接打开相机；照片自带的时间和地点会一并保存。")
        self.fields["file"].help_text = gettext("{kinds}，不超过 {limit} MB。").format(
            kinds=" ".join((*PAPERS, *PHOTOS)), limit=settings.UPLOAD_LIMIT_MB
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("photo") and not said.get("file") and not self.errors:
            self.add_error("file", gettext("请拍照或选择一个文件。"))
        return said
