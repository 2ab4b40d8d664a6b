"""Make the demonstration's 48 livelihood items and their photos: `python zones/demo/make_livelihood.py`.

Every item is invented. How many were done by each month is what stands in the demonstration's ledger: 27 items
and 3 whole classes by the end of July 2024. The photos are drawn here and show nothing that exists. Standard
library only; the same files are written each time.
"""

# ruff: noqa: E501 (the items are a table: one line each)

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from made_up_papers import invented_pdf

HERE = Path(__file__).parent
FOLDER = "cases"
PAPER = f"{FOLDER}/paper.pdf"
HEAD = """# 民生实事：十大类四十八项，都是虚构的，由 make_livelihood.py 生成。截至七月底完成 27 项、全部完成的有 3 类，与台账一致。
# Livelihood items: ten classes, 48 items, all invented, made by make_livelihood.py. By the end of July 27 items and 3
# whole classes were done, as the ledger says.

matter_cases:
"""
OFFICERS = {
    "social": "anhe", "housing": "hanlu", "environment": "meixi", "enforcement": "hechuan",
    "emergency": "yuezheng", "chaodong": "maidong", "binhe": "liuxi",
}  # fmt: skip
REGISTRARS = {"social": "anhe"}
NODES = ("planned", "commenced", "halfway", "finished", "accepted")
SCENES = {
    "homes": "一栋粉刷一新的居民楼，楼前是平整的道路。",
    "hall": "明亮的服务大厅，柜台前排着几张长椅。",
    "clinic": "白色的卫生站小楼，门口有红色十字。",
    "school": "教学楼前的操场，旗杆立在中间。",
    "park": "草地上的小树和步道，旁边有一片水面。",
    "street": "拓宽后的道路，两侧划好了停车泊位。",
}


@dataclass(frozen=True)
class Item:
    """What is to come of it, for whom and for how much (万元), who leads it; when it was done or how far it is.

    `behind` says what is wrong with one under way: no report for July, or a node not reached.
    """

    code: str
    group: str
    title: str
    english: str
    goal: str
    budget: int
    whom: str
    lead: str
    scene: str
    done: str = ""
    percent: int = 0
    behind: str = ""


