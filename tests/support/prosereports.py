"""The reports that the sentences of :mod:`test_prose_sentences` go with."""

from typing import Any

from tables import APPLICANTS

import gov_disclosure as gd

_REFUSED = ("state_secret", "prohibited_by_law", "security_and_stability", "third_party_rights", "internal_affairs",
            "process_information", "enforcement_file", "administrative_inquiry")  # fmt: skip


def _applicants(total: int, *others: int) -> dict[str, int]:
    """A row: what is not said to be others' is natural persons'."""
    given = (*others, *[0] * (5 - len(others)))
    return dict(zip(APPLICANTS, (total - sum(given), *given), strict=True)) | {"total": total}


def _cases(upheld: int, corrected: int, other: int, pending: int) -> dict[str, int]:
    total = upheld + corrected + other + pending
    return {"upheld": upheld, "corrected": corrected, "other": other, "pending": pending, "total": total}


def _outcomes(edition: str, given: dict[str, int], others: tuple[int, ...]) -> dict[str, Any]:
    """All rows of the outcomes; those not given are 0, and all of others than natural persons had the first given."""
    rows: dict[str, Any] = {}
    first = next(iter(given), "")
    for address in gd.addresses(edition):
        table, _, below = address.partition(".outcomes.")
        row = below.rpartition(".")[0]
        if table == "requests" and row and row != "total":
            group, _, name = row.partition(".")
            value = _applicants(given.get(row, 0), *(others if row == first else ()))
            if row == "otherwise.undivided":
                value = _applicants(given.get("otherwise", 0))
            if name:
                rows.setdefault(group, {})[name] = value
            else:
                rows[group] = value
    return rows | {"total": _applicants(sum(given.values()), *others)}


def _documents(*figures: int, edition: str = "2021") -> dict[str, int]:
    columns = ("issued", "repealed", "in_force") if edition == "2021" else ("made", "newly_public", "public_total")
    return dict(zip(columns, figures, strict=True))


def _table_two(rules: Any, documents: Any, licensing: int, penalties: int, compulsion: int, fees: Any) -> Any:
    return {
        "government_rules": _documents(*rules),
        "normative_documents": _documents(*documents),
        "licensing": {"decisions": licensing},
        "penalties": {"decisions": penalties},
        "compulsion": {"decisions": compulsion},
        "administrative_fees": {"amount": fees},
    }


def _trial_table_two(
    documents: Any, licensing: Any, services: Any, penalties: Any, compulsion: Any, fees: Any, procurement: Any
) -> Any:
    """Table two of edition 2019, of a body that makes no rules."""
    columns = ("prior_items", "change", "decisions")
    rows = {"licensing": licensing, "other_services": services, "penalties": penalties, "compulsion": compulsion}
    return {
        "government_rules": _documents(0, 0, 0, edition="2019"),
        "normative_documents": _documents(*documents, edition="2019"),
        **{name: dict(zip(columns, figures, strict=True)) for name, figures in rows.items()},
        "administrative_fees": dict(zip(columns[:2], fees, strict=True)),
        "central_procurement": dict(zip(("items", "amount"), procurement, strict=True)),
    }


def _report(name: str, year: int, two: Any, received: Any, carried: Any, outcomes: Any, disputes: Any) -> Any:
    edition = "2021" if year > 2020 else "2019"
    return {
        "edition": edition,
        "title": f"{name}{year}年政府信息公开工作年度报告",
        "issuer": name,
        "year": year,
        "proactive_disclosure": two,
        "requests": {
            "received": _applicants(*received),
            "carried_in": _applicants(carried[0]),
            "outcomes": _outcomes(edition, outcomes, received[1:]),
            "carried_out": _applicants(carried[1]),
        },
        "disputes": dict(
            zip(
                ("reconsideration", "litigation_direct", "litigation_after_reconsideration"),
                (_cases(*case) for case in disputes),
                strict=True,
            )
        ),
    }


