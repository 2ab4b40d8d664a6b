"""Words that `make_projects.py` makes invented firms and projects of.

Every invented firm's name begins with 拟 (supposed) or 虚 (void), so that none can be taken for a real one.
"""

# ruff: noqa: E501 (tables: one line each)

from __future__ import annotations

FIRST = {"拟": "Ni", "虚": "Xu"}
SIGNS = dict(
    zip(
        "澜川辰舟岚锋泓汐砚屿霁煦朔弦翎桉柘槿芷荻菀栩霖霄岑崧峤屹琮珩珂璟瑭锵铎钧铭鉴绮缦纭练昀昱晗晔曦骁骐骞骥驰鹄鹭雁",
        "lan chuan chen zhou lan feng hong xi yan yu ji xu shuo xian ling an zhe jin zhi di wan xu lin xiao cen song "
        "qiao yi cong heng ke jing tang qiang duo jun ming jian qi man yun lian yun yu han ye xi xiao qi qian ji chi hu lu yan".split(),
        strict=True,
    )
)

# chain, link, industry, trade, English trade, products with their English
LINKS: list[tuple[str, str, str, str, str, list[tuple[str, str]]]] = [
    ("pcb", "copper_foil", "C3251", "铜箔", "Copper Foil", [("锂电铜箔", "Battery copper foil"), ("电子铜箔", "Electronic copper foil")]),
    ("pcb", "laminate", "C3985", "覆铜板", "Laminates", [("高频覆铜板", "High-frequency laminate"), ("半固化片", "Prepreg")]),
    ("pcb", "chemicals", "C3985", "电子材料", "Electronic Materials", [("电子级清洗剂", "Electronic-grade cleaner"), ("光刻胶配套试剂", "Photoresist reagents")]),
    ("pcb", "boards", "C3982", "线路板", "Circuit Boards", [("高密度互连电路板", "HDI circuit boards"), ("汽车用多层线路板", "Multilayer boards for cars"), ("软硬结合板", "Rigid-flex boards")]),
    ("pcb", "substrates", "C3982", "封装基板", "Substrates", [("存储芯片封装基板", "Substrates for memory chips")]),
    ("pcb", "packaging", "C3973", "半导体", "Semiconductors", [("功率器件封装测试", "Packaging of power devices"), ("传感器封装测试", "Packaging of sensors")]),
    ("pcb", "modules", "C3974", "显示", "Displays", [("车载显示模组", "Car display modules"), ("微型摄像模组", "Camera modules")]),
    ("pcb", "terminals", "C3921", "通信", "Communications", [("工业通信网关", "Industrial gateways"), ("智能穿戴终端", "Wearable devices")]),
    ("pcb", "recycling", "C4210", "再生资源", "Recycling", [("蚀刻液资源化", "Etchant recycling")]),
    ("intelligent_equipment", "castings", "C3391", "铸造", "Castings", [("精密结构件", "Precision castings"), ("风电铸件", "Wind power castings")]),
    ("intelligent_equipment", "reducers", "C3453", "传动", "Drives", [("谐波减速器", "Harmonic reducers"), ("精密轴承", "Precision bearings")]),
    ("intelligent_equipment", "servo", "C3813", "电机", "Motors", [("伺服电机", "Servo motors")]),
    ("intelligent_equipment", "control", "C4011", "自动化", "Automation", [("工业控制器", "Industrial controllers")]),
    ("intelligent_equipment", "robots", "C3491", "机器人", "Robots", [("协作机器人", "Cobots"), ("搬运机器人", "Handling robots")]),
    ("intelligent_equipment", "machines", "C3424", "装备", "Machinery", [("激光切割成套装备", "Laser cutting machines"), ("锂电自动装配线", "Battery assembly lines")]),
    ("intelligent_equipment", "storage", "C3841", "储能", "Energy Storage", [("储能电池系统", "Battery storage systems"), ("工商业储能柜", "Storage cabinets")]),
    ("intelligent_equipment", "solar_wind", "C3825", "光电", "Solar", [("光伏组件边框", "Frames for solar panels"), ("光伏逆变器", "Solar inverters")]),
    ("intelligent_equipment", "testing", "M7452", "检测", "Testing", [("装备检测服务", "Testing of equipment")]),
    ("new_energy_vehicles", "materials", "C3985", "新材料", "New Materials", [("磷酸铁锂正极材料", "LFP cathode material"), ("硅碳负极材料", "Silicon-carbon anode material")]),
    ("new_energy_vehicles", "separators", "C2921", "膜材料", "Membranes", [("锂电隔膜", "Battery separators")]),
    ("new_energy_vehicles", "cells", "C3841", "动力电池", "Batteries", [("动力电池电芯", "Traction battery cells"), ("电池包", "Battery packs")]),
    ("new_energy_vehicles", "motors", "C3813", "电驱", "Electric Drives", [("扁线驱动电机", "Hairpin drive motors"), ("电控总成", "Power electronics")]),
    ("new_energy_vehicles", "body_parts", "C3670", "汽车部件", "Car Parts", [("一体化压铸件", "Integrated die castings"), ("汽车座椅骨架", "Seat frames"), ("铝合金车身件", "Aluminum body parts"), ("汽车内饰件", "Car interiors")]),
    ("new_energy_vehicles", "electronics", "C3962", "汽车电子", "Car Electronics", [("智能座舱域控制器", "Cockpit controllers"), ("毫米波雷达", "Millimeter-wave radar")]),
    ("new_energy_vehicles", "charging", "C3829", "充换电", "Charging", [("大功率充电桩", "Fast chargers")]),
    ("new_energy_vehicles", "reuse", "C4210", "循环科技", "Reuse", [("退役电池梯次利用", "Second use of batteries")]),
    ("", "", "C1432", "食品", "Foods", [("速冻调理食品", "Frozen prepared food"), ("预制菜", "Ready meals")]),
    ("", "", "G5930", "冷链", "Cold Chain", [("保税冷链仓储", "Bonded cold storage")]),
    ("", "", "I6520", "集成电路设计", "Chip Design", [("车规芯片设计中心", "Design of automotive chips")]),
]  # fmt: skip
WEIGHTS = [2, 3, 3, 10, 2, 5, 5, 5, 1, 5, 3, 3, 3, 4, 7, 6, 4, 1, 5, 2, 5, 4, 10, 5, 3, 1, 4, 2, 2]

