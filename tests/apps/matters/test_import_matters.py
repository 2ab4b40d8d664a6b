"""Tables of matters: taken in whole as each would be by hand, told of twice, taken out again whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from chaotou.core.issues import Refusal
from chaotou.enterprises.models import Enterprise
from chaotou.journal.models import Entry
from chaotou.matters.models import Matter, MatterImport, PersonalData
from chaotou.matters.operations.assigning import assign
from chaotou.matters.operations.importing import (
    ChangedSince,
    NotImported,
    import_matters,
    undo_import,
    upload_matters,
)
from chaotou.matters.operations.registering import register_matter
from chaotou.projects.models import Spreadsheet
from chaotou.rows.searching import matching

HEAD = "标题,内容,收到日期,领域,联系人,电话,企业"
ROWS = [
    "缺二十名车工,三班倒,2024-08-05,用工,王某,13900000000,潮头精密",
    "厂房外水管漏水,,2024-08-05,,李某,13900000001,",
    "扩建要地,,,用地,赵某,13900000002,潮头精密",
    "缺焊工,,2024-08-09,用工,钱某,13900000003,",
]


pytestmark = pytest.mark.usefixtures("clock_stands")


@pytest.fixture
def firm(db, now) -> Enterprise:
    return Enterprise.objects.create(name="潮头精密", recorded_at=now, changed_at=now)


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


@pytest.fixture
def table(linxiao, firm, now) -> Callable[..., Spreadsheet]:
    """`table(*rows)`: one that 林晓 brought for requests."""

    def brought(*rows: str, kind: str = "request", head: str = HEAD, name: str = "诉求.csv") -> Spreadsheet:
        data = csv(*(rows or ROWS), head=head)
        return upload_matters(person=linxiao, kind=kind, data=data, filename=name, now=now)

    return brought


@pytest.fixture
def imported(table, linxiao, now) -> Callable[..., MatterImport]:
    """`imported(*rows)`: a table taken in."""

    def taken(*rows: str, kind: str = "request", **more: Any) -> MatterImport:
        sheet = table(*rows, kind=kind, **more)
        return import_matters(person=linxiao, spreadsheet=sheet, kind=kind, now=now)

    return taken


# What comes in


OWN = ("id", "code", "batch_id", "channel", "grams")


def as_rows(matter: Matter) -> dict[str, Any]:
    """A matter with all that came with it, but for what is its own however it came."""
    row = {
        f.attname: getattr(matter, f.attname) for f in Matter._meta.concrete_fields if f.attname not in OWN
    }
    for name in ("clocks", "nodes", "assignments", "steps"):
        related = getattr(matter, name).values()
        row[name] = [{k: v for k, v in one.items() if k not in ("id", "matter_id")} for one in related]
    personal = PersonalData.objects.filter(matter=matter).values("values", "seal")
    return {**row, "personal": list(personal)}


def by_hand(linxiao, firm, now) -> Iterator[Matter]:
    """The same rows, each registered by itself."""
    for line in ROWS:
        title, content, on, field, person, phone, enterprise = line.split(",")
        yield register_matter(
            kind="request",
            title=title,
            content=content,
            actor=linxiao,
            now=now,
            enterprise=firm.pk if enterprise else None,
            received_at=now.replace(day=int(on[-2:]) - 1, hour=16, minute=0) if on else None,
            fields={
                "contact_name": person,
                "contact_phone": phone,
                **({"field": {"用工": "labor", "用地": "land"}[field]} if field else {}),
            },
        )


def test_each_row_comes_in_as_it_would_by_hand(imported, linxiao, firm, now, routed_by_platform) -> None:
    hand = [as_rows(matter) for matter in by_hand(linxiao, firm, now)]
    assert {bool(one["assignments"]) for one in hand} == {True, False}
    Matter.objects.all().delete()
    batch = imported()
    found = [as_rows(matter) for matter in batch.matters.order_by("code")]
    assert found == hand
    assert set(batch.matters.values_list("channel", flat=True)) == {"import"}


@pytest.fixture
def routed_by_platform(monkeypatch) -> None:
    """Requests that the zone's rules know a lead for are assigned by themselves."""
    from chaotou.core.zone.matter_flow_specs import Act, Role
    from chaotou.matters.rules import rules

    held = rules()
    flow = held.flow(held.kind("request"))
    steps = [
        step.model_copy(update={"by": (*step.by, Role.PLATFORM)}) if step.act is Act.ASSIGN else step
        for step in flow.spec.steps
    ]
    changed = type(flow)(flow.spec.model_copy(update={"steps": tuple(steps)}))
    monkeypatch.setitem(held.flows, flow.spec.code, changed)