_NONE = (0, 0, 0, 0)
REPORTS: dict[str, Any] = {
    "county": _report(
        "青山县人民政府", 2023,
        _table_two((0, 0, 0), (12, 7, 63), 4312, 1286, 94, 2318.46),
        (85, 5, 0, 0, 1, 1), (4, 2),
        {"granted": 33, "partly_granted": 12, "refused.third_party_rights": 3, "refused.internal_affairs": 2,
         "refused.process_information": 4, "refused.enforcement_file": 1, "not_available.not_held": 17,
         "not_available.not_compiled": 3, "not_available.unclear_after_correction": 2,
         "not_processed.petition_or_complaint": 4, "not_processed.repeated": 2, "otherwise.not_corrected": 3,
         "otherwise.other": 1},
        ((5, 1, 2, 1), (2, 0, 1, 0), (2, 1, 0, 1)),
    ),
    "bureau": _report(
        "临水市教育局", 2022, _table_two((0, 0, 0), (2, 1, 9), 268, 15, 0, 0),
        (13, 2), (1, 1),
        {"granted": 6, "partly_granted": 2, "refused.process_information": 1, "not_available.not_held": 3,
         "not_processed.petition_or_complaint": 1},
        ((1, 0, 0, 0), _NONE, _NONE),
    ),
    "town": _report(
        "石桥镇人民政府", 2021, _table_two((0, 0, 0), (0, 0, 0), 36, 3, 0, 0),
        (0,), (0, 0), {}, (_NONE, _NONE, _NONE),
    ),
    "city": _report(
        "云岭市人民政府", 2024, _table_two((3, 1, 27), (58, 41, 312), 186420, 75318, 2046, 61275.8),
        (1340, 62, 1, 3, 14, 9), (58, 61),
        {"granted": 402, "partly_granted": 187, "refused.state_secret": 2, "refused.prohibited_by_law": 9,
         "refused.security_and_stability": 5, "refused.third_party_rights": 21, "refused.internal_affairs": 14,
         "refused.process_information": 18, "refused.enforcement_file": 17, "refused.administrative_inquiry": 10,
         "not_available.not_held": 377, "not_available.not_compiled": 39,
         "not_available.unclear_after_correction": 15, "not_processed.petition_or_complaint": 92,
         "not_processed.repeated": 31, "not_processed.public_publication": 1, "not_processed.excessive": 18,
         "not_processed.reconfirmation": 6, "otherwise.not_corrected": 40, "otherwise.fee_unpaid": 2,
         "otherwise.other": 31},
        ((84, 11, 23, 7), (12, 1, 5, 2), (18, 2, 4, 6)),
    ),
    "street": _report(
        "东湖街道办事处", 2023, _table_two((0, 0, 0), (0, 0, 0), 0, 41, 0, 0),
        (6,), (0, 0), {"granted": 4, "not_available.not_held": 1, "not_processed.petition_or_complaint": 1},
        ((1, 0, 1, 0), _NONE, _NONE),
    ),
    "trial": _report(
        "安平县人民政府", 2020,
        _trial_table_two((6, 6, 48), (120, -3, 2210), (40, 0, 310), (96, 2, 640), (12, 0, 18), (9, 0), (21, 865.2)),
        (37, 4), (2, 1),
        {"granted": 15, "partly_granted": 5, "refused.process_information": 4, "not_available.not_held": 9,
         "not_processed.petition_or_complaint": 3, "otherwise": 2},
        ((2, 0, 1, 0), _NONE, _NONE),
    ),
    "hillcity": _report(
        "青溪市人民政府", 2023,
        _table_two((2, 1, 11), (12, 5, 96), 12034, 356, 21, 1200.5),
        (713, 43, 0, 0, 0, 20), (36, 64),
        {"granted": 412, "partly_granted": 61, "refused.state_secret": 2, "refused.prohibited_by_law": 3,
         "refused.security_and_stability": 1, "refused.third_party_rights": 9, "refused.internal_affairs": 12,
         "refused.process_information": 10, "refused.enforcement_file": 5, "refused.administrative_inquiry": 3,
         "not_available.not_held": 80, "not_available.not_compiled": 30, "not_available.unclear_after_correction":
         10, "not_processed.petition_or_complaint": 20, "not_processed.repeated": 6,
         "not_processed.public_publication": 1, "not_processed.excessive": 2, "not_processed.reconfirmation": 1,
         "otherwise.not_corrected": 11, "otherwise.fee_unpaid": 1, "otherwise.other": 5},
        ((12, 3, 4, 1), (5, 1, 1, 1), (4, 0, 1, 1)),
    ),
    "hamlet": _report(
        "石桥镇人民政府", 2022,
        _table_two((0, 0, 0), (0, 0, 0), 126, 0, 0, 0),
        (2,), (0, 0),
        {"granted": 2},
        (_NONE, _NONE, _NONE),
    ),
    "province": _report(
        "云江省人民政府", 2024,
        _table_two((8, 5, 186), (1104, 873, 9876), 12345678, 2345112, 87654, 345678.9),
        (48213, 3905, 103, 85, 600, 400), (1876, 2187),
        {"granted": 23451, "partly_granted": 3102, "refused.state_secret": 117, "refused.prohibited_by_law": 230,
         "refused.security_and_stability": 64, "refused.third_party_rights": 506, "refused.internal_affairs": 410,
         "refused.process_information": 520, "refused.enforcement_file": 290, "refused.administrative_inquiry": 80,
         "not_available.not_held": 9800, "not_available.not_compiled": 2100,
         "not_available.unclear_after_correction": 740, "not_processed.petition_or_complaint": 2204,
         "not_processed.repeated": 1011, "not_processed.public_publication": 85, "not_processed.excessive": 390,
         "not_processed.reconfirmation": 180, "otherwise.not_corrected": 1602, "otherwise.fee_unpaid": 20,
         "otherwise.other": 1000},
        ((612, 208, 341, 97), (215, 31, 64, 58), (170, 12, 49, 36)),
    ),
    "valley": _report(
        "临溪县人民政府", 2021,
        _table_two((0, 0, 0), (7, 2, 33), 4521, 612, 0, 2360.75),
        (86, 5, 0, 0, 2), (3, 2),
        {"granted": 41, "partly_granted": 12, "refused.third_party_rights": 3, "refused.internal_affairs": 2,
         "refused.process_information": 3, "not_available.not_held": 9, "not_available.not_compiled": 4,
         "not_available.unclear_after_correction": 2, "not_processed.petition_or_complaint": 4,
         "not_processed.repeated": 2, "otherwise.not_corrected": 3, "otherwise.other": 2},
        ((2, 1, 0, 0), _NONE, (1, 0, 0, 0)),
    ),
    "market": _report(
        "清河市市场监督管理局", 2020,
        _trial_table_two((3, 3, 21), (45, -2, 3310), (12, 0, 88), (210, 5, 147), (18, 0, 4), (2, 0), (14, 386.2)),
        (12, 2), (1, 0),
        {"granted": 5, "partly_granted": 2, "refused.third_party_rights": 1, "not_available.not_held": 3,
         "not_processed.petition_or_complaint": 1, "otherwise": 1},
        ((1, 0, 0, 0), _NONE, _NONE),
    ),
    "ministry": _report(
        "国家粮油管理总局", 2023,
        _table_two((3, 2, 47), (38, 16, 412), 1526, 73, 0, 8430.2),
        (327, 41, 6, 0, 18, 4), (14, 17),
        {"granted": 152, "partly_granted": 24, "refused.state_secret": 2, "refused.prohibited_by_law": 1,
         "refused.third_party_rights": 7, "refused.internal_affairs": 6, "refused.process_information": 11,
         "refused.administrative_inquiry": 1, "not_available.not_held": 58, "not_available.not_compiled": 13,
         "not_available.unclear_after_correction": 7, "not_processed.petition_or_complaint": 17,
         "not_processed.repeated": 9, "not_processed.excessive": 3, "otherwise.not_corrected": 8, "otherwise.other":
         5},
        ((21, 4, 6, 5), (3, 0, 2, 1), (7, 1, 0, 4)),
    ),
    "lane": _report(
        "临江市河东区柳巷街道办事处", 2024,
        _table_two((0, 0, 0), (0, 0, 0), 0, 0, 0, 0),
        (0,), (0, 0),
        {},
        (_NONE, _NONE, _NONE),
    ),
    "metropolis": _report(
        "临江市人民政府", 2022,
        _table_two((6, 3, 94), (187, 142, 1650), 1043388, 287450, 10512, 52077.36),
        (10462, 1130, 21, 12, 205, 64), (538, 542),
        {"granted": 5210, "partly_granted": 803, "refused.state_secret": 12, "refused.prohibited_by_law": 40,
         "refused.security_and_stability": 9, "refused.third_party_rights": 133, "refused.internal_affairs": 96,
         "refused.process_information": 120, "refused.enforcement_file": 71, "refused.administrative_inquiry": 14,
         "not_available.not_held": 2140, "not_available.not_compiled": 460, "not_available.unclear_after_correction":
         175, "not_processed.petition_or_complaint": 390, "not_processed.repeated": 118,
         "not_processed.public_publication": 25, "not_processed.excessive": 60, "not_processed.reconfirmation": 31,
         "otherwise.not_corrected": 371, "otherwise.fee_unpaid": 4, "otherwise.other": 176},
        ((143, 52, 81, 24), (77, 12, 20, 31), (45, 3, 9, 13)),
    ),
    "orchard": _report(
        "桃源市人民政府", 2020,
        _trial_table_two((11, 11, 74), (320, -6, 21530), (102, 3, 4410), (3120, 45, 1876), (260, -1, 33), (28, -2), (207, 15320.4)),
        (158, 9, 0, 0, 0, 5), (7, 5),
        {"granted": 83, "partly_granted": 19, "refused.prohibited_by_law": 1, "refused.third_party_rights": 4,
         "refused.internal_affairs": 3, "refused.process_information": 2, "not_available.not_held": 21,
         "not_available.not_compiled": 5, "not_available.unclear_after_correction": 3,
         "not_processed.petition_or_complaint": 8, "not_processed.repeated": 2, "otherwise": 9},
        ((6, 2, 1, 1), (2, 0, 0, 1), (1, 0, 1, 0)),
    ),
    "water": _report(
        "桃源市水务局", 2024,
        _table_two((0, 0, 0), (1, 0, 4), 37, 5, 0, 86.5),
        (1, 1), (0, 0),
        {"not_available.not_held": 1},
        (_NONE, _NONE, _NONE),
    ),
    "land": _report(
        "云溪县自然资源局", 2022,
        _table_two((0, 0, 0), (2, 1, 8), 326, 14, 0, 1285.6),
        (43, 4, 0, 0, 1), (2, 0),
        {"granted": 16, "partly_granted": 5, "refused.third_party_rights": 2, "refused.internal_affairs": 1,
         "refused.process_information": 1, "refused.administrative_inquiry": 3, "not_available.not_held": 11,
         "not_available.not_compiled": 1, "not_available.unclear_after_correction": 1,
         "not_processed.petition_or_complaint": 2, "not_processed.repeated": 1, "otherwise.not_corrected": 1},
        ((3, 1, 2, 1), (1, 0, 1, 1), (1, 0, 0, 0)),
    ),
    "riverside": _report(
        "临江区人民政府", 2024,
        _table_two((0, 0, 0), (6, 11, 74), 88412, 5230, 418, 32015.77),
        (713, 20, 0, 1, 2, 2), (36, 25),
        {"granted": 311, "partly_granted": 100, "refused.prohibited_by_law": 6, "refused.security_and_stability": 2,
         "refused.third_party_rights": 14, "refused.internal_affairs": 9, "refused.process_information": 12,
         "refused.enforcement_file": 11, "refused.administrative_inquiry": 10, "not_available.not_held": 156,
         "not_available.not_compiled": 13, "not_available.unclear_after_correction": 7,
         "not_processed.petition_or_complaint": 21, "not_processed.repeated": 9, "not_processed.public_publication":
         1, "not_processed.excessive": 4, "not_processed.reconfirmation": 2, "otherwise.not_corrected": 13,
         "otherwise.fee_unpaid": 2, "otherwise.other": 21},
        ((30, 6, 21, 9), (5, 1, 3, 4), (8, 0, 2, 3)),
    ),
    "housing": _report(
        "海州市住房和城乡建设局", 2021,
        _table_two((0, 0, 0), (5, 2, 31), 2176, 97, 3, 0),
        (74, 8), (0, 7),
        {"granted": 22, "partly_granted": 6, "refused.third_party_rights": 3, "refused.internal_affairs": 2,
         "refused.administrative_inquiry": 1, "not_available.not_held": 22, "not_available.not_compiled": 2,
         "not_available.unclear_after_correction": 1, "not_processed.petition_or_complaint": 4,
         "not_processed.repeated": 2, "otherwise.not_corrected": 1, "otherwise.other": 1},
        ((4, 0, 3, 2), (2, 0, 1, 0), (1, 0, 0, 1)),
    ),
    "ecology": _report(
        "岭东省生态环境厅", 2024,
        _table_two((0, 0, 0), (11, 4, 57), 1204, 36, 0, 0),
        (183, 42, 3, 5, 11, 2), (8, 10),
        {"granted": 63, "partly_granted": 20, "refused.state_secret": 1, "refused.third_party_rights": 5,
         "refused.internal_affairs": 2, "refused.process_information": 4, "refused.enforcement_file": 3,
         "refused.administrative_inquiry": 1, "not_available.not_held": 58, "not_available.not_compiled": 6,
         "not_available.unclear_after_correction": 2, "not_processed.petition_or_complaint": 6,
         "not_processed.repeated": 2, "not_processed.reconfirmation": 1, "otherwise.not_corrected": 4,
         "otherwise.other": 3},
        ((6, 2, 4, 1), (1, 0, 2, 1), (2, 0, 0, 1)),
    ),
    "eaststreet": _report(
        "东街街道办事处", 2022,
        _table_two((0, 0, 0), (0, 0, 0), 215, 88, 6, 0),
        (5,), (0, 1),
        {"granted": 2, "not_available.not_held": 1, "not_processed.petition_or_complaint": 1},
        ((1, 0, 0, 0), _NONE, _NONE),
    ),
    "school": _report(
        "柳河县教育局", 2025,
        _table_two((0, 0, 0), (1, 0, 4), 34, 0, 0, 0),
        (1,), (0, 0),
        {"granted": 1},
        (_NONE, _NONE, _NONE),
    ),
    "enforcement": _report(
        "安平县城市管理局", 2023,
        _table_two((0, 0, 0), (0, 0, 3), 1463, 642, 19, 0),
        (10, 1), (0, 0),
        {"granted": 6, "partly_granted": 1, "refused.administrative_inquiry": 1, "otherwise.not_corrected": 1,
         "otherwise.other": 1},
        (_NONE, (0, 1, 0, 0), _NONE),
    ),
    "health": _report(
        "长宁市卫生健康委员会", 2023,
        _table_two((0, 0, 0), (3, 0, 17), 5120, 233, 0, 0),
        (0,), (1, 0),
        {"granted": 1},
        ((0, 0, 0, 1), _NONE, _NONE),
    ),
    "eastrange": _report(
        "岭东省人民政府", 2024,
        _table_two((6, 3, 188), (842, 515, 6120), 20418837, 9316502, 210331, 812345.67),
        (11776, 612, 9, 31, 208, 96), (750, 524),
        {"granted": 4719, "partly_granted": 1338, "refused.state_secret": 3, "refused.prohibited_by_law": 41,
         "refused.security_and_stability": 12, "refused.third_party_rights": 150, "refused.internal_affairs": 66,
         "refused.process_information": 71, "refused.enforcement_file": 83, "refused.administrative_inquiry": 126,
         "not_available.not_held": 3408, "not_available.not_compiled": 189, "not_available.unclear_after_correction":
         92, "not_processed.petition_or_complaint": 610, "not_processed.repeated": 231,
         "not_processed.public_publication": 4, "not_processed.excessive": 57, "not_processed.reconfirmation": 18,
         "otherwise.not_corrected": 302, "otherwise.fee_unpaid": 21, "otherwise.other": 461},
        ((402, 77, 318, 96), (61, 9, 88, 40), (70, 4, 66, 35)),
    ),
    "flatstream": _report(
        "平溪县人民政府", 2020,
        _trial_table_two((7, 7, 96), (212, 5, 30411), (118, -3, 20115), (1890, 12, 2210), (143, 0, 87), (25, -1), (164, 5213)),
        (61, 6, 0, 0, 2, 1), (3, 2),
        {"granted": 35, "partly_granted": 5, "refused.third_party_rights": 2, "not_available.not_held": 13,
         "not_available.not_compiled": 1, "not_processed.petition_or_complaint": 3, "not_processed.repeated": 1,
         "otherwise": 2},
        ((4, 2, 1, 0), (0, 0, 2, 0), _NONE),
    ),
    "stonebridge": _report(
        "柳溪镇人民政府", 2023,
        _table_two((0, 0, 0), (0, 0, 0), 12, 0, 0, 0),
        (0,), (0, 0),
        {},
        (_NONE, _NONE, _NONE),
    ),
    "lake": _report(
        "湖东县人民政府", 2023,
        _table_two((0, 0, 0), (3, 6, 14), 54408, 2086, 1272, 14722.49),
        (143, 1, 0, 0, 0, 2), (0, 0),
        {"granted": 62, "partly_granted": 4, "refused.third_party_rights": 2, "refused.internal_affairs": 2,
         "refused.process_information": 1, "not_available.not_held": 46, "not_available.unclear_after_correction": 2,
         "not_processed.petition_or_complaint": 1, "not_processed.repeated": 2, "not_processed.reconfirmation": 2,
         "otherwise.not_corrected": 17, "otherwise.other": 2},
        ((1, 0, 6, 0), (2, 0, 10, 0), (0, 0, 1, 0)),
    ),
    "plain2023": _report(
        "平原市人民政府", 2023,
        _table_two((2, 0, 11), (109, 489, 597), 1808595, 2822652, 20163, 59237.2449),
        (3511, 99, 0, 4, 5, 1), (96, 121),
        {"granted": 1191, "partly_granted": 328, "refused.prohibited_by_law": 27, "refused.security_and_stability":
         6, "refused.third_party_rights": 38, "refused.internal_affairs": 20, "refused.process_information": 9,
         "refused.enforcement_file": 21, "refused.administrative_inquiry": 21, "not_available.not_held": 1047,
         "not_available.not_compiled": 28, "not_available.unclear_after_correction": 3,
         "not_processed.petition_or_complaint": 305, "not_processed.repeated": 39, "not_processed.excessive": 58,
         "not_processed.reconfirmation": 4, "otherwise.not_corrected": 40, "otherwise.fee_unpaid": 10,
         "otherwise.other": 291},
        ((309, 17, 88, 26), (1, 1, 16, 6), (13, 0, 67, 9)),
    ),
    "plain2024": _report(
        "平原市人民政府", 2024,
        _table_two((2, 1, 12), (50, 227, 420), 1573179, 2676474, 29351, 72701.2578),
        (3525, 75, 0, 1, 6, 3), (121, 125),
        {"granted": 1431, "partly_granted": 471, "refused.state_secret": 2, "refused.prohibited_by_law": 1,
         "refused.security_and_stability": 4, "refused.third_party_rights": 17, "refused.internal_affairs": 21,
         "refused.process_information": 11, "refused.enforcement_file": 23, "refused.administrative_inquiry": 13,
         "not_available.not_held": 897, "not_available.not_compiled": 36, "not_available.unclear_after_correction":
         8, "not_processed.petition_or_complaint": 87, "not_processed.repeated": 27, "not_processed.excessive": 3,
         "otherwise.not_corrected": 77, "otherwise.fee_unpaid": 38, "otherwise.other": 354},
        ((88, 18, 28, 36), (7, 0, 11, 7), (33, 0, 6, 13)),
    ),
}  # fmt: skip
"""Consistent reports by name, in canonical form and without prose."""