ITEMS = [
    Item("housing_1", "housing", "改造城镇老旧小区3个", "Renew 3 old housing estates", "3个小区、1860户完成外墙、管网和道路改造", 5200, "老旧小区居民", "housing", "homes", "2024-06-20"),
    Item("housing_2", "housing", "新增保障性租赁住房200套", "Add 200 affordable rental homes", "200套装修完毕并配租", 3600, "新市民、青年职工", "housing", "homes", "", 70),
    Item("housing_3", "housing", "安置房竣工交付1200套", "Hand over 1,200 relocation homes", "1200套竣工验收并交付", 42000, "被征收群众", "housing", "homes", "", 62),
    Item("housing_4", "housing", "既有住宅加装电梯12台", "Add 12 lifts to existing homes", "12台投入使用", 720, "老旧住宅居民", "housing", "homes", "", 40, "node"),
    Item("housing_5", "housing", "更换老旧燃气管道15公里", "Replace 15 km of old gas pipes", "15公里全部更换并通气", 2100, "管道燃气用户", "housing", "street", "", 75),
    Item("jobs_1", "jobs", "举办新春招聘会10场", "Hold 10 job fairs in the new year", "10场，提供岗位6000个", 60, "求职人员、园区企业", "social", "hall", "2024-02-27"),
    Item("jobs_2", "jobs", "为1200名留区过节职工发放补贴", "Pay holiday allowances to 1,200 workers", "1200人发放到位", 96, "园区企业职工", "social", "hall", "2024-02-23"),
    Item("jobs_3", "jobs", "补贴性职业技能培训1500人次", "Train 1,500 people with subsidies", "培训1500人次，取证率不低于八成", 240, "企业职工、失业人员", "social", "hall", "2024-03-28"),
    Item("jobs_4", "jobs", "开发公益性岗位150个", "Create 150 public-interest posts", "150个岗位全部上岗", 310, "就业困难人员", "social", "hall", "2024-03-21"),
    Item("security_1", "security", "慰问困难家庭860户", "Visit 860 families in need", "860户发放到位", 86, "困难家庭", "social", "hall", "2024-02-08"),
    Item("security_2", "security", "为420名特困人员投保意外险", "Insure 420 people in extreme need", "420人全部参保", 9, "特困人员", "social", "hall", "2024-05-16"),
    Item("security_3", "security", "建成残疾人之家2个", "Open 2 centers for the disabled", "2个建成并接收60人", 180, "残疾人", "social", "hall", "", 65),
    Item("security_4", "security", "建成困境儿童关爱站6个", "Open 6 care stations for children", "6个建成并开展服务", 72, "困境儿童", "social", "school", "", 58, "report"),
    Item("security_5", "security", "提升退役军人服务站8个", "Improve 8 veterans' stations", "8个达到示范标准", 64, "退役军人", "social", "hall", "", 75),
    Item("health_1", "health", "家庭医生签约服务1.5万人", "Sign 15,000 people with family doctors", "签约1.5万人，重点人群不低于六成", 150, "社区居民", "social", "clinic", "2024-03-29"),
    Item("health_2", "health", "为1100名适龄女生接种疫苗", "Vaccinate 1,100 girls", "1100人完成首剂接种", 130, "适龄女生", "social", "clinic", "2024-05-24"),
    Item("health_3", "health", "提升社区卫生服务站3个", "Improve 3 community clinics", "3个站改造完成并开诊", 260, "社区居民", "social", "clinic", "2024-08-07"),
    Item("health_4", "health", "新建院前急救站1个", "Build 1 ambulance station", "建成并投入运行", 380, "全区居民", "social", "clinic", "", 55),
    Item("health_5", "health", "公共场所配置自动除颤仪30台", "Place 30 defibrillators", "30台安装到位，培训300人", 54, "公共场所人群", "social", "clinic", "", 80),
    Item("schools_1", "schools", "资助家庭经济困难学生960人", "Support 960 students in need", "春季学期960人资助到位", 144, "困难家庭学生", "social", "school", "2024-04-25"),
    Item("schools_2", "schools", "改造中小学教室照明160间", "Improve the lighting of 160 classrooms", "160间检测达标", 96, "中小学生", "social", "school", "2024-07-30"),
    Item("schools_3", "schools", "新建公办幼儿园1所", "Build 1 public kindergarten", "12个班，秋季开园", 3200, "学龄前儿童", "social", "school", "", 85),
    Item("schools_4", "schools", "新建小学1所", "Build 1 primary school", "主体封顶", 9800, "适龄儿童", "social", "school", "", 45, "report"),
    Item("schools_5", "schools", "设置护学通道6处", "Mark 6 safe ways to school", "6所学校门前完成", 48, "学生和家长", "enforcement", "school", "", 66),
    Item("culture_1", "culture", "新春文化惠民演出20场", "Stage 20 shows in the new year", "20场演出完成", 50, "全区居民", "social", "hall", "2024-02-26"),
    Item("culture_2", "culture", "建成城市书房2处", "Open 2 city reading rooms", "2处建成开放", 160, "全区居民", "social", "hall", "2024-06-26"),
    Item("culture_3", "culture", "更新健身器材60套", "Renew 60 sets of fitness equipment", "60套安装并交付社区", 90, "社区居民", "social", "park", "2024-07-18"),
    Item("culture_4", "culture", "新建口袋体育公园3个", "Build 3 pocket sports parks", "3个建成开放", 420, "社区居民", "social", "park", "", 60),
    Item("culture_5", "culture", "建成图书馆社区分馆5个", "Open 5 branch libraries", "5个分馆通借通还", 125, "社区居民", "social", "hall", "", 52),
    Item("aged_1", "aged_care", "新建社区助餐点6处", "Open 6 community canteens", "6处开餐", 150, "老年人", "social", "hall", "2024-04-29"),
    Item("aged_2", "aged_care", "居家适老化改造180户", "Adapt 180 homes for the old", "180户改造完成", 108, "困难老年人家庭", "social", "homes", "2024-06-14"),
    Item("aged_3", "aged_care", "新增普惠托位120个", "Add 120 nursery places", "120个托位备案开放", 130, "三岁以下婴幼儿家庭", "social", "school", "2024-07-24"),
    Item("aged_4", "aged_care", "建成街道养老服务中心1处", "Open 1 sub-district center for the old", "建成并运营", 460, "老年人", "chaodong", "hall", "2024-07-26"),
    Item("convenience_1", "convenience", "新建新能源汽车充电桩80个", "Add 80 charging points", "80个通电可用", 320, "新能源车主", "housing", "street", "2024-04-26"),
    Item("convenience_2", "convenience", "新增公共停车泊位600个", "Add 600 public parking spaces", "600个投入使用", 480, "市民", "enforcement", "street", "2024-06-27"),
    Item("convenience_3", "convenience", "优化公交线路5条", "Improve 5 bus lines", "5条线路延伸到园区", 60, "园区职工、居民", "housing", "street", "2024-07-11"),
    Item("convenience_4", "convenience", "改造农贸市场2处", "Renew 2 food markets", "2处改造完成并开业", 900, "周边居民", "enforcement", "hall", "", 48),
    Item("convenience_5", "convenience", "打通断头路2条", "Open 2 dead-end roads", "2条通车", 6400, "市民", "housing", "street", "", 68),
    Item("convenience_6", "convenience", "整治背街小巷12条", "Renew 12 back streets", "12条完成路面、照明和排水", 760, "沿线居民", "binhe", "street", "", 35, "node"),
    Item("ecology_1", "ecology", "建成口袋公园4个", "Open 4 pocket parks", "4个建成开放", 380, "市民", "housing", "park", "2024-04-19"),
    Item("ecology_2", "ecology", "河道清淤8公里", "Dredge 8 km of waterways", "8公里清淤完成，水质达标", 520, "沿河居民", "environment", "park", "2024-06-28"),
    Item("ecology_3", "ecology", "新建垃圾分类亭房40座", "Build 40 waste-sorting sheds", "40座投入使用", 240, "小区居民", "enforcement", "homes", "2024-08-14"),
    Item("ecology_4", "ecology", "雨污分流改造18公里", "Separate 18 km of sewers", "18公里完工并通水", 7200, "沿线居民和企业", "environment", "street", "", 57, "report"),
    Item("ecology_5", "ecology", "新建城市绿道6公里", "Build 6 km of greenways", "6公里贯通", 840, "市民", "housing", "park", "", 72),
    Item("governance_1", "governance", "设置微型消防站12个", "Set up 12 small fire stations", "12个配齐人员和器材", 84, "老旧小区居民", "emergency", "homes", "2024-03-26"),
    Item("governance_2", "governance", "新增电动自行车充电端口1500个", "Add 1,500 charging ports for e-bikes", "1500个投入使用", 105, "小区居民", "emergency", "homes", "2024-04-23"),
    Item("governance_3", "governance", "安装高空抛物监控60处", "Install 60 cameras against falling objects", "60处接入平台", 72, "高层住宅居民", "chaodong", "homes", "2024-05-22"),
    Item("governance_4", "governance", "村（社区）法律顾问全覆盖", "Give every village a legal adviser", "48个村（社区）签约到位", 58, "村（社区）居民", "social", "hall", "2024-05-29"),
]


