"""Reports made of a few figures, for sentences that bring the figures along that they go with.

The figures have short names: ``rec`` received, ``rec.n`` by natural persons (``e r p l o``: the other columns), ``cin``
and ``out`` carried in and out, ``tot`` answered; ``gr pr rf na np ot`` the outcomes, ``rf1`` and so on their rows;
``fy`` reconsiderations, ``ss`` litigation (``sd`` direct, ``sa`` after reconsideration), with ``w j q p`` by result;
``gz`` rules and ``gf`` normative documents with ``i r f`` issued, repealed, in force; ``xk cf qz`` licences, penalties,
compulsion, ``sf`` fees.
"""

import re
from typing import Any

_APPLICANTS = {
    "n": "natural_person",
    "e": "enterprise",
    "r": "research_institute",
    "p": "public_welfare_org",
    "l": "legal_service_org",
    "o": "other_org",
}
_GROUPS = {"gr": "granted", "pr": "partly_granted", "rf": "refused", "na": "not_available", "np": "not_processed",
           "ot": "otherwise"}  # fmt: skip
_ROWS = {
    "rf": ("state_secret", "prohibited_by_law", "security_and_stability", "third_party_rights", "internal_affairs",
           "process_information", "enforcement_file", "administrative_inquiry"),
    "na": ("not_held", "not_compiled", "unclear_after_correction"),
    "np": ("petition_or_complaint", "repeated", "public_publication", "excessive", "reconfirmation"),
    "ot": ("not_corrected", "fee_unpaid", "other"),
}  # fmt: skip
_RESULTS = {"w": "upheld", "j": "corrected", "q": "other", "p": "pending"}
_USUAL = {"gzi": 3, "gzr": 1, "gzf": 38, "gfi": 17, "gfr": 6, "gff": 143, "xk": 3391, "cf": 274, "qz": 19,
          "sf": 1287.45}  # fmt: skip
"""What the tables say where a sentence brings nothing along: figures that no sentence speaks of."""


def read_figures(text: str) -> dict[str, Any]:
    """``rec 43 cin 5`` as figures by name."""
    words = text.split()
    numbers = [float(word) if "." in word else int(word) for word in words[1::2]]
    return dict(zip(words[::2], numbers, strict=True))


def report_with(figures: dict[str, Any], issuer: str, year: int, *, tables: bool = True) -> dict[str, Any]:
    """A report of edition 2021 with the figures given; the others are such that the totals balance.

    Args:
        figures: The figures by their short names.
        issuer: The body's name.
        year: The reported year.
        tables: Whether there are tables at all.
    """
    report: dict[str, Any] = {"edition": "2021", "issuer": issuer, "year": year}
    if not tables:
        return report
    disputes = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    return report | {
        "proactive_disclosure": _table_two(figures),
        "requests": _table_three(figures),
        "disputes": dict(zip(disputes, _cases(figures), strict=True)),
    }


def _shared(total: int, given: dict[str, int], names: tuple[str, ...]) -> dict[str, int]:
    """A total shared between names, of which some have their part already."""
    free = [name for name in names if name not in given]
    rest = total - sum(given.values())
    parts = dict.fromkeys(names, 0) | given
    if len(free) > 1:
        parts[free[1]] = rest // 3
        rest -= rest // 3
    if free:
        parts[free[0]] = rest
    assert sum(parts.values()) == total, (total, given)
    return parts


def _row(total: int, **given: int) -> dict[str, int]:
    """A row of table three: what is not given as others' is natural persons', a few of them enterprises'."""
    columns = tuple(_APPLICANTS.values())
    return _shared(total, given, columns) | {"total": total}


def _table_three(figures: dict[str, Any]) -> dict[str, Any]:
    groups = {name: figures[name] for name in _GROUPS if name in figures}
    for name, rows in _ROWS.items():
        below = [figures[f"{name}{i}"] for i in range(1, len(rows) + 1) if f"{name}{i}" in figures]
        if below:
            groups.setdefault(name, sum(below))
    received, carried_in, answered, carried_out = _balance(figures, sum(groups.values()), len(groups))
    shares = _shared(answered, groups, tuple(_GROUPS))
    outcomes: dict[str, Any] = {}
    for name, group in _GROUPS.items():
        if name not in _ROWS:
            outcomes[group] = _row(shares[name])
            continue
        rows = _ROWS[name]
        given = {row: figures[f"{name}{i}"] for i, row in enumerate(rows, 1) if f"{name}{i}" in figures}
        outcomes[group] = {row: _row(value) for row, value in _shared(shares[name], given, rows).items()}
    applicants = {_APPLICANTS[key[4:]]: value for key, value in figures.items() if key.startswith("rec.")}
    return {
        "received": _row(received, **applicants),
        "carried_in": _row(carried_in),
        "outcomes": outcomes | {"total": _row(answered)},
        "carried_out": _row(carried_out),
    }


def _balance(figures: dict[str, Any], named: int, groups: int) -> tuple[int, int, int, int]:
    """Received, carried in, answered and carried out, such that they balance."""
    received, answered = figures.get("rec"), figures.get("tot")
    carried_in, carried_out = figures.get("cin"), figures.get("out")
    if received is None and answered is None and not groups:
        return 1847, 93, 1822, 118
    if answered is None and received is None:
        answered = named + (0 if groups == len(_GROUPS) else 7)
    if answered is None:
        answered = int(received or 0) + (carried_in or 0) - (carried_out or 0)
    if received is None:
        received = answered + (carried_out or 0) - (carried_in or 0)
    if carried_in is None:
        carried_in = max(answered + (carried_out or 0) - received, 0)
    return received, carried_in, answered, received + carried_in - answered


def _cases(figures: dict[str, Any]) -> list[dict[str, int]]:
    """The three groups of table four; litigation given as a whole is shared between its two groups."""
    reconsideration = _group(figures, "fy", 7)
    if any(key.startswith(("sd", "sa")) for key in figures):
        return [reconsideration, _group(figures, "sd", 0), _group(figures, "sa", 0)]
    if not any(key.startswith("ss") for key in figures):
        return [reconsideration, _group(figures, "sd", 3), _group(figures, "sa", 2)]
    whole = _group(figures, "ss", 0)
    after = {name: whole[name] // 2 for name in _RESULTS.values()}
    direct = {name: whole[name] - after[name] for name in after}
    return [reconsideration, direct | {"total": sum(direct.values())}, after | {"total": sum(after.values())}]


def _group(figures: dict[str, Any], key: str, usual: int) -> dict[str, int]:
    given = {_RESULTS[k[2:]]: value for k, value in figures.items() if re.fullmatch(f"{key}[wjqp]", k)}
    total = figures.get(key, sum(given.values()) if given else usual)
    return _shared(total, given, tuple(_RESULTS.values())) | {"total": total}


def _table_two(figures: dict[str, Any]) -> dict[str, Any]:
    value = _USUAL | {key: number for key, number in figures.items() if key in _USUAL}
    documents = {
        row: {"issued": value[f"{key}i"], "repealed": value[f"{key}r"], "in_force": value[f"{key}f"]}
        for key, row in (("gz", "government_rules"), ("gf", "normative_documents"))
    }
    decisions = {"licensing": "xk", "penalties": "cf", "compulsion": "qz"}
    return documents | {row: {"decisions": value[key]} for row, key in decisions.items()} | {
        "administrative_fees": {"amount": value["sf"]}
    }  # fmt: skip