@pytest.mark.parametrize("platform", [False, True])
def test_each_row_has_limits_from_its_own_days(request, imported, linxiao, now, platform) -> None:
    """Before and after a rule changed, over holidays, on days of rest, and today; assigned by itself too."""
    if platform:
        request.getfixturevalue("routed_by_platform")
    days = [date(2024, 2, 9), date(2024, 6, 28), date(2024, 6, 30), date(2024, 7, 1), date(2024, 8, 12)]
    for place, day in enumerate(days):
        register_matter(
            kind="request",
            title=f"第{place}件",
            actor=linxiao,
            now=now,
            received_at=None if day == date(2024, 8, 12) else _midnight(day),
            fields={"contact_name": "王某", "contact_phone": "1", "field": "labor"},
        )
    hand = [as_rows(matter) for matter in Matter.objects.order_by("code")]
    assert len({one["next_due_at"] for one in hand}) == 4  # two of the days are one weekend's
    Matter.objects.all().delete()
    batch = imported(*(f"第{place}件,,{day},用工,王某,1," for place, day in enumerate(days)))
    assert [as_rows(matter) for matter in batch.matters.order_by("code")] == hand


def test_each_row_is_due_on_its_own_day(world, zhoumin, now) -> None:
    days = [date(2024, 8, 12), date(2024, 9, 30), None]
    for place, day in enumerate(days):
        register_matter(kind="directive", title=f"第{place}件", actor=zhoumin, now=now, due_on=day)
    hand = [as_rows(matter) for matter in Matter.objects.order_by("code")]
    Matter.objects.all().delete()
    data = csv(*(f"第{place}件,{day or ''}" for place, day in enumerate(days)), head="标题,要求完成日期")
    sheet = upload_matters(person=zhoumin, kind="directive", data=data, filename="督办.csv", now=now)
    batch = import_matters(person=zhoumin, spreadsheet=sheet, kind="directive", now=now)
    assert [as_rows(matter) for matter in batch.matters.order_by("code")] == hand


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def test_codes_go_on_and_every_row_is_found(imported, request_of) -> None:
    request_of("先登记的一件")
    batch = imported()
    codes = list(batch.matters.order_by("code").values_list("code", flat=True))
    assert codes == [f"QS2024-{number:04d}" for number in range(2, 6)]
    assert matching(Matter.objects.all(), "焊工").get().title == "缺焊工"
    assert matching(Matter.objects.all(), "chegong").count() == 1


def test_items_bring_the_nodes_of_their_kind(world, zhoumin, now) -> None:
    data = csv("口袋公园,公园绿地", "路灯,道路", head="标题,类别")
    sheet = upload_matters(person=zhoumin, kind="livelihood", data=data, filename="实事.csv", now=now)
    batch = import_matters(person=zhoumin, spreadsheet=sheet, kind="livelihood", now=now)
    for matter in batch.matters.all():
        assert [node.due_on for node in matter.nodes.all()] == [date(2024, 3, 31), date(2024, 11, 30)]


def test_the_journal_has_one_entry_that_says_nothing_of_people(imported, linxiao) -> None:
    before = Entry.objects.count()
    batch = imported()
    entry = Entry.objects.get(act="matters.matterimport.imported")
    assert Entry.objects.count() == before + 2  # the upload and the import
    assert (entry.actor, entry.after["rows"], entry.after["last"]) == (linxiao, 4, "QS2024-0004")
    assert entry.target == f"matters.matterimport:{batch.pk}"
    assert "139" not in str(entry.after["first"])
    assert "王某" not in str(entry.after)


def test_rows_take_few_queries_whatever_their_days(table, linxiao, now) -> None:
    days = [now.date() - timedelta(days=n) for n in range(300)]
    sheet = table(*(f"第{n}件,,{day},用工,王某,{n}," for n, day in enumerate(days)))
    with CaptureQueriesContext(connection) as seen:
        import_matters(person=linxiao, spreadsheet=sheet, kind="request", now=now)
    assert len(seen) < 120
    assert Matter.objects.count() == 300


