"""A report: what its six sections say, and what a reader noticed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import field, fields, frozen

from ..i18n import Renderable, Wording, msg, said
from .cells import UNKNOWN, Annotated, Cell, State, Unknown, Unreadable
from .editions import EDITIONS, IN_FORCE, Edition
from .form import SectionMeta, Source, meta, one_of, section
from .tables import Disputes, ProactiveDisclosure2019, ProactiveDisclosure2021, Requests, Text

REGULATIONS = Source(
    "《中华人民共和国政府信息公开条例》第五十条",
    "Regulations on Open Government Information (State Council Decree 711), Art. 50",
)
ARTICLE_20 = Source(
    "《中华人民共和国政府信息公开条例》第二十条",
    "Regulations on Open Government Information (State Council Decree 711), Art. 20",
)

if TYPE_CHECKING:
    from .layout import Layout

NoteKind: TypeAlias = Literal["missing-column", "foreign-row", "uncertain-edition", "uncertain-reading"]


@frozen(weakref_slot=False)
class Place:
    """Where something stands in the file; what the form of the file does not have is None.

    All numbers count from 1. `row` and `column` are those of the grid with merged cells spread out.

    Attributes:
        page: Page of a paged document.
        sheet: Name of a spreadsheet's sheet.
        table: Number of the table in the document.
        row: Row in the table.
        column: Column in the table.
        line: Line of a text file.
        text: What stands there.
    """

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    text: str | None = None


@cache
def _section_keys() -> tuple[str, ...]:
    return tuple(f.name for f in fields(Report) if isinstance(meta(f), SectionMeta))


@cache
def _table_numbers() -> tuple[int, ...]:
    return tuple(number for number, key in enumerate(_section_keys(), 1) if hasattr(IN_FORCE, key))


@frozen(weakref_slot=False)
class OutlineEntry:
    """A heading as found: its text, and the key of the section it opens (None if it opens none)."""

    text: str
    section: str | None = one_of(_section_keys)


@frozen(weakref_slot=False)
class UnreadRow:
    """A row of figures that could not be placed: its text, and the number of the prescribed table (2 to 4)."""

    text: str
    table: int | None = one_of(_table_numbers)


@frozen(weakref_slot=False)
class Note:
    """What else a reader noticed.

    Attributes:
        kind: ``missing-column``, ``foreign-row``, ``uncertain-edition`` or ``uncertain-reading``.
        about: The address that it is about: a section, a row, a cell or a column (``requests.enterprise``).
        text: What was found there, quoted.
    """

    kind: NoteKind
    about: str
    text: str


@frozen(weakref_slot=False)
class Prose:
    """A section of prose: its heading as written, and its text."""

    heading: Text = UNKNOWN
    text: Text = UNKNOWN


class NotEvaluated(LookupError):  # noqa: N818 - a third answer, not an error
    """Something that a rule could not check, because what it needs is not given or cannot be read.

    A rule lets it pass when :meth:`Report.number` raises it, or yields one for each thing that it could not check.

    Args:
        cells: The address or addresses that it would have been about.
        text: Why not: one text, or one for each language.
    """

    def __init__(self, cells: str | tuple[str, ...], text: Wording | Renderable) -> None:
        super().__init__()
        self.cells = (cells,) if isinstance(cells, str) else cells
        self.text = said(text)

    def __str__(self) -> str:
        return self.text.render("en")


def _prose(_: Report) -> Prose:
    return Prose()


def _table(key: str) -> Any:
    """What makes the edition's own empty table `key`."""
    return lambda report: getattr(EDITIONS[report.edition], key)()


