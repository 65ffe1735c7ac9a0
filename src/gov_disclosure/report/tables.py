"""The three prescribed tables, stated once.

Every label, unit, number and role stands here and nowhere else. What an edition uses of it is said in
:mod:`gov_disclosure.report.editions`.
"""

from __future__ import annotations

from attrs import frozen

from .cells import UNKNOWN, Cell, Kind, Unknown
from .form import Label, column, row

Text = str | None | Unknown

HEADER_WORDS = (
    "信息内容",
    "申请人情况",
    "第二十条",
    "本列数据的勾稽关系为",
)
"""How the header cells begin that name no column."""

ITEM = "第二十条第{}项"
"""What stands above the rows of an item in table two."""

SUBTOTALS = ("小计", "合计", "总计", "总数")
"""Names that published tables give to sums, prescribed or not."""


# Table three ------------------------------------------------------------------------------------------------------

ORGANISATIONS = Label("法人或其他组织", "Legal persons and other organisations")


@frozen(weakref_slot=False)
class Applicants:
    """A row of table three: a number of applications by kind of applicant."""

    natural_person: Cell = column("自然人", "Natural persons", role="part")
    enterprise: Cell = column("商业企业", "Enterprises", role="part", group=ORGANISATIONS)
    research_institute: Cell = column("科研机构", "Research institutes", role="part", group=ORGANISATIONS)
    public_welfare_org: Cell = column("社会公益组织", "Public welfare bodies", role="part", group=ORGANISATIONS)
    legal_service_org: Cell = column("法律服务机构", "Legal service bodies", role="part", group=ORGANISATIONS)
    other_org: Cell = column("其他", "Other bodies", role="part", group=ORGANISATIONS)
    total: Cell = column("总计", "Total", role="total", aliases=("合计",))


@frozen(weakref_slot=False)
class Refused:
    """（三）不予公开: refused, by reason."""

    state_secret: Applicants = row(Applicants, "属于国家秘密", "State secret", number="1.", role="part")
    prohibited_by_law: Applicants = row(
        Applicants,
        "其他法律行政法规禁止公开",
        "Prohibited by another law or regulation",
        number="2.",
        role="part",
    )
    security_and_stability: Applicants = row(
        Applicants, "危及“三安全一稳定”", "Endangers security or stability", number="3.", role="part"
    )
    third_party_rights: Applicants = row(
        Applicants, "保护第三方合法权益", "Protects third-party rights", number="4.", role="part"
    )
    internal_affairs: Applicants = row(
        Applicants, "属于三类内部事务信息", "Internal affairs information", number="5.", role="part"
    )
    process_information: Applicants = row(
        Applicants, "属于四类过程性信息", "Process information", number="6.", role="part"
    )
    enforcement_file: Applicants = row(
        Applicants, "属于行政执法案卷", "Administrative enforcement file", number="7.", role="part"
    )
    administrative_inquiry: Applicants = row(
        Applicants, "属于行政查询事项", "Administrative inquiry", number="8.", role="part"
    )


@frozen(weakref_slot=False)
class NotAvailable:
    """（四）无法提供: cannot be provided, by reason."""

    not_held: Applicants = row(
        Applicants, "本机关不掌握相关政府信息", "Not held by this organ", number="1.", role="part"
    )
    not_compiled: Applicants = row(
        Applicants, "没有现成信息需要另行制作", "Would have to be compiled", number="2.", role="part"
    )
    unclear_after_correction: Applicants = row(
        Applicants, "补正后申请内容仍不明确", "Unclear even after correction", number="3.", role="part"
    )


@frozen(weakref_slot=False)
class NotProcessed:
    """（五）不予处理: not processed, by reason."""

    petition_or_complaint: Applicants = row(
        Applicants, "信访举报投诉类申请", "Petition, report or complaint", number="1.", role="part"
    )
    repeated: Applicants = row(Applicants, "重复申请", "Repeated application", number="2.", role="part")
    public_publication: Applicants = row(
        Applicants, "要求提供公开出版物", "Asks for a public publication", number="3.", role="part"
    )
    excessive: Applicants = row(
        Applicants, "无正当理由大量反复申请", "Excessive without good reason", number="4.", role="part"
    )
    reconfirmation: Applicants = row(
        Applicants,
        "要求行政机关确认或重新出具已获取信息",
        "Asks to confirm or reissue information already obtained",
        number="5.",
        role="part",
    )


