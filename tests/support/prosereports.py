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
    """All rows of the outcomes; those not given are 0, and others than natural persons were all granted theirs."""
    rows: dict[str, Any] = {}
    for address in gd.addresses(edition):
        table, _, below = address.partition(".outcomes.")
        row = below.rpartition(".")[0]
        if table == "requests" and row and row != "total":
            group, _, name = row.partition(".")
            value = _applicants(given.get(row, 0), *(others if row == "granted" else ()))
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
        {
            "government_rules": _documents(0, 0, 0, edition="2019"),
            "normative_documents": _documents(6, 6, 48, edition="2019"),
            "licensing": {"prior_items": 120, "change": -3, "decisions": 2210},
            "other_services": {"prior_items": 40, "change": 0, "decisions": 310},
            "penalties": {"prior_items": 96, "change": 2, "decisions": 640},
            "compulsion": {"prior_items": 12, "change": 0, "decisions": 18},
            "administrative_fees": {"prior_items": 9, "change": 0},
            "central_procurement": {"items": 21, "amount": 865.2},
        },
        (37, 4), (2, 1),
        {"granted": 15, "partly_granted": 5, "refused.process_information": 4, "not_available.not_held": 9,
         "not_processed.petition_or_complaint": 3, "otherwise": 2},
        ((2, 0, 1, 0), _NONE, _NONE),
    ),
}  # fmt: skip
"""Consistent reports by name, in canonical form and without prose."""
