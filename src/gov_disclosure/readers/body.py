"""Which part of a document is the report, and which the page around it.

A published page has menus, a path, an index card, dates, buttons and a foot around the report. They are no text of the
report: a foot must not fill an empty section six, nor the date of publication go into the text before section one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from ..report.cells import clean
from ..report.model import Place
from ..report.titles import Title
from .document import Block, Document, Grid, Paragraph, texts_of
from .headings import Heading, choose_headings, find_title, heading_lines
from .labels import fold, words

_LONGEST_REMARK = 200
_ENDS_SENTENCE = re.compile(r"[。；！？]")
_ABOUT_PAGE = re.compile(
    r"(?:发布|发文|成文|生成|公开|公布|更新|录入|提交|印发|生效|失效|废止)(?:时间|日期)|索引号|信息索引|主题(?:分类|词)|发布(?:机构|单位)|"
    r"公开(?:方式|形式|范围|类别|责任部门)|文号|发文字号|文件编号|信息(?:名称|来源|分类)|(?:文章|稿件|内容)?来源[::]|名称[::]|体裁|"
    r"关键[词字]|有效性|时效|作者[::]|(?:责任|责编)?编辑[::]|浏览(?:次数|量)|点击(?:数|量|次数|率)|阅读(?:次数|量)|访问(?:次数|量)|字体|字号|"
    r"(?:您)?(?:当前|现在|所在)(?:的)?位置|首页[>›»]|视力保护色|收藏|保存|[打列]印|关闭|分享"
)
_BUTTONS = (
    r"(?:[\[(【〖]?(?:打印|打印本页|打印此页|打印页面|关闭|关闭窗口|关闭本页|关闭页面|收藏|收藏本页|保存|分享|分享到|一键分享|返回|返回顶部|"
    r"返回首页|返回列表|字体|字号|大|中|小|微信|微博|qq空间)[\])】〗]?[:|/·]*)+$"
)
_FOOT = re.compile(
    rf"{_BUTTONS}|[\[(【〖]?(?:扫一扫|上一[篇条页]|下一[篇条页]|相关(?:链接|文章|阅读|新闻|稿件|推荐)|(?:主办|承办|协办|版权|技术支持|"
    r"网站维护|运行维护)(?:单位|方)?[::]|版权所有|(?:政府)?网站标识码|联系我们|网站地图|关于我们|友情链接|站点地图|网站声明|(?:责任)?编辑[::]|"
    r"责编[::]|(?:信息|文章|稿件)?来源[::]|发布(?:时间|日期)[::]|浏览(?:次数|量)[::]|您是第|copyright|©|[\u4e00-\u9fff]icp备|"
    r"[\u4e00-\u9fff]公网安备|备案号[::])",
    re.IGNORECASE,
)


@frozen
class Body:
    """The part of a document that is the report.

    Attributes:
        blocks: Its paragraphs and grids.
        headings: The headings of its sections, in order.
        title: Its title, or None.
        title_place: Where the title stands.
        aside: The indexes of the blocks that are no text of a section: the title, a table of contents, and what a page
            says about itself.
    """

    blocks: Sequence[Block]
    headings: list[Heading]
    title: Title | None
    title_place: Place | None
    aside: set[int]


def find_body(document: Document, is_of_form: Callable[[Grid], bool]) -> Body:
    """The report in a document.

    Args:
        document: What a reader found.
        is_of_form: Whether a grid holds anything of a prescribed table.
    """
    blocks = document.blocks
    worded = heading_lines(blocks)
    headings, contents = choose_headings(worded)
    start, end = _span(document, headings, is_of_form)
    title, place, lines = _title(document, start, _first(headings, start, end))
    if lines:
        start = min(start, lines[0])
    if (start, end) != (0, len(blocks)):
        blocks = blocks[start:end]
        headings, contents = choose_headings(worded, start, end)
    first = headings[0].index if headings else len(blocks)
    aside = contents | {line - start for line in lines}
    if document.parts and title and lines:
        aside |= set(range(lines[-1] - start))  # the page's own lines above the title
    aside |= {min(contents) - 1} if contents and _names_contents(blocks, min(contents) - 1) else set()
    aside |= _again(blocks[:first], title, aside)
    aside |= {i for i in range(first) if i not in aside and _speaks_of_page(blocks[i])} if headings else set()
    aside |= _foot(blocks, headings[-1].index + 1, is_of_form) if headings else set()
    return Body(blocks, headings, title, place, aside)


def _span(document: Document, headings: Sequence[Heading], is_of_form: Callable[[Grid], bool]) -> tuple[int, int]:
    """The smallest part of a document that holds all of its prescribed tables and sections."""
    whole = 0, len(document.blocks)
    if not document.parts:
        return whole
    grids = [i for i, block in enumerate(document.blocks) if isinstance(block, Grid) and is_of_form(block)]

    def held(part: tuple[int, int]) -> int:
        sections = {h.section for h in headings if part[0] <= h.index < part[1]}
        return len(sections) + sum(1 for i in grids if part[0] <= i < part[1])

    return max((whole, *document.parts), key=lambda part: (held(part), part[0] - part[1])) if headings else whole


# The title --------------------------------------------------------------------------------------------------------


def _first(headings: Sequence[Heading], start: int, end: int) -> int:
    return next((h.index for h in headings if start <= h.index < end), end)


def _title(document: Document, start: int, first: int) -> tuple[Title | None, Place | None, list[int]]:
    """The title, its place and its lines: in the report's own part, nearest above it, or given beside the text.

    What the file says is its title goes before lines of the page around the report that say otherwise.
    """
    blocks = document.blocks
    given = [(title, p.place, list[int]()) for p in document.titles for title, _ in _titles([p], 0, 1)]
    names = {_said(title) for title, *_ in given if _rank(title) == 0}
    above = [(title, blocks[lines[0]].place, lines) for title, lines in _without_links(document, first)]
    own = [found for found in above if found[2][0] >= start]
    around = [found for found in above if found[2][0] < start and (not names or _said(found[0]) in names)]
    # One that names body and year goes before one that does not, as the name of a column of the site.
    return min([*reversed(own), *reversed(around), *given], key=lambda f: _rank(f[0]), default=(None, None, []))


def _without_links(document: Document, end: int) -> list[tuple[Title, list[int]]]:
    """The titles before a block, but for those that stand in one element with others: links to other reports."""
    whole = 0, len(document.blocks)
    found = list(_titles(document.blocks, 0, end))
    holders = [
        min((p for p in (*document.parts, whole) if p[0] <= lines[0] < p[1]), key=lambda p: p[1] - p[0])
        for _, lines in found
    ]
    named = {holder: {_said(t) for (t, _), h in zip(found, holders, strict=True) if h == holder} for holder in holders}
    return [title for title, holder in zip(found, holders, strict=True) if holder == whole or len(named[holder]) == 1]


def _said(title: Title) -> tuple[str | None, int | None]:
    return title.issuer, title.year


def _rank(title: Title) -> int:
    return (title.year is None) + (title.issuer is None)


def _titles(blocks: Sequence[Block], start: int, end: int) -> Iterator[tuple[Title, list[int]]]:
    while start < end:
        title, taken = find_title(blocks, end, start)
        if title is None:
            return
        yield title, sorted(taken)
        start = max(taken) + 1


def _names_contents(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block says that a table of contents follows."""
    block = blocks[index] if index >= 0 else None
    return isinstance(block, Paragraph) and words(block.text) in ("目录", "目次")