@frozen(weakref_slot=False)
class Otherwise:
    """（六）其他处理: dealt with otherwise, as three rows or as one."""

    not_corrected: Applicants = row(
        Applicants,
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "Applicant did not correct in time",
        number="1.",
        role="part",
    )
    fee_unpaid: Applicants = row(
        Applicants,
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "Applicant did not pay the fee in time",
        number="2.",
        role="part",
    )
    other: Applicants = row(Applicants, "其他", "Other", number="3.", role="part")
    undivided: Applicants = row(
        Applicants,
        "其他处理",
        "Dealt with otherwise, undivided",
        number="（六）",
        role="part",
        undivided=True,
    )


@frozen(weakref_slot=False)
class Outcomes:
    """三、本年度办理结果: the outcomes of the year."""

    granted: Applicants = row(Applicants, "予以公开", "Granted", number="（一）", role="part")
    partly_granted: Applicants = row(
        Applicants,
        "部分公开（区分处理的，只计这一情形，不计其他情形）",
        "Partly granted",
        number="（二）",
        role="part",
    )
    refused: Refused = row(Refused, "不予公开", "Refused", number="（三）")
    not_available: NotAvailable = row(NotAvailable, "无法提供", "Not available", number="（四）")
    not_processed: NotProcessed = row(NotProcessed, "不予处理", "Not processed", number="（五）")
    otherwise: Otherwise = row(Otherwise, "其他处理", "Dealt with otherwise", number="（六）")
    total: Applicants = row(
        Applicants,
        "总计",
        "Total of outcomes",
        number="（七）",
        role="total",
        balance="out",
        aliases=("合计",),
    )


@frozen(weakref_slot=False)
class Requests:
    """Section three: applications received and dealt with."""

    heading: Text = UNKNOWN
    text: Text = UNKNOWN
    received: Applicants = row(
        Applicants, "本年新收政府信息公开申请数量", "Received this year", number="一、", balance="in"
    )
    carried_in: Applicants = row(
        Applicants, "上年结转政府信息公开申请数量", "Carried in from last year", number="二、", balance="in"
    )
    outcomes: Outcomes = row(Outcomes, "本年度办理结果", "Outcomes of the year", number="三、")
    carried_out: Applicants = row(
        Applicants, "结转下年度继续办理", "Carried out to next year", number="四、", balance="out"
    )


# Table four -------------------------------------------------------------------------------------------------------


@frozen(weakref_slot=False)
class DisputeResults:
    """A group of table four: cases by result."""

    upheld: Cell = column("结果维持", "Upheld", role="part")
    corrected: Cell = column("结果纠正", "Corrected", role="part")
    other: Cell = column("其他结果", "Other result", role="part")
    pending: Cell = column("尚未审结", "Pending", role="part")
    total: Cell = column("总计", "Total", role="total", aliases=("合计",))


LITIGATION = Label("行政诉讼", "Administrative litigation")


@frozen(weakref_slot=False)
class Disputes:
    """Section four: administrative reconsideration and litigation."""

    heading: Text = UNKNOWN
    text: Text = UNKNOWN
    reconsideration: DisputeResults = row(DisputeResults, "行政复议", "Administrative reconsideration", across=True)
    litigation_direct: DisputeResults = row(
        DisputeResults,
        "未经复议直接起诉",
        "Litigation without reconsideration",
        across=True,
        group=LITIGATION,
    )
    litigation_after_reconsideration: DisputeResults = row(
        DisputeResults, "复议后起诉", "Litigation after reconsideration", across=True, group=LITIGATION
    )


# Table two, edition 2021 ------------------------------------------------------------------------------------------


