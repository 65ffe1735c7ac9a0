"""What the words beside a number are about: cells of the tables, or sums of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from attrs import define, field

from .model import ORGANISATIONS, TOTAL, Reading, Slot
from .tokens import Token
from .vocabulary import Sort

OUTCOMES = "requests.outcomes"
RECEIVED, CARRIED_IN, CARRIED_OUT = "requests.received", "requests.carried_in", "requests.carried_out"
DIRECT, AFTER = "disputes.litigation_direct", "disputes.litigation_after_reconsideration"
DISPUTES = {
    "reconsideration": ("disputes.reconsideration",),
    "litigation": (DIRECT, AFTER),
    "direct": (DIRECT,),
    "after": (AFTER,),
    "both": ("disputes.reconsideration", DIRECT, AFTER),
}
_EITHER = (("reconsideration",), ("litigation",), ("both",))
ACTS: dict[Sort, dict[str, tuple[str, ...]]] = {
    Sort.ISSUE: {"2021": ("issued",), "2019": ("made", "newly_public")},
    Sort.REPEAL: {"2021": ("repealed",), "2019": ()},
    Sort.IN_FORCE: {"2021": ("in_force",), "2019": ("public_total",)},
}
"""The columns of table two that an act with documents can mean, by edition."""
OPENED = "opened"
"""公开 and words with it that can mean granted alone, or granted in whole or in part."""
ATTRIBUTE = "依申请公开"
"""Applications, or an attribute of documents beside 主动公开 and 不予公开."""
_NO_DECISION = (Sort.RECEIVE, Sort.RECEIVE_NEW, Sort.BARE_REQUEST, Sort.REQUEST, Sort.IN_FORCE, Sort.OUTCOME)
"""What is not done with decisions: 公开行政许可结果 counts what was published."""
_STILL = ("继续有效", "保持有效")
"""What may leave out the documents that are new."""
_OF_2019 = ("other_services",)
"""The decisions that only the form of 2019 counts."""
_PEOPLE = ("群众", "居民", "市民", "公众", "社会公众", "社会")
_HANDED_IN = ("提交", "提出", "递交", "发起")
ACTIVE = (Sort.RECEIVE, Sort.RECEIVE_NEW, Sort.HANDLE, Sort.ANSWER, Sort.CLOSED)
_REACHES = (("收到",), ("接到",), ("收到过",), ("接到过",))
"""What does not say that a body has heard a case: 未收到行政复议申请."""
_PASSED_ON = ("转至", "转到")
"""What carries over only to a year: 转至相关部门."""
_VERBS = (Sort.RECEIVE, Sort.RECEIVE_NEW, Sort.HANDLE, Sort.ANSWER)


@define
class Context:
    """What the sentences so far were about.

    Attributes:
        edition: Key of the report's edition.
        topic: ``requests``, ``disputes``, ``documents``, ``decisions``, ``foreign`` or empty.
        kinds: The words for the disputes or documents last spoken of.
        act: What was last done with documents.
        disclosure: Whether the sentence, or its heading, names the disclosure of information.
        active: Whether the sentence speaks of hearing cases.
        near: Whether the topic was named in this sentence.
        outcomes: The outcomes that the sentence has counted.
        counted: Whether a number has followed the last of `kinds`.
        wider: Whether the sentence goes on to say which of the disputes are about disclosure.
        among: Whether the sentence speaks of some of the applications that it counts.
        older: Whether the sentence speaks of what was left from the year before.
        denied: Whether there was none of what is spoken of.
        aside: Whether something that no table counts was counted before, of which the rest may have come: 抽检…批次.
    """

    edition: str = "2021"
    topic: str = ""
    kinds: tuple[str, ...] = ()
    act: Sort | None = None
    disclosure: bool = False
    active: bool = False
    near: bool = False
    wider: bool = False
    among: bool = False
    older: bool = False
    denied: bool = False
    counted: bool = False
    aside: bool = False
    outcomes: tuple[str, ...] = ()


@define
class Label:
    """The words beside a number, sorted."""

    words: Sequence[Token]
    sorts: dict[Sort, list[Token]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.sorts = {}
        for word in self.words:
            self.sorts.setdefault(word.sort, []).append(word)

    def has(self, *sorts: Sort) -> bool:
        """Whether a word of one of these sorts is there."""
        return any(sort in self.sorts for sort in sorts)

    def values(self, sort: Sort) -> tuple[str, ...]:
        """What the words of a sort stand for, each once."""
        return tuple(dict.fromkeys(word.value for word in self.sorts.get(sort, ())))


def about(label: Label, context: Context, unit: str) -> list[tuple[Reading, ...]]:
    """What a number is about: for each thing that it is said of, the ways to understand it. Empty if for none."""
    if label.has(Sort.FOREIGN):
        return []
    if label.has(Sort.MONEY) or unit == "万元":
        return _fees(label, context, unit)
    if label.has(Sort.DISPUTE) or (context.topic == "disputes" and label.has(Sort.RESULT, Sort.CLOSED)):
        return _disputes(label, context)
    of_documents = context.topic == "documents" and label.has(*ACTS) and not label.has(Sort.REQUEST, Sort.BARE_REQUEST)
    if label.has(Sort.DOCUMENT) or of_documents:
        return _documents(label, context)
    if label.has(Sort.DECISION):
        return [] if context.wider or context.aside else _decisions(label, context, unit)
    return _requests(label, context, unit)


def _one(*rows: str, column: str = TOTAL) -> Reading:
    return Reading(tuple(Slot(row, column) for row in rows))


def _fees(label: Label, context: Context, unit: str) -> list[tuple[Reading, ...]]:
    if not label.has(Sort.MONEY) or context.edition != "2021" or unit not in ("万元", ""):
        return []
    return [(_one("proactive_disclosure.administrative_fees", column="amount"),)]


def _each(label: Label, readings: list[tuple[Reading, ...]]) -> list[tuple[Reading, ...]]:
    """Several things: each of them where the sentence says so, else their sum."""
    if len(readings) < 2 or label.has(Sort.EACH, Sort.ALL):
        return readings
    return [(Reading(tuple(slot for several in readings for slot in several[0].plus)),)]


# Table four -------------------------------------------------------------------------------------------------------


def _disputes(label: Label, context: Context) -> list[tuple[Reading, ...]]:
    kinds = label.values(Sort.DISPUTE) or context.kinds
    results = label.values(Sort.RESULT)
    of_something = label.has(Sort.CARRY, Sort.OUTCOME, Sort.DECISION, Sort.DOCUMENT, Sort.MONEY)
    if of_something or not set(kinds) <= DISPUTES.keys() or not _are_about_disclosure(label, context):
        return []
    if (len(results) > 1 and "pending" in results) or (label.has(Sort.RECEIVE_NEW) and not context.denied):
        return []  # the table counts those of earlier years, too
    kinds = tuple(kind for kind in kinds if kind in ("direct", "after")) or kinds
    columns = results or (TOTAL,)
    if not results and label.has(Sort.CLOSED, Sort.ANSWER):
        if context.older:
            return []  # 上年未结2件，今年审结2件
        closed = Reading(_cases(kinds, columns).plus, _cases(kinds, ("pending",)).plus)
        readings = (closed,) if label.has(Sort.CLOSED) else (_cases(kinds, columns), closed)
        return [readings] if len(kinds) == 1 else []
    if not label.has(Sort.DISPUTE) and (len(kinds) > 1 or not context.near):
        # 复议9件、诉讼7件，其中维持…: of the last, or of all; of either where only a sentence before names them
        either = dict.fromkeys((kinds[-1:], kinds, *(() if context.near else _EITHER)))
        return [tuple(_cases(several, columns) for several in either)]
    return _each(label, [(_cases((kind,), columns),) for kind in kinds])


def _are_about_disclosure(label: Label, context: Context) -> bool:
    """Whether cases are those about disclosure that were brought against the body, as far as the words tell."""
    if context.among and not context.denied:
        return False  # 85件申请中有3件引发行政复议: it counts applications
    if context.wider and not label.has(Sort.DISCLOSURE):
        return False  # 被申请的行政复议案件14件，其中政府信息公开类9件
    if not label.has(Sort.DISCLOSURE, Sort.ARISE, Sort.REQUEST) and label.has(Sort.WIDE):
        return False
    reached = context.denied and not label.has(*ACTIVE[1:]) and label.values(Sort.RECEIVE) in _REACHES
    passive = label.has(Sort.ARISE) or reached or not (context.active or label.has(*ACTIVE))
    return context.disclosure or (passive and context.topic in ("requests", "disputes", ""))


def _cases(kinds: tuple[str, ...], columns: tuple[str, ...]) -> Reading:
    """The cases of some kinds in some columns."""
    rows = dict.fromkeys(row for kind in kinds for row in DISPUTES[kind])
    return Reading(tuple(Slot(row, column) for row in rows for column in columns))


# Table two --------------------------------------------------------------------------------------------------------


def _documents(label: Label, context: Context) -> list[tuple[Reading, ...]]:
    acts = [sort for sort in ACTS if label.has(sort)]
    if label.has(Sort.RECEIVE_NEW) and label.has(Sort.DOCUMENT) and not (acts or label.has(Sort.OUTCOME)):
        acts = [Sort.ISSUE]  # 新增规范性文件6件
    if not acts and context.act is not None and context.near:
        acts = [context.act]
    kinds = label.values(Sort.DOCUMENT) or context.kinds
    if (
        not acts
        or (len(acts) > 1 and not context.denied)
        or not kinds
        or (label.has(Sort.RECEIVE_NEW) and label.has(Sort.IN_FORCE))  # 新增现行有效文件: some of them
        or (label.has(Sort.PART) and not label.has(Sort.DOCUMENT))
    ):
        return []
    rows = [f"proactive_disclosure.{kind}" for kind in kinds]
    columns = [several for act in acts if (several := ACTS[act].get(context.edition, ()))]
    readings = [tuple(_one(row, column=column) for column in several) for row in rows for several in columns]
    if any(word.value in _STILL for word in label.words) and len(readings) == 1:
        new = ACTS[Sort.ISSUE][context.edition][:1]
        readings = [(*readings[0], *(Reading(readings[0][0].plus, (Slot(rows[0], column),)) for column in new))]
    return readings if context.denied else _each(label, readings)


def _decisions(label: Label, context: Context, unit: str) -> list[tuple[Reading, ...]]:
    kinds = label.values(Sort.DECISION)
    counts_something_else = unit in ("条", "项", "个", "部") or (unit == "次" and kinds != ("compulsion",))
    if counts_something_else or label.has(*_NO_DECISION) or (kinds == _OF_2019 and context.edition != "2019"):
        return []
    return _each(label, [(_one(f"proactive_disclosure.{kind}", column="decisions"),) for kind in kinds])


# Table three ------------------------------------------------------------------------------------------------------


def _requests(label: Label, context: Context, unit: str) -> list[tuple[Reading, ...]]:
    if unit == "部" or (unit in ("项", "个") and not any(word.value.endswith("事项") for word in label.words)):
        return []  # applications are counted in 件; these are what they ask for
    if label.has(Sort.IN_FORCE) or any(word.value == "不服" for word in label.words):
        return []  # 有效申请, 对16件答复不服: some of them
    if context.denied and label.has(Sort.CARRY) and label.has(Sort.LAST) and label.has(Sort.NEXT):
        return [(_one(CARRIED_IN),), (_one(CARRIED_OUT),)]
    found = _applications(label, context)
    return [found] if found else []


def _applications(label: Label, context: Context) -> tuple[Reading, ...]:
    column = _column(label)
    named = _names_applications(label, context)
    other = label.has(Sort.BARE_REQUEST) and not named
    if not column or other or (not named and context.topic not in ("requests", "")):
        return ()
    if label.has(Sort.OUTCOME):
        return _outcomes(label, context, column)
    if label.has(Sort.CARRY):
        return _carried(label, column) if named or context.topic == "requests" else ()
    if label.has(Sort.UNFINISHED):
        return (_one(CARRIED_OUT, column=column),)
    cases = any(word.value in ("案件", "案") for word in label.words)
    if named or (context.topic == "requests" and not cases and (label.has(*_VERBS) or column != TOTAL)):
        return _handled(label, column)
    return ()


def _names_applications(label: Label, context: Context) -> bool:
    """Whether the words name applications for disclosure."""
    if label.has(Sort.BARE_REQUEST) and _is_for_disclosure(label, context):
        return True
    attribute = context.topic == "foreign" and context.near and not label.has(*_VERBS)
    if any(a.sort is Sort.DISCLOSURE and b.sort is Sort.ANSWER for a, b in itertools.pairwise(label.words)):
        return True  # 政府信息公开答复
    return any(
        (word.sort is Sort.REQUEST and not (attribute and word.value.startswith(ATTRIBUTE)))
        or word.value == "申请人"
        or _only_applicants(word)
        for word in label.words
    )


def _is_for_disclosure(label: Label, context: Context) -> bool:
    """Whether an application of which the words do not say what it asks for asks for disclosure."""
    if any(
        word.value == "申请事项" or (word.value in _PEOPLE[:3] and context.topic != "requests") for word in label.words
    ):
        return False  # 受理群众申请事项: of any kind
    return context.topic != "foreign"


def _only_applicants(word: Token) -> bool:
    """Whether a word names applicants that the form alone calls so: 法人或其他组织, 法律服务机构."""
    return word.sort is Sort.APPLICANT and word.end - word.start > 4 and word.value != "natural_person"


def _column(label: Label) -> str:
    """The column of the applicants named: all if several kinds are named together, empty if they are no one column."""
    kinds = label.values(Sort.APPLICANT)
    if not kinds or ("natural_person" in kinds and len(kinds) > 1):
        return TOTAL
    if len(kinds) > 1:
        return ORGANISATIONS if ORGANISATIONS in kinds else ""
    return kinds[0]


def _columns(column: str) -> tuple[str, ...]:
    """A column, and those that people may mean instead."""
    return (column, ORGANISATIONS) if column in ("enterprise", "other_org") else (column,)


def _carried(label: Label, column: str) -> tuple[Reading, ...]:
    into = _one(CARRIED_IN, column=column)
    if label.has(Sort.RECEIVE, Sort.RECEIVE_NEW) and label.has(Sort.AND):
        return (Reading((Slot(RECEIVED, column), *into.plus)),)  # 新收和结转合计
    out = _one(CARRIED_OUT, column=column)
    last = label.has(Sort.LAST)
    following = label.has(Sort.NEXT) or any("下" in word for word in label.values(Sort.CARRY))
    here = any(word.value in ("至本年", "本年办理") for word in label.words)
    if not (last or following) and label.values(Sort.CARRY)[0] in _PASSED_ON:
        return ()
    if following and not last:
        return (out,)
    if (last or here) and not following:
        return (into,)
    return (out, into)


def _handled(label: Label, column: str) -> tuple[Reading, ...]:
    """Received, handled or answered."""
    received = label.has(Sort.RECEIVE, Sort.RECEIVE_NEW)
    answered = label.has(Sort.ANSWER) and all(word.value != "应" for word in label.words)  # 应办结: not yet
    if not label.has(*_VERBS, Sort.APPLICANT) and _are_handed_in_by_some(label):
        return ()
    readings: list[Reading] = []
    for one in _columns(column):
        new = Slot(RECEIVED, one)
        if not answered or received:
            readings.append(Reading((new,)))
            if not label.has(Sort.RECEIVE_NEW):
                readings.append(Reading((new, Slot(CARRIED_IN, one))))
        done = Slot(f"{OUTCOMES}.total", one)
        if answered or not received:
            readings.append(Reading((done,)))
        if answered:
            readings.append(Reading((done,), (Slot(CARRIED_IN, one),)))
            readings.append(Reading((done,), (Slot(f"{OUTCOMES}.otherwise", one),)))
    return tuple(readings)


def _are_handed_in_by_some(label: Label) -> bool:
    """Whether applications were handed in, and by whom was said elsewhere: 3人共提交申请42件."""
    values = {word.value for word in label.words}
    return not values.isdisjoint(_HANDED_IN) and values.isdisjoint(_PEOPLE)


def _outcomes(label: Label, context: Context, column: str) -> tuple[Reading, ...]:
    words = label.sorts[Sort.OUTCOME]
    if all(word.value == OPENED and word.end - word.start == 2 for word in words) and not (
        context.topic == "requests" and context.near
    ):
        return ()  # 公开 alone may be said of anything
    names = tuple(dict.fromkeys("granted" if name == OPENED else name for name in label.values(Sort.OUTCOME)))
    opened = names == ("granted",) and any(word.value == OPENED for word in words)
    groups = tuple(name for name in names if "." not in name)
    reasons = tuple(name for name in names if "." in name)
    chosen = reasons or groups
    if reasons and len(groups) > 1:
        return ()
    slots = tuple(Slot(f"{OUTCOMES}.{name}", column) for name in chosen)
    readings = [Reading(slots)]
    if reasons and groups:
        readings.append(Reading((Slot(f"{OUTCOMES}.{groups[0]}", column),)))
    if len(reasons) > 1 and label.has(Sort.EACH):
        return ()
    if opened:
        readings.append(Reading((*slots, Slot(f"{OUTCOMES}.partly_granted", column))))
    if chosen == ("otherwise",):
        readings += _rest(context, column)
    if chosen == ("not_available.not_held",):
        readings.append(Reading((*slots, Slot(f"{OUTCOMES}.not_available.not_compiled", column))))
    return tuple(readings)


def _rest(context: Context, column: str) -> list[Reading]:
    """What else 其他处理 can mean: its row 其他, or all outcomes that the sentence has not named."""
    total = (Slot(f"{OUTCOMES}.total", column),)
    names = dict.fromkeys("granted" if name == OPENED else name for name in context.outcomes if "." not in name)
    named = tuple(Slot(f"{OUTCOMES}.{name}", column) for name in names)
    rest = [Reading(total, tuple(slot for slot in named if not slot.rows.endswith("otherwise")))] if named else []
    return [Reading((Slot(f"{OUTCOMES}.otherwise.other", column),)), *(r for r in rest if r.minus)]
