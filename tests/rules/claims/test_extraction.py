"""What a sentence claims: the number, what it is about, and of what it speaks."""

import pytest

from gov_disclosure.rules.claims.model import Breakdown, Claim, Scope, Share
from gov_disclosure.rules.claims.reading import statements


def stated(text, issuer="青山县人民政府", year=2023, edition="2021"):
    """What a text in section one states."""
    return statements((text, "", ""), issuer, year, edition)


def claims(text, **body):
    """The claims of a text: number, rows and column of the most obvious reading, and scope."""
    return [
        (int(claim.number), [(slot.rows, slot.column) for slot in claim.about[0].plus], claim.scope)
        for claim in stated(text, **body)
        if isinstance(claim, Claim)
    ]


WHOLE, NARROWER, OTHER = Scope.WHOLE, Scope.NARROWER, Scope.OTHER_YEAR
RECEIVED, GRANTED = ("requests.received", "total"), ("requests.outcomes.granted", "total")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全县共收到政府信息公开申请85件。", [(85, [RECEIVED], WHOLE)]),
        ("收到申请85件，其中予以公开33件。", [(85, [RECEIVED], WHOLE), (33, [GRANTED], WHOLE)]),
        ("6件申请中，3件予以公开。", [(6, [RECEIVED], WHOLE), (3, [GRANTED], WHOLE)]),
        ("上年结转申请4件。", [(4, [("requests.carried_in", "total")], WHOLE)]),
        ("2022年结转的申请4件。", [(4, [("requests.carried_in", "total")], WHOLE)]),
        ("结转至2024年办理的申请2件。", [(2, [("requests.carried_out", "total")], WHOLE)]),
        ("法人或其他组织申请7件。", [(7, [("requests.received", "organisations")], WHOLE)]),
        ("未收到政府信息公开申请。", [(0, [RECEIVED], WHOLE)]),
        (
            "行政复议、行政诉讼案件分别为9件和7件。",
            [
                (9, [("disputes.reconsideration", "total")], WHOLE),
                (7, [("disputes.litigation_direct", "total"),
                     ("disputes.litigation_after_reconsideration", "total")], WHOLE),
            ],
        ),
        (
            "制发行政规范性文件12件，废止7件。",
            [
                (12, [("proactive_disclosure.normative_documents", "issued")], WHOLE),
                (7, [("proactive_disclosure.normative_documents", "repealed")], WHOLE),
            ],
        ),
        ("收到申请6件，均为自然人申请。", [(6, [RECEIVED], WHOLE), (6, [("requests.received", "natural_person")], WHOLE)]),
    ],
)  # fmt: skip
def test_a_claim_knows_what_it_is_about(text, found):
    """Number and cells of what a sentence says about the whole."""
    assert claims(text) == found


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("县政府办公室收到政府信息公开申请17件。", NARROWER),
        ("县自然资源局收到政府信息公开申请31件。", NARROWER),
        ("通过网站收到政府信息公开申请60件。", NARROWER),
        ("关于征地的政府信息公开申请33件。", NARROWER),
        ("上半年收到政府信息公开申请41件。", NARROWER),
        ("1至9月，收到政府信息公开申请60件。", NARROWER),
        ("全市收到政府信息公开申请985件。", NARROWER),
        ("2022年收到政府信息公开申请73件。", OTHER),
        ("上年度收到政府信息公开申请73件。", OTHER),
        ("2024年计划制发行政规范性文件10件。", Scope.PLANNED),
        ("青山县人民政府收到政府信息公开申请85件。", WHOLE),
        ("全县各部门、各乡镇共收到政府信息公开申请85件。", WHOLE),
        ("2023年1月1日至12月31日，收到政府信息公开申请85件。", WHOLE),
        ("通过各种渠道收到政府信息公开申请85件。", WHOLE),
        ("全县各乡镇收到政府信息公开申请31件。", NARROWER),
        ("过去一年，收到政府信息公开申请85件。", WHOLE),
    ],
)
def test_a_claim_knows_its_scope(text, scope):
    """Another organ, a channel, a subject, a span of the year or another year are told from the whole."""
    assert [found[2] for found in claims(text)] == [scope]


