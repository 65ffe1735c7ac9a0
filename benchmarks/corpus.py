"""The reports that the benchmarks read: made up, but of real size and with real figures' spread."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from gov_disclosure.report.layout import layout, sections

COUNT = 1500
SPOILT = 20  # every 20th report has a wrong total: 5 %
BLANK = 5  # every 5th has a column of blank cells instead of zeros: 20 %
PROSE = 1500  # characters
_SENTENCES = (
    "主动公开政府信息三百余条，及时更新政策文件和重点领域栏目。",
    "依申请公开坚持登记、审核、办理、答复全程留痕，均在法定期限内办结。",
    "加强政府信息管理，对现行有效的规范性文件逐件标注。",
    "完善政府信息公开平台建设，改进网站检索和移动端阅读。",
    "落实监督保障，开展业务培训和年度考核。",
)


def texts(count: int = COUNT) -> Iterator[str]:
    """Canonical JSON texts of edition 2021, always the same ones."""
    chance = random.Random(2021)  # noqa: S311 - not for secrets
    for number in range(count):
        yield json.dumps(_report(number, chance), ensure_ascii=False)


def _report(number: int, chance: random.Random) -> dict[str, Any]:
    issuer = f"第{number}县人民政府"
    data: dict[str, Any] = {
        "edition": "2021",
        "title": f"{issuer}2024年政府信息公开工作年度报告",
        "issuer": issuer,
        "year": 2024,
        "preamble": "本报告所列数据的统计期限为2024年1月1日至2024年12月31日。",
    }
    for key, section in sections().items():
        data[key] = {"heading": section.label.printed, "text": ""}
    _fill(data, _figures(chance))
    prose = "".join(chance.choices(_SENTENCES, k=80))
    data["overview"]["text"] = "".join(_SENTENCES) + prose[: PROSE * 2 // 3]
    data["problems"]["text"] = prose[PROSE * 2 // 3 : PROSE]
    data["other_matters"]["text"] = "本年度未收取政府信息公开信息处理费。"
    data["outline"] = [{"text": data[key]["heading"], "section": key} for key in sections()]
    if number % SPOILT == 0:
        data["requests"]["outcomes"]["total"]["total"] += 1
    elif number % BLANK == 0:
        _blank(data["requests"], "research_institute")
    return data


def _figures(chance: random.Random) -> dict[str, int]:
    """Figures of which every sum holds: parts are drawn, totals computed."""
    figures = dict.fromkeys(layout("2021").addresses, 0)
    rows = [row for row in layout("2021").table("requests").rows if row.prescribed]
    outcomes = [row for row in rows if row.meta.role == "part"]
    for address, (row, column) in layout("2021").cells.items():
        if row.table == "proactive_disclosure" and row.address != "proactive_disclosure.government_rules":
            figures[address] = chance.randrange(5000)
        elif row.table == "disputes" and column.meta.role == "part":
            figures[address] = chance.choice((0, 0, 0, chance.randrange(30)))
    for key in ("natural_person", "enterprise", "other_org"):
        for row in outcomes:
            figures[f"{row.address}.{key}"] = chance.choice((0, 0, chance.randrange(200)))
        total = sum(figures[f"{row.address}.{key}"] for row in outcomes)
        carried = [chance.randrange(20) for _ in range(2)]
        figures[f"requests.outcomes.total.{key}"] = total
        figures[f"requests.received.{key}"] = total + carried[0]
        figures[f"requests.carried_in.{key}"] = carried[1]
        figures[f"requests.carried_out.{key}"] = sum(carried)
    for row in (*rows, *layout("2021").table("disputes").rows):
        parts = [f"{row.address}.{c.key}" for c in row.columns if c.meta.role == "part"]
        figures[f"{row.address}.total"] = sum(figures[part] for part in parts)
    return figures


def _fill(data: dict[str, Any], figures: dict[str, int]) -> None:
    for address, figure in figures.items():
        *path, key = address.split(".")
        place = data
        for part in path:
            place = place.setdefault(part, {})
        place[key] = figure


def _blank(rows: dict[str, Any], column: str) -> None:
    """Make a column blank in every row."""
    for value in rows.values():
        if isinstance(value, dict):
            _blank(value, column)
            if column in value:
                value[column] = None