@frozen(weakref_slot=False)
class Report:
    """A government information disclosure annual report (政府信息公开工作年度报告).

    Every figure has an address, a dotted path of attribute names: ``report["requests.received.total"]`` is
    ``report.requests.received.total``. What is not given is ``UNKNOWN``; what the document lacks is ``None``.

    Attributes:
        edition: Key of the edition of the format.
        title: The title as written, on one line.
        issuer: The body that reports, as the title names it, white space removed.
        year: The reported year.
        preamble: The text between the title and the first heading.
        overview: Section one, 总体情况.
        proactive_disclosure: Section two with table two; its class depends on the edition.
        requests: Section three with table three.
        disputes: Section four with table four.
        problems: Section five, 存在的主要问题及改进情况.
        other_matters: Section six, 其他需要报告的事项.
        outline: The headings as found, in order.
        unread: The rows of figures that could not be placed.
        notes: What else the reader noticed.
        locations: Where each figure and heading stood, by address; no part of a report's equality.
    """

    edition: str = IN_FORCE.key
    title: Text = UNKNOWN
    issuer: Text = UNKNOWN
    year: int | Unknown | None = UNKNOWN
    preamble: Text = UNKNOWN
    overview: Prose = section(_prose, "一、", "总体情况", "Overview", source=REGULATIONS)
    proactive_disclosure: ProactiveDisclosure2021 | ProactiveDisclosure2019 = section(
        _table("proactive_disclosure"),
        "二、",
        "主动公开政府信息情况",
        "Proactive disclosure",
        source=ARTICLE_20,
        aliases=("主动公开情况", "主动公开政府信息的情况"),
    )
    requests: Requests = section(
        _table("requests"),
        "三、",
        "收到和处理政府信息公开申请情况",
        "Requests received and handled",
        source=REGULATIONS,
        aliases=("收到和处理政府信息公开申请的情况", "依申请公开政府信息情况"),
    )
    disputes: Disputes = section(
        _table("disputes"),
        "四、",
        "政府信息公开行政复议、行政诉讼情况",
        "Reconsideration and litigation",
        source=REGULATIONS,
        aliases=("因政府信息公开工作被申请行政复议、提起行政诉讼情况", "行政复议、行政诉讼情况"),
    )
    problems: Prose = section(
        _prose,
        "五、",
        "存在的主要问题及改进情况",
        "Main problems and improvements",
        source=REGULATIONS,
        aliases=(
            "政府信息公开工作存在的主要问题及改进情况",
            "存在的主要问题和改进措施",
            "存在问题及改进情况",
        ),
    )
    other_matters: Prose = section(
        _prose,
        "六、",
        "其他需要报告的事项",
        "Other matters",
        source=REGULATIONS,
        aliases=("需要报告的其他事项", "其他需要报告事项"),
    )
    outline: tuple[OutlineEntry, ...] | Unknown = UNKNOWN
    unread: tuple[UnreadRow, ...] = ()
    notes: tuple[Note, ...] = ()
    locations: Mapping[str, Place] = field(factory=dict, eq=False, repr=False)

    def __getitem__(self, address: str) -> Any:
        """What stands at an address: a cell, a row or a section.

        Raises:
            KeyError: There is no such address in the report's edition; the message names the nearest one.
        """
        return _layout_of(EDITIONS[self.edition]).get(self, address)

    def number(self, address: str) -> int | Decimal:
        """The figure at `address` as it counts in an identity: blank and absent are 0.

        Raises:
            KeyError: There is no such address.
            NotEvaluated: The cell is unknown or unreadable; a rule that lets it pass counts as not evaluated.
        """
        value: Cell = self[address]
        return number_of(value, address)


LISTS: dict[str, type[Any]] = {"outline": OutlineEntry, "unread": UnreadRow, "notes": Note}
"""The fields of a report that are lists, and the class of their entries."""


@cache
def _layout_of(edition: Edition) -> Layout:
    from .layout import layout  # which needs Report, to derive the addresses from its fields

    return layout(edition.key)


def number_of(value: Cell, address: str) -> int | Decimal:
    """The number that stands for a cell in an identity.

    Raises:
        NotEvaluated: The cell is unknown or unreadable.
    """
    match value:
        case int() | Decimal():
            return value
        case Annotated(number=number):
            return number
        case None | State.ABSENT:
            return 0
        case Unreadable(text=text):
            raise NotEvaluated((address,), msg("{cell} holds no number: {text}", cell=address, text=text))
        case State.UNKNOWN:
            raise NotEvaluated((address,), msg("{cell} is unknown", cell=address))
    raise TypeError(f"{address} is no cell")