@frozen(weakref_slot=False)
class DocumentCounts2021:
    """Documents issued, repealed and in force."""

    issued: Cell = column("本年制发件数", "Issued this year")
    repealed: Cell = column("本年废止件数", "Repealed this year")
    in_force: Cell = column("现行有效件数", "In force")


@frozen(weakref_slot=False)
class Decisions2021:
    """Decisions of one kind."""

    decisions: Cell = column("本年处理决定数量", "Decisions this year")


@frozen(weakref_slot=False)
class Fees2021:
    """Administrative fees charged."""

    amount: Cell = column(
        "本年收费金额（单位：万元）", "Amount charged this year (10 000 yuan)", kind=Kind.AMOUNT, unit="万元"
    )


@frozen(weakref_slot=False)
class ProactiveDisclosure2021:
    """Section two of edition 2021: information disclosed proactively."""

    heading: Text = UNKNOWN
    text: Text = UNKNOWN
    government_rules: DocumentCounts2021 = row(DocumentCounts2021, "规章", "Government rules", item="（一）")
    normative_documents: DocumentCounts2021 = row(
        DocumentCounts2021,
        "行政规范性文件",
        "Administrative normative documents",
        item="（一）",
        aliases=("规范性文件",),
    )
    licensing: Decisions2021 = row(Decisions2021, "行政许可", "Administrative licensing", item="（五）")
    penalties: Decisions2021 = row(Decisions2021, "行政处罚", "Administrative penalties", item="（六）")
    compulsion: Decisions2021 = row(Decisions2021, "行政强制", "Administrative compulsion", item="（六）")
    administrative_fees: Fees2021 = row(Fees2021, "行政事业性收费", "Administrative fees", item="（八）")


# Table two, edition 2019 ------------------------------------------------------------------------------------------


@frozen(weakref_slot=False)
class DocumentCounts2019:
    """Documents made and made public."""

    made: Cell = column("本年新制作数量", "Made this year")
    newly_public: Cell = column("本年新公开数量", "Made public this year")
    public_total: Cell = column("对外公开总数量", "Public in all")


@frozen(weakref_slot=False)
class Matters2019:
    """Matters of one kind and the decisions on them."""

    prior_items: Cell = column("上一年项目数量", "Items last year", unit="项")
    change: Cell = column("本年增/减", "Change this year", kind=Kind.CHANGE, unit="项")
    decisions: Cell = column("处理决定数量", "Decisions")


@frozen(weakref_slot=False)
class Fees2019:
    """Administrative fees, by number of items."""

    prior_items: Cell = column("上一年项目数量", "Items last year", unit="项")
    change: Cell = column("本年增/减", "Change this year", kind=Kind.CHANGE, unit="项")


@frozen(weakref_slot=False)
class Procurement2019:
    """Central government procurement."""

    items: Cell = column("采购项目数量", "Items procured", unit="项")
    amount: Cell = column("采购总金额", "Amount of procurement (no unit prescribed)", kind=Kind.AMOUNT, unit=None)


@frozen(weakref_slot=False)
class ProactiveDisclosure2019:
    """Section two of edition 2019: information disclosed proactively."""

    heading: Text = UNKNOWN
    text: Text = UNKNOWN
    government_rules: DocumentCounts2019 = row(DocumentCounts2019, "规章", "Government rules", item="（一）")
    normative_documents: DocumentCounts2019 = row(
        DocumentCounts2019,
        "规范性文件",
        "Normative documents",
        item="（一）",
        aliases=("行政规范性文件",),
    )
    licensing: Matters2019 = row(Matters2019, "行政许可", "Administrative licensing", item="（五）")
    other_services: Matters2019 = row(
        Matters2019, "其他对外管理服务事项", "Other external management and services", item="（五）"
    )
    penalties: Matters2019 = row(Matters2019, "行政处罚", "Administrative penalties", item="（六）")
    compulsion: Matters2019 = row(Matters2019, "行政强制", "Administrative compulsion", item="（六）")
    administrative_fees: Fees2019 = row(Fees2019, "行政事业性收费", "Administrative fees", item="（八）")
    central_procurement: Procurement2019 = row(
        Procurement2019, "政府集中采购", "Central government procurement", item="（九）"
    )
