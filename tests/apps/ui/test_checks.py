"""The system check about ECharts."""

from __future__ import annotations

from chaotou.ui import checks


def test_missing_echarts_is_a_warning_that_says_what_to_run(monkeypatch):
    monkeypatch.setattr(checks, "has_echarts", lambda: False)
    (warning,) = checks.check_echarts(None)
    assert warning.id == "chaotou.ui.W001"
    assert "make setup" in warning.hint


def test_nothing_is_said_when_echarts_is_there(monkeypatch):
    monkeypatch.setattr(checks, "has_echarts", lambda: True)
    assert checks.check_echarts(None) == []