def main() -> None:
    (HERE / FOLDER).mkdir(exist_ok=True)
    (HERE / PAPER).write_bytes(invented_pdf())
    for number, scene in enumerate(SCENES):
        (HERE / FOLDER / f"{scene}.png").write_bytes(picture(number))
    told = "\n".join(text(number, item) for number, item in enumerate(ITEMS))
    (HERE / FOLDER / "livelihood.yaml").write_text(HEAD + told, encoding="utf-8")


def text(number: int, item: Item) -> str:
    """The item as a case."""
    registered = f"2024-01-{8 + number // 24:02d} {9 + number % 24 // 8:02d}:{number % 8 * 7:02d}"
    lines = [
        f"  - case: {item.code}",
        "    kind: livelihood_item",
        f"    title: {item.title}",
        f'    english: "{item.english}"',
        f"    fields: {{class: {item.group}, goal: {item.goal}, budget: {item.budget}, beneficiaries: {item.whom}}}",
        f"    by: anhe\n    at: {registered}",
        "    acts:",
        *(f"      - {{{act}}}" for act in acts(number, item)),
    ]
    return "\n".join(lines) + "\n"


def acts(number: int, item: Item) -> Iterator[str]:
    """What was done to an item; the numbers spread the hours of the day."""
    minute = f"{number % 6}{number % 10}"
    who = OFFICERS[item.lead]
    yield f"act: approve, by: guyuan, at: 2024-01-12 10:{minute}"
    yield f"act: assign, by: anhe, at: 2024-01-15 09:{minute}, lead: {item.lead}, due_on: 2024-12-31"
    if item.done:
        yield from _done(item, who, minute, date.fromisoformat(item.done), number)
    else:
        yield from _under_way(item, who, minute)


def _done(item: Item, who: str, minute: str, done: date, number: int) -> Iterator[str]:
    """A report on the way, one at the end, asked for acceptance and accepted by somebody else."""
    begun = date(2024, 1, 15) + (done - date(2024, 1, 15)) / 3
    half = date(2024, 1, 15) + (done - date(2024, 1, 15)) * 2 / 3
    ready = done - timedelta(2)
    dates = (date(2024, 1, 17), begun, half, ready, ready)
    yield f"act: report, by: {who}, at: {half} 16:{minute}, percent: 60, nodes: {_nodes(dates[:3])}, text: 已完成过半，按计划推进。"
    yield f"act: report, by: {who}, at: {ready} 16:{minute}, percent: 100, nodes: {_nodes(dates, 3)}, text: 全部完成，已组织现场验收。"
    photo = f"{{file: {FOLDER}/{item.scene}.png, paper: progress_photo, alternative: {SCENES[item.scene]}, public: yes}}"
    papers = f"[{{file: {PAPER}, paper: acceptance_note}}, {photo}]"
    yield f"act: submit, by: {who}, at: {done - timedelta(1)} 10:{minute}, text: {item.goal}，申请验收。, files: {papers}"
    yield f"act: verify, by: {('zhoumin', 'chenglan')[number % 2]}, at: {done} 15:{minute}, result: done"