def test_a_part_stays_a_part_until_the_whole_is_named():
    """What follows 其中 a part is a part of that part; the next sentence about the whole is not."""
    text = "县政府办公室收到政府信息公开申请17件，其中予以公开5件。全县共收到政府信息公开申请85件。"
    assert [scope for _, _, scope in claims(text)] == [NARROWER, NARROWER, WHOLE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("从申请渠道看，网上申请60件、信函申请25件；从申请主体看，自然人78件。", [NARROWER, NARROWER, WHOLE]),
        ("县政府办公室收到申请17件；从渠道看，网上12件；从申请主体看，自然人15件。", [NARROWER, NARROWER]),
        ("行政处罚642件（简易程序480件、普通程序162件），行政强制94件。", [WHOLE, WHOLE]),
        ("因政府信息公开纠正不当行为7件（行政复议6件、行政诉讼1件）。", [NARROWER, NARROWER]),
        ("收到申请85件（2022年73件），办结87件。", [WHOLE, WHOLE]),
        ("法人或其他组织申请7件（含结转1件），自然人78件。", [WHOLE, NARROWER, WHOLE]),
    ],
)
def test_what_is_told_in_passing_does_not_last(text, found):
    """Channels, brackets and the years in them narrow what they are about, and nothing behind them."""
    assert [claim[2] for claim in claims(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("信访举报投诉类申请4件，重复申请2件，均不予处理。", ["petition_or_complaint", "repeated"]),
        ("五件行政复议、两件行政诉讼被纠正。", ["corrected", "corrected"]),
        ("政府信息公开行政复议维持、纠正分别为5件和1件。", ["upheld", "corrected"]),
        ("被提起政府信息公开行政诉讼7件，法院已全部审结，4件维持。", ["total", "upheld"]),
        ("被法院判决纠正1件。", ["corrected"]),
        ("收到申请6件（均为自然人），答复7件。", ["total", "natural_person", "total"]),
    ],
)
def test_a_result_belongs_to_what_it_is_told_of(text, found):
    """What is told of several numbers, before or behind them, is told of each; what some are, not all need to be."""
    slots = [about[0] for _, about, scope in claims(text) if scope is WHOLE]
    assert [rows.rpartition(".")[2] if "not_processed" in rows else column for rows, column in slots] == found


@pytest.mark.parametrize(
    "text",
    [
        "办理12345热线工单3214件，办结3200件。",
        "办理建议提案40件，答复40件。",
        "制发公文189件，主动公开82件、依申请公开31件、不予公开76件。",
        "司法局受理行政复议案件132件，审结120件。",
        "未发生行政诉讼败诉案件。",
        "公示行政处罚决定4100条。",
        "申请量由73件增至85件。",
        "部分单位未收到政府信息公开申请。",
        "没有应受理而未受理申请的情况。",
        "约收到政府信息公开申请80余件。",
    ],
)
def test_what_no_table_counts_is_no_claim_about_the_whole(text):
    """Hotline calls, proposals, documents, lost cases, changes and what some had are not claims about the tables."""
    assert [found for found in claims(text) if found[2] is WHOLE] == []


def test_the_body_is_known_by_its_own_names():
    """An office that reports for itself is the whole of its report; 我局 is whoever writes."""
    text = "县政府办公室收到政府信息公开申请17件。"
    assert claims(text, issuer="青山县人民政府办公室")[0][2] is WHOLE
    assert claims("我局收到政府信息公开申请3件。", issuer="临水市教育局")[0][2] is WHOLE
    assert claims("市教育局收到政府信息公开申请3件。", issuer="临水市教育局")[0][2] is WHOLE
    assert claims("全市收到政府信息公开申请3件。", issuer="临水市教育局")[0][2] is NARROWER


