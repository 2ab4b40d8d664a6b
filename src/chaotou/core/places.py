"""Chinese places with which firms' names begin: provinces, and the cities whose firms a zone meets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_PROVINCES: Final = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 中国"
)
_CITIES: Final = (
    "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 张家港 常熟 太仓 江阴 "
    "宜兴 丹阳 靖江 如皋 海安 启东 涟水 盱眙 洪泽 金湖 清江浦 淮阴 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 "
    "衢州 舟山 台州 丽水 义乌 慈溪 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 "
    "亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 "
    "吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 "
    "菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 "
    "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 "
    "张家界 益阳 郴州 永州 怀化 娄底 广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 "
    "河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 "
    "衡水 太原 大同 沈阳 大连 鞍山 长春 哈尔滨 大庆 南宁 柳州 桂林 海口 三亚 成都 绵阳 德阳 宜宾 泸州 "
    "贵阳 遵义 昆明 曲靖 西安 咸阳 宝鸡 兰州 西宁 银川 乌鲁木齐 呼和浩特 包头 鄂尔多斯"
)
_PROVINCE_NAMES: Final = frozenset(_PROVINCES.split())
_NAMES: Final = "|".join(sorted([*_PROVINCES.split(), *_CITIES.split()], key=len, reverse=True))
_NAME: Final = re.compile(_NAMES)
_KINDS: Final = "省|市|自治区|特别行政区|经济技术开发区|工业园区|高新区|新区|区|县"

PLACE: Final = re.compile(f"^((?:{_NAMES})(?:{_KINDS})?)*")
"""The places a name's signs begin with; it always matches, with nothing where there is none."""


def places(name: str) -> list[str]:
    """The places a name's signs begin with, the widest first."""
    found = PLACE.match(name)
    return _NAME.findall(found.group()) if found else []


def are_apart(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names begin with places of one kind that differ; a city may lie in any province."""
    return bool(some and others) and any(
        here and there and here.isdisjoint(there)
        for here, there in zip(_by_kind(some), _by_kind(others), strict=True)
    )


def _by_kind(found: Sequence[str]) -> tuple[set[str], set[str]]:
    provinces = {place for place in found if place in _PROVINCE_NAMES}
    return provinces, set(found) - provinces
