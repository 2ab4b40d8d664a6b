"""Every page, in both languages, on a desk and on a phone: it opens, fits and is accessible."""

from __future__ import annotations

import pytest

from .acting import broken_rules
from .conftest import DESK, PHONE, Visit

FIGURES = [
    "/",
    "/figures/standings/",
    "/figures/standings/?light=behind",
    "/figures/standings/?group=nothing",
    "/figures/relative/",
    "/figures/targets/signed_projects_2024/",
    "/figures/targets/gdp_growth_2024/",
    "/figures/targets/tax_share_2024/",
    "/figures/targets/energy_intensity_2024/",
    "/figures/targets/national_rank_2024/",
    "/figures/targets/gdp_faster_2024/",
    "/figures/targets/gdp_share_rises_2024/",
    "/figures/targets/formula_1623/",
    "/figures/indicators/",
    "/figures/indicators/gdp/",
    "/figures/indicators/general_public_budget_revenue/?show=level",
    "/figures/indicators/gdp/zone/2024H1/",
]
RUN = "/evaluation/runs/bureaus-2024-01_2024-07-1"
EVALUATION = [
    "/evaluation/",
    "/evaluation/schemes/",
    "/evaluation/schemes/mofcom_2021/",
    "/evaluation/schemes/bureaus/",
    "/evaluation/appeals/",
    f"{RUN}/",
    f"{RUN}/?q=nobody",
    f"{RUN}/compare/",
    f"{RUN}/between/?a=commerce&b=economy",
    f"{RUN}/certainty/",
    f"{RUN}/subjects/economy/",
    f"{RUN}/subjects/economy/led_targets_attainment/",
    f"{RUN}/subjects/economy/what-if/?led_targets_attainment=70",
    f"{RUN}/subjects/economy/plan/?goal=total&total=60",
]
ENTERPRISES = ["/enterprises/", "/enterprises/?q=none", "/enterprises/1/"]
PROJECTS = [
    "/projects/",
    "/projects/?q=none&stage=lead&column=code&column=industry&from=1",
    "/projects/board/",
    "/projects/pivot/?by=organization",
    "/projects/funnel/",
    "/projects/map/",
    "/projects/waiting/",
    "/projects/timeline/",
    "/projects/P2023-0017/",
    "/projects/P2023-0017/delivery/",
    "/projects/P2023-0017/talks/",
    "/projects/P2023-0017/moves/",
    "/projects/dispatch/monthly/",
    "/projects/plan/",
    "/projects/plan/pcb/",
    "/projects/leads/stale/",
    "/projects/disputes/",
    "/projects/counts/",
    "/projects/counts/projects/?stage=signed&period=2024",
    "/projects/recognition/",
    "/projects/integrity/",
    "/projects/reviews/",
    "/projects/reviews/2/",
    "/projects/import/",
]
MATTERS = [
    "/matters/",
    "/matters/all/",
    "/matters/all/?state=all&q=none",
    "/matters/overview/",
    "/matters/board/",
    "/matters/calendar/",
    "/matters/map/",
    "/matters/notices/",
    "/matters/DC2024-0004/",
]
MEETINGS = [
    "/meetings/",
    "/meetings/topics/",
    "/meetings/directors-meeting-2024-15/",
    "/meetings/directors-meeting-2024-15/minutes/preview/?copy=internal",
    "/meetings/directors-meeting-2024-16/",
]
RUNNING = [
    "/meetings/directors-meeting-2024-16/",
    "/meetings/new/party_committee/",
    "/meetings/project-review-2024-15/attendance/",
    "/meetings/project-review-2024-15/call-in/",
]
OTHERS = ["/documents/", "/organizations/", "/organizations/economy/", "/people/linxiao/", "/journal/"]
RECORDING = [
    "/",
    "/figures/entry/",
    "/figures/entry/gdp/",
    "/documents/",
    "/matters/new/",
    "/matters/new/enterprise_request/",
]
REVIEWING = [
    "/evaluation/draft/",
    "/",
    "/figures/publish/",
    "/figures/set-target/",
    "/figures/targets/gdp_growth_2024/change/",
]
ACCOUNTS = ["/accounts/", "/accounts/new/", "/accounts/of/linxiao/"]
ANYBODY = ["/sign-in/", "/public/livelihood/"]

PAGES = [
    *[("guyuan", path) for path in FIGURES + EVALUATION + ENTERPRISES + PROJECTS + MATTERS + OTHERS],
    *[("linxiao", path) for path in RECORDING],
    *[("guyuan", path) for path in MEETINGS],
    *[("zhoumin", path) for path in REVIEWING + RUNNING],
    *[("shenjie", path) for path in ACCOUNTS],
    *[("", path) for path in ANYBODY],
]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("person", "path"), PAGES)
def test_a_page_opens_fits_and_is_accessible(reader: Visit, person: str, path: str, language: str) -> None:
    visitor = reader(person, language=language)
    visitor.complaints.clear()
    visitor.page.set_viewport_size({"width": DESK, "height": 900})
    assert visitor.open(path) == 200
    assert visitor.page.get_attribute("html", "lang") == {"zh": "zh-Hans", "en": "en"}[language]
    for width in (DESK, PHONE):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert visitor.fits(width)
        if language == "zh":  # the English page has the same parts in the same colors, and axe takes longest
            assert broken_rules(visitor, colors=width == DESK) == []
    assert visitor.complaints == []
    if language == "en" and path in FIGURES + EVALUATION + ENTERPRISES + PROJECTS + MATTERS:
        assert visitor.page.evaluate(CHINESE_LEFT) == []


CHINESE_LEFT = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const marked = walk.currentNode.parentElement.closest("[lang^=zh], script, blockquote");
    if (/[\\u4e00-\\u9fff]/.test(text) && !marked) found.push(text);
  }
  return found;
}"""


@pytest.mark.parametrize(
    ("person", "path", "status"),
    [
        ("guyuan", "/figures/targets/no_such_target/", 404),
        ("guyuan", "/no/such/page/", 404),
        ("shenjie", "/figures/standings/", 403),
    ],
)
def test_a_page_that_cannot_be_shown_says_why(visit: Visit, person: str, path: str, status: int) -> None:
    visitor = visit(person)
    assert visitor.open(path) == status
    assert visitor.page.inner_text("main").strip()
    assert broken_rules(visitor) == []