def test_acts_with_documents_follow_the_edition():
    """Edition 2019 counts what was made; it has no column for what was repealed."""
    text = "新制作规范性文件6件，废止规范性文件3件。"
    assert claims(text, edition="2019", year=2020) == [
        (6, [("proactive_disclosure.normative_documents", "made")], WHOLE)
    ]


def test_a_share_knows_its_part_and_base():
    """A percentage is read with the count before it and the counts that it can be a share of."""
    [share] = [one for one in stated("收到来稿85篇，其中采用78篇，占91.8%。") if isinstance(one, Share)]
    assert f"{share.percent} {share.part} {share.bases[0]}" == "91.8 78 85"


@pytest.mark.parametrize(
    "text",
    [
        "满意率98.5%，按期办结率100%。",
        "收到申请85件，较上年增长16.4%。",
        "收到申请85件，占全市的6.3%。",
        "收到申请85件，办结83件，办结率100%，其余2件正在办理。",
        "予以公开45件，占51.7%，不予公开10件，占11.5%。",
    ],
)
def test_a_percentage_of_something_not_stated_is_left_alone(text):
    """Growth, rates of what was due and shares without a stated base are not worked out."""
    assert not [one for one in stated(text) if isinstance(one, Share)]


@pytest.mark.parametrize(
    ("text", "parts", "are_all"),
    [
        ("公开信息140条，其中党务70条、政务80条。", (70, 80), False),
        ("解读24篇，分为文字12篇、图片8篇和视频3篇。", (12, 8, 3), True),
        ("收到申请85件，其中自然人78件（其中网上60件）、法人或其他组织7件。", (78, 7), False),
    ],
)
def test_a_total_is_read_with_its_parts(text, parts, are_all):
    """After 其中 follow some parts, after 分为 all; what stands in brackets are parts of a part."""
    found = [one for one in stated(text) if isinstance(one, Breakdown)]
    assert (found[-1].parts, found[-1].all) == (parts, are_all)


@pytest.mark.parametrize(
    "text",
    [
        "自然资源领域收到政府信息公开申请26件。",
        "6家企业提出8件申请。",
        "截至本报告发布之日，办结申请4件。",
        "新系统试运行后，收到政府信息公开申请5件。",
        "（一）县直部门情况。共收到政府信息公开申请5件。",
        "不包括乡镇，收到申请12件。",
        "我局办理申请16件，局属单位办理4件。",
        "无法提供、不予处理等情形21件。",
        "此类申请共12件。",
    ],
)
def test_what_is_said_of_a_part_is_none_of_the_whole(text):
    """A field, some people, a day, a heading, an exception or a neighbour makes a number one of a part."""
    assert all(scope is not WHOLE for _, _, scope in claims(text))


@pytest.mark.parametrize(
    "text",
    [
        "85件申请中，有3件引发行政复议。",
        "被申请行政复议16件，其中政府信息公开2件、行政处罚14件。",
        "行政诉讼5件，均为不服行政处罚决定。",
        "因行政处罚引发行政复议5件，行政诉讼2件。",
        "其他行政复议14件、行政诉讼9件。",
        "较上年减少行政复议2件、行政诉讼1件。",
        "上年未结转入行政诉讼2件，今年审结2件。",
    ],
)
def test_cases_of_another_kind_are_no_claims(text):
    """Cases about something else, of other years, and applications that led to some, are not those of table four."""
    rows = [rows for _, rows, scope in claims(text) if scope is WHOLE]
    assert not [row for several in rows for row, _ in several if row.startswith("disputes.")]


def test_a_number_may_be_part_of_a_total_or_contain_what_is_foreign():
    """What is added up later, or contains something that no table counts, may be in the table without or with it."""
    first, second = (one for one in stated("上级转来申请3件，本机关收到申请9件，共计12件。") if isinstance(one, Claim))
    assert [int(other) for other in second.others] == [12]
    [claim] = (one for one in stated("共处理申请90件（含咨询2件）。") if isinstance(one, Claim))
    assert [int(other) for other in claim.others] == [88]
    assert first.scope is not WHOLE