# city, Chinese, English, weight, where its investors are from
CITIES = [
    ("shanghai", "上海", "Shanghai", 17, "domestic"), ("shenzhen", "深圳", "Shenzhen", 16, "domestic"),
    ("suzhou", "苏州", "Suzhou", 19, "domestic"), ("nanjing", "南京", "Nanjing", 6, "domestic"),
    ("wuxi", "无锡", "Wuxi", 7, "domestic"), ("hangzhou", "杭州", "Hangzhou", 5, "domestic"),
    ("ningbo", "宁波", "Ningbo", 5, "domestic"), ("hefei", "合肥", "Hefei", 3, "domestic"),
    ("guangzhou", "广州", "Guangzhou", 3, "domestic"), ("dongguan", "东莞", "Dongguan", 6, "domestic"),
    ("beijing", "北京", "Beijing", 4, "domestic"), ("tianjin", "天津", "Tianjin", 2, "domestic"),
    ("qingdao", "青岛", "Qingdao", 2, "domestic"), ("wuhan", "武汉", "Wuhan", 2, "domestic"),
    ("hong_kong", "香港", "Hong Kong", 3, "hmt"), ("taipei", "台北", "Taipei", 4, "hmt"),
    ("tokyo", "东京", "Tokyo", 2, "foreign"), ("seoul", "首尔", "Seoul", 2, "foreign"),
]  # fmt: skip
CHANNELS = ["team"] * 9 + ["firm"] * 5 + ["fund"] * 2 + ["association"] * 3 + ["fair"] * 3 + ["referral"] * 2 + ["own"]

# park letter, longitude and latitude of its first plot, what it takes
PARKS = {
    "a": (119.0597, 33.5895), "b": (119.0597, 33.5807), "c": (119.0597, 33.5719),
    "d": (119.0817, 33.5895), "e": (119.0817, 33.5807), "f": (119.0817, 33.5719),
}  # fmt: skip
PARK_OF_CHAIN = {"pcb": "a", "new_energy_vehicles": "b", "intelligent_equipment": "c", "": "f"}

ASKED_FOR = ["厂房层高和承重", "供电容量", "排污指标", "用工和宿舍", "基金跟投", "设备补助", "土地挂牌时间", "物流和通关"]
NEXT_STEPS = ["赴企业总部回访", "安排现场看地", "提交项目建议书", "商谈投资协议条款", "与环境部门会商准入", "测算能耗和用电", "邀请企业高管来访"]
BUILDERS = ["拟岳建设（虚构）", "虚衡建工（虚构）", "拟垒工程（虚构）", "虚阶建筑（虚构）"]
OCCASIONS = ["", "", "", "春季投资推介会", "招商专班集中签约", "产业链对接会", "秋季投资推介会"]
