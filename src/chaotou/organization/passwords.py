"""What a password must be: Django's rules, in words of our own (Django's Chinese is not complete)."""

from __future__ import annotations

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext as _


class Length(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("密码太短，至少要 {count} 个字符。").format(count=self.min_length)

    def get_help_text(self) -> str:
        return _("至少 {count} 个字符，可以是一句话。").format(count=self.min_length)


class UnlikeThePerson(django.UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "name", "english"))

    def get_error_message(self) -> str:
        return _("密码与账号或姓名太相似。")

    def get_help_text(self) -> str:
        return _("不与账号或姓名相似。")


class Uncommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("这个密码太常见，容易被猜到。")

    def get_help_text(self) -> str:
        return _("不是常见的密码。")


class NotOnlyDigits(django.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("密码不能全是数字。")

    def get_help_text(self) -> str:
        return _("不全是数字。")