def test_the_table_is_deleted_once_it_is_in(table, linxiao, now, django_capture_on_commit_callbacks) -> None:
    sheet = table()
    names = [sheet.file.name, sheet.grid.name]
    assert all(default_storage.exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        import_matters(person=linxiao, spreadsheet=sheet, kind="request", now=now)
    assert not any(default_storage.exists(name) for name in names)
    assert not Spreadsheet.objects.exists()


# What does not


def test_nothing_comes_in_while_a_row_is_wrong(table, linxiao, now) -> None:
    sheet = table(ROWS[0], ",,2025-01-01,海,,1,无名公司")
    with pytest.raises(NotImported, match="有 1 行不能导入") as refused:
        import_matters(person=linxiao, spreadsheet=sheet, kind="request", now=now)
    assert {fault.row for fault in refused.value.faults} == {3}
    assert len(refused.value.faults) == 5
    assert not Matter.objects.exists()
    assert Spreadsheet.objects.exists()


def test_rows_told_twice_stay_out_unless_they_are_meant(table, imported, linxiao, now) -> None:
    imported(ROWS[0])
    rows = [ROWS[0], ROWS[1], ROWS[1], ROWS[0].replace("08-05", "08-06"), ROWS[0].replace("潮头精密", "")]
    batch = import_matters(person=linxiao, spreadsheet=table(*rows), kind="request", now=now)
    assert batch.rows == 3
    again = table(*rows, name="再来.csv", head=HEAD + ",备注")
    kept = import_matters(person=linxiao, spreadsheet=again, kind="request", now=now, duplicates="keep")
    assert kept.rows == 5


def test_a_table_that_is_all_there_already_does_not_come_in(table, imported, linxiao, now) -> None:
    imported()
    with pytest.raises(Refusal, match="都已登记过"):
        import_matters(person=linxiao, spreadsheet=table(head=HEAD + ",备注"), kind="request", now=now)


def test_the_same_table_comes_in_once(table, imported, linxiao, now) -> None:
    imported()
    with pytest.raises(Refusal, match="已经导入过"):
        import_matters(person=linxiao, spreadsheet=table(), kind="request", now=now, duplicates="keep")


def test_who_does_not_register_a_kind_brings_no_table_of_it(world, zhoumin, hechuan, now) -> None:
    for person, kind in ((zhoumin, "request"), (hechuan, "permit")):
        with pytest.raises(Refusal, match="登记"):
            upload_matters(person=person, kind=kind, data=csv(*ROWS), filename="a.csv", now=now)


def test_a_chain_is_not_imported(linxiao, now) -> None:
    with pytest.raises(Refusal, match="逐件登记"):
        upload_matters(person=linxiao, kind="start_on_land", data=csv(*ROWS), filename="a.csv", now=now)


def test_somebody_elses_table_is_not_taken_in(table, hechuan, now) -> None:
    with pytest.raises(Refusal, match="他人上传"):
        import_matters(person=hechuan, spreadsheet=table(), kind="request", now=now)


# Taking it out again


def test_an_import_is_taken_out_whole(imported, linxiao, now, request_of) -> None:
    other = request_of("别的事")
    batch = undo_import(person=linxiao, batch=imported(), now=now)
    assert list(Matter.objects.all()) == [other]
    assert PersonalData.objects.count() == 1
    assert batch.undone_by == linxiao
    assert Entry.objects.get(act="matters.matterimport.undone").before["rows"] == 4
    assert matching(Matter.objects.all(), "焊工").count() == 0
    with pytest.raises(Refusal, match="已经撤销过"):
        undo_import(person=linxiao, batch=batch, now=now)


def test_what_was_taken_out_comes_in_again(imported, linxiao, now) -> None:
    undo_import(person=linxiao, batch=imported(), now=now)
    assert imported().rows == 4


def test_nothing_is_taken_out_once_something_was_done(imported, linxiao, now) -> None:
    batch = imported()
    touched = batch.matters.order_by("code")[1]
    assign(matter=touched, actor=linxiao, now=now + timedelta(hours=1), lead="commerce")
    with pytest.raises(ChangedSince) as refused:
        undo_import(person=linxiao, batch=batch, now=now)
    assert refused.value.matters == [(touched.code, touched.title)]
    assert Matter.objects.count() == 4


def test_others_do_not_take_it_out(imported, hechuan, zhoumin, now) -> None:
    batch = imported()
    for person in (hechuan, zhoumin):
        with pytest.raises(Refusal, match="导入人"):
            undo_import(person=person, batch=batch, now=now)


# Pages


@pytest.fixture
def browser(signed_in, linxiao) -> Any:
    return signed_in(linxiao)


def uploaded(browser: Any, *rows: str) -> str:
    """The preview of a table brought through the page."""
    file = SimpleUploadedFile("诉求.csv", csv(*(rows or ROWS)))
    answer = browser.post("/matters/import/request/", {"file": file})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_the_template_has_a_column_for_each_field_and_the_words_for_it(browser) -> None:
    answer = browser.get("/matters/import/request/template/")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    head, words = (book.get_sheet_by_index(at).to_python() for at in (0, 1))
    assert "标题 *" in head[-1]
    assert "联系人 *" in head[-1]
    assert ["领域", "用工"] in words


def test_a_template_filled_in_comes_in(browser, firm, linxiao, now) -> None:
    from chaotou.core.matters.importing import columns_of
    from chaotou.formats.workbook import workbook
    from chaotou.matters.rules import rules

    head = [f"{one.name} *" for one in columns_of(rules().kind("request"))]
    cells = {"标题": "缺工", "联系人": "王某", "电话": "139", "企业": "潮头精密", "领域": "用工"}
    row = [cells.get(name.removesuffix(" *"), "") for name in head]
    data = workbook("导入企业诉求", ["一行一件。"], head, [row])
    sheet = upload_matters(person=linxiao, kind="request", data=data, filename="a.xlsx", now=now)
    import_matters(person=linxiao, spreadsheet=sheet, kind="request", now=now)
    assert Matter.objects.get().enterprise == firm


def test_a_table_goes_from_upload_to_undo_by_its_pages(browser, firm) -> None:
    here = uploaded(browser)
    page = browser.get(here).content.decode()
    for word in ("缺二十名车工", "用工", "潮头精密", "全部导入"):
        assert word in page
    done = browser.post(here, {"duplicates": "skip"})
    assert Matter.objects.count() == 4
    assert "撤销整批" in browser.get(done["Location"]).content.decode()
    browser.post(done["Location"] + "undo/")
    assert not Matter.objects.exists()
    assert "已撤销" in browser.get("/matters/import/").content.decode()


def test_a_preview_tells_all_that_is_wrong_and_offers_no_button(browser, firm) -> None:
    page = browser.get(uploaded(browser, ",,2025-01-01,海,,1,无名公司")).content.decode()
    for word in ("没有标题", "没有选项“海”", "没有企业“无名公司”", "请填写“联系人”", "还没有到"):
        assert word in page
    assert "全部导入" not in page


def test_a_table_given_up_is_deleted(browser, firm) -> None:
    browser.post(uploaded(browser) + "discard/")
    assert not Spreadsheet.objects.exists()


def test_a_table_of_matters_is_no_table_of_projects(browser, firm) -> None:
    uploaded(browser)
    pk = Spreadsheet.objects.get().pk
    assert "诉求.csv" not in browser.get("/projects/import/").content.decode()
    assert browser.get(f"/projects/import/{pk}/").status_code == 404


def test_nobody_else_sees_a_table_or_an_import(browser, firm, signed_in, hechuan, zhoumin) -> None:
    here = uploaded(browser)
    assert signed_in(hechuan).get(here).status_code == 404
    assert signed_in(zhoumin).get(here).status_code == 403
    done = browser.post(here, {"duplicates": "skip"})["Location"]
    assert signed_in(zhoumin).get(done).status_code == 404


def test_a_file_that_is_no_table_is_refused_on_the_page(browser) -> None:
    answer = browser.post("/matters/import/request/", {"file": SimpleUploadedFile("a.xlsx", b"nothing")})
    assert answer.status_code == 422
    assert "a.xlsx" in str(answer.context["refusal"])
