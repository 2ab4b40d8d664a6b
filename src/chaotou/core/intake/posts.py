"""Who holds which post in which body, as a text says it; used only to find posts that do not fit together."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方"
    "白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_BODY = r"[\u4e00-\u9fff()]{0,20}?"
_RANKED = r"(?P<level>副)?(?P<post>书记|主任|局长|市长|区长|县长|镇长|董事长|总经理|部长|院长|秘书长|主席)"
_ORGAN = r"(?P<organ>党工委|党组|党委|市委|区委|县委|省委|管委会|管理委员会)?"
_HELD = re.compile(
    rf"(?P<body>{_BODY}){_ORGAN}{_RANKED}(?P<name>(?:欧阳|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}?)(?=[,、。;:()\s\n]|强调|指出|表示|表态|发言|汇报|部署|总结|点评|宣读|传达|通报|陪同|调研|会见|出席|主持|要求|参加|讲话|说|介绍|代表|作|对|就|在|向|致|宣|率|带|围|一行|等|到|$)"
)
_LIST_MARK = re.compile("[,、;。]")


@dataclass(frozen=True)
class Held:
    """One statement that a person holds a post: `level` is 副 or empty, offsets of body, post and name in
    the text."""

    person: str
    body: str
    organ: str
    post: str
    level: str
    start: int
    end: int

    @property
    def title(self) -> str:
        return f"{self.organ}{self.level}{self.post}"


def held(text: str) -> list[Held]:
    """Every `body, post, name` run of a text without line breaks inside it."""
    found = []
    for match in _HELD.finditer(text):
        body = _LIST_MARK.split(match["body"])[-1]
        found.append(
            Held(
                match["name"],
                body,
                match["organ"] or "",
                match["post"],
                match["level"] or "",
                match.start("body"),
                match.end(),
            )
        )
    return found