def _under_way(item: Item, who: str, minute: str) -> Iterator[str]:
    """Reports for May, June and, where it is not behind with them, July."""
    planned, commenced = date(2024, 3, 20), date(2024, 5, 24)
    half = "" if item.percent < 50 or item.behind == "node" else ", halfway: 2024-07-26"
    nodes = f"{{planned: {planned}}}" if item.behind == "node" else _nodes((planned, commenced))
    photo = f"{{file: {FOLDER}/{item.scene}.png, paper: progress_photo, alternative: {SCENES[item.scene]}, public: yes}}"
    yield f"act: report, by: {who}, at: 2024-05-28 15:{minute}, percent: {item.percent // 3}, nodes: {nodes}, text: 前期手续办完，现场已经展开。"
    yield f"act: report, by: {who}, at: 2024-06-27 15:{minute}, percent: {item.percent * 2 // 3}, text: 按计划推进。, files: [{photo}]"
    if item.behind != "report":
        late = "受雨季和材料影响，进度偏慢，已加派人手。" if item.behind else "按计划推进，没有堵点。"
        more = f", nodes: {{{half[2:]}}}" if half else ""
        yield f"act: report, by: {who}, at: 2024-07-30 15:{minute}, percent: {item.percent}{more}, text: {late}"


def _nodes(dates: tuple[date, ...], first: int = 0) -> str:
    told = (f"{code}: {day}" for code, day in list(zip(NODES, dates, strict=False))[first:])
    return f"{{{', '.join(told)}}}"


# ── pictures ───────────────────────────────────────────────────────────────────────────────────────────────────────

WIDTH, HEIGHT = 240, 160
Color = tuple[int, int, int]
Box = tuple[int, int, int, int, Color]
"""Left, top, right, bottom, and its color."""

SKY, GRASS, ROAD, WATER = (214, 230, 242), (146, 184, 120), (150, 152, 156), (120, 170, 205)
WALL, ROOF, WINDOW, WHITE, RED, WOOD = (236, 224, 204), (176, 96, 76), (108, 144, 176), (250, 250, 248), (196, 52, 52), (134, 98, 66)


def boxes(number: int) -> Iterator[Box]:
    """What a picture is made of, drawn one over another."""
    yield 0, 0, WIDTH, HEIGHT, SKY
    yield 0, 110, WIDTH, HEIGHT, GRASS
    if number == 4:
        yield 120, 122, WIDTH, 150, WATER
        for left in (20, 60, 100):
            yield left + 8, 84, left + 12, 114, WOOD
            yield left, 60, left + 20, 92, (86, 140, 84)
    elif number == 5:
        yield 0, 100, WIDTH, HEIGHT, ROAD
        for left in range(6, WIDTH, 30):
            yield left, 134, left + 16, 137, WHITE
            yield left, 102, left + 2, 118, WHITE
        yield 40, 106, 62, 116, RED
        yield 130, 106, 152, 116, WINDOW
    else:
        yield 50, 40, 190, 120, WHITE if number == 2 else WALL
        yield 44, 32, 196, 42, ROOF
        for left in range(62, 180, 26):
            for top in (52, 78):
                yield left, top, left + 14, top + 14, WINDOW
        yield 112, 98, 128, 120, WOOD
        if number == 2:
            yield 114, 44, 126, 74, RED
            yield 105, 53, 135, 65, RED
        if number == 3:
            yield 26, 40, 29, 124, WOOD
            yield 29, 42, 46, 54, RED


def picture(number: int) -> bytes:
    """A PNG in which it is written that it is invented."""
    rows = [bytearray(3 * WIDTH) for _ in range(HEIGHT)]
    for left, top, right, bottom, color in boxes(number):
        for row in rows[top:bottom]:
            row[3 * left : 3 * right] = bytes(color) * (right - left)
    body = b"".join(b"\0" + bytes(row) for row in rows)
    parts = [(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0))]
    parts += [(b"tEXt", b"Description\0Drawn for the demonstration: nothing of it exists.")]
    parts += [(b"IDAT", zlib.compress(body, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part)) for kind, part in parts
    )


if __name__ == "__main__":
    main()