def _again(blocks: Sequence[Block], title: Title | None, aside: set[int]) -> set[int]:
    """The lines that say the title once more."""
    if title is None:
        return set()
    other = [(i, block) for i, block in enumerate(blocks) if i not in aside]
    return {
        i
        for again, lines in _titles([block for _, block in other], 0, len(other))
        if _said(again) == _said(title)
        for i in (other[line][0] for line in lines)
    }


# What a page says about itself --------------------------------------------------------------------------------------


def _remark(block: Block) -> str:
    """A short text without a sentence, folded; empty if the block is something else."""
    if isinstance(block, Paragraph):
        text = block.text
    elif sum(map(len, block.rows)) > _LONGEST_REMARK:
        return ""
    else:
        text = " ".join(clean(text) for row in block.rows for text in texts_of(row))
    return "" if len(text) > _LONGEST_REMARK or _ENDS_SENTENCE.search(text) else fold(text)


def _speaks_of_page(block: Block) -> bool:
    """Whether a block before the first heading is about the page: its date, its index number, its buttons."""
    return _ABOUT_PAGE.match(_remark(block).lstrip("[(【〖")) is not None


def _foot(blocks: Sequence[Block], start: int, is_of_form: Callable[[Grid], bool]) -> set[int]:
    """The foot of the page: from its first line on everything, unless a prescribed table comes after it."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if _FOOT.match(_remark(block)):
            rest = range(index, len(blocks))
            later = [block for block in blocks[index:] if isinstance(block, Grid)]
            return set() if any(map(is_of_form, later)) else set(rest)
    return set()
