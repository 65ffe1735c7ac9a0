"""GD401 to GD404 at work: what a finding says and where, and when there is none."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prosereports import REPORTS

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.text import parse_text
from gov_disclosure.rules.claims.vocabulary import lexicon


def check(text, report="county", section="overview", **changes):
    """The findings about prose where a section of a report is a text."""
    return gd.check(gd.structure(REPORTS[report] | {section: {"text": text}} | changes), select=["GD4"])


def test_a_finding_says_what_the_prose_and_what_the_table_says():
    """The sentence, the number stated, the table's figure and its label are all there, in both languages."""
    sentence = "2023年，全县共收到政府信息公开申请58件，均已答复。"
    [finding] = check(f"工作稳步推进。{sentence}成效明显。")
    assert (finding.code, finding.severity.value) == ("GD401", "warning")
    assert (finding.cells, finding.expected, finding.actual) == (("requests.received.total",), 85, 58)
    assert finding.problem.quote == sentence
    assert finding.problem.at == "overview"
    for lang in ("zh", "en"):
        assert all(part in finding.render(lang) for part in (sentence, "58", "85"))
        assert gd.label("requests.received", lang) in finding.render(lang)


def test_a_sum_names_all_its_cells():
    """What is stated as a sum is compared with a sum, whose cells are named."""
    [finding] = check("因政府信息公开引发行政复议、行政诉讼共18件。")
    assert finding.expected == 16
    assert finding.cells == (
        "disputes.reconsideration.total",
        "disputes.litigation_direct.total",
        "disputes.litigation_after_reconsideration.total",
    )


def test_none_where_there_is_some_is_a_contradiction():
    """未收到, 0件 and 零 beside figures are GD402; a number beside 0 is GD401."""
    assert [f.code for f in check("全县未收到政府信息公开申请。")] == ["GD402"]
    assert [f.code for f in check("收到政府信息公开申请0件。")] == ["GD402"]
    assert [f.code for f in check("我镇收到政府信息公开申请2件。", "town")] == ["GD401"]
    assert not check("我镇未收到政府信息公开申请。", "town")


@pytest.mark.parametrize("section", ["overview", "problems", "other_matters"])
def test_sections_of_prose_are_read(section):
    """Sections one, five and six are read, and a finding is shown in its own."""
    [finding] = check("全县收到政府信息公开申请58件。", section=section)
    assert finding.problem.at == section


def test_a_finding_is_located_where_its_section_stands():
    """The place of a finding is the section's heading, not the cell's."""
    text = (
        "某县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n收到政府信息公开申请3件。\n二、主动公开政府信息情况"
    )
    report = gd.structure(
        gd.unstructure(assemble(parse_text(text)), locations=True) | {"requests": REPORTS["county"]["requests"]}
    )
    [finding] = gd.check(report, select=["GD401"])
    assert finding.location == report.locations["overview"]


def test_unknown_figures_are_not_evaluated():
    """A claim about figures that are not known is counted as not evaluated, never guessed at."""
    report = gd.structure({"overview": {"text": "收到政府信息公开申请58件，行政复议3件。"}})
    findings = gd.check(report, select=["GD4"])
    assert not findings
    assert [one.code for one in findings.unevaluated] == ["GD401", "GD401"]
    assert all(one.why for one in findings.unevaluated)


def test_a_figure_that_may_explain_the_claim_is_not_guessed():
    """Where what was carried in is unknown, received may include it."""
    requests = copy.deepcopy(REPORTS["county"]["requests"])
    del requests["carried_in"]
    assert not check("收到政府信息公开申请89件。", requests=requests)
    assert check("收到政府信息公开申请89件。", requests=requests).unevaluated
    assert check("收到政府信息公开申请58件。", requests=requests)


def test_an_undivided_row_that_is_blank_hides_nothing():
    """Rows of the form of 其他处理 that is not used are not waited for."""
    requests = copy.deepcopy(REPORTS["trial"]["requests"])
    assert [f.expected for f in check("其他处理5件。", "trial", requests=requests)] == [2]


def test_a_percentage_is_compared_as_printed():
    """Rounded, cut off or rounded up pass; a unit of the last digit more does not."""
    for percent in ("91.7%", "91.76%", "91.8%", "92%", "91%"):
        assert not check(f"收到申请85件，其中自然人申请78件，占{percent}。")
    [finding] = check("收到申请85件，其中自然人申请78件，占93.0%。")
    assert (finding.code, str(finding.expected), str(finding.actual)) == ("GD403", "91.8", "93")


def test_parts_that_exceed_their_total_are_found():
    """Parts of one kind may not exceed their total; where they are said to be all, they reach it."""
    assert [f.code for f in check("发布信息140条，其中党务信息70条、政务信息80条。")] == ["GD404"]
    assert [f.code for f in check("解读24篇，分为文字解读12篇、图片解读8篇。")] == ["GD404"]
    assert not check("发布信息140条，其中党务信息70条、政务信息60条。")


def test_parts_that_exceed_their_total_need_no_table():
    """What was answered cannot have had more outcomes than answers, whatever is known of the tables."""
    text = "全年答复申请74件，其中予以公开61件、部分公开3件、不予公开1{}件。"
    found = [gd.check(gd.structure({"overview": {"text": text.format(n)}}), select=["GD404"]) for n in (0, 1)]
    assert [[(f.expected, f.actual) for f in findings] for findings in found] == [[], [(75, 74)]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("网站留言12件、热线30件、信箱8件，合计55件。", ["GD404"]),
        ("网站留言12件、热线30件、信箱8件，合计50件。", []),
        ("办理提案（主办10件，会办25件），合计30件。", ["GD404"]),
        ("行政诉讼5件（未经复议直接起诉3件，复议后起诉3件）。", ["GD404"]),
        ("共办理申请749件，其中本年新收713件，上年结转46件。", ["GD404"]),
        ("全县收到申请218件，其中县政府23件、部门152件、乡镇53件。", ["GD404"]),
        ("收到申请12件，较去年减少2件，其中自然人9件、法人3件。", []),
        ("发布政策文件40件，其中解读36件，图文解读30件、视频解读6件。", []),
    ],
)
def test_totals_are_found_before_and_behind_their_parts(text, codes):
    """Parts may stand after 其中, in brackets, or before their 合计; what is only more or less is no total."""
    assert [f.code for f in gd.check(gd.structure({"overview": {"text": text}}), select=["GD404"])] == codes


@pytest.mark.parametrize(
    "text",
    [
        "收到申请51件，比2022年的34件增长{}%。",
        "与2022年的34件相比，2023年申请达到51件，增长{}%。",
        "申请量由去年的34件增至今年的51件，增幅{}%。",
        "今年收到申请51件，较上年（34件）增加17件，增长{}%。",
    ],
)
def test_growth_is_worked_out_again(text):
    """A percentage of growth between two stated counts is compared as any other."""
    report = {"year": 2023, "overview": {"text": text.format(50)}}
    assert not gd.check(gd.structure(report), select=["GD403"])
    report["overview"] = {"text": text.format(55)}
    [finding] = gd.check(gd.structure(report), select=["GD403"])
    assert (finding.expected, finding.actual) == (50, 55)


def test_none_agrees_with_a_total_of_none():
    """Where a stated total is 0 and its parts are not, "none" is borne out by the one: the sum is for other rules."""
    requests = copy.deepcopy(REPORTS["county"]["requests"])
    requests["received"]["total"] = 0
    assert not check("本年度未收到政府信息公开申请。", requests=requests)


def _rows(**figures):
    """Table three with these totals, by row."""
    return {"requests": {row: {"total": figure} for row, figure in figures.items()}}


@pytest.mark.parametrize(
    ("true", "false", "tables"),
    [
        ("收到申请749件。", "收到申请759件。", _rows(received=713, carried_in=36)),
        (
            "全年答复申请805件（含上年结转的18件，另有72件转到下一年度）。",
            "全年答复申请805件（含上年结转的28件，另有72件转到下一年度）。",
            _rows(received=859, carried_in=18, carried_out=72),
        ),
        ("办理申请1191件，公开和部分公开208件（17.46%）。", "办理申请1191件，公开和部分公开208件（18.46%）。", {}),
        (
            "答复申请74件，其中予以公开61件、部分公开3件、不予公开10件。",
            "答复申请74件，其中予以公开61件、部分公开3件、不予公开11件。",
            {},
        ),
        (
            "收到的申请均已按要求办理完毕。",
            "收到的申请均已办理完毕，没有结转下年度的申请。",
            _rows(received=10, carried_in=0, carried_out=1),
        ),
        (
            "政策文件52件，解读52件；图片解读47件，文字解读5件，多样解读率90.4%。",
            "政策文件52件，解读52件；图片解读47件，文字解读5件，多样解读率80.4%。",
            {},
        ),
    ],
)
def test_sentences_like_those_of_real_reports(true, false, tables):
    """What real reports say and is right passes, however it is put; the same with another figure is found."""
    assert not gd.check(gd.structure({"overview": {"text": true}} | tables), select=["GD4"])
    assert gd.check(gd.structure({"overview": {"text": false}} | tables), select=["GD4"])


def test_outcomes_may_include_what_was_carried_in():
    """Outcomes named beside what was received may exceed it by what came in the year before."""
    text = "收到申请85件，其中予以公开33件、部分公开12件、不予公开10件、无法提供22件、不予处理6件、其他处理4件。"
    assert not check(text)


def test_a_report_without_a_year_is_on_the_one_it_speaks_of():
    """Where no year is given, the one that the prose names most often is the reported one."""
    text = "2022年收到政府信息公开申请73件，2023年收到政府信息公开申请85件。2023年行政复议9件。"
    assert not check(text, year=None, title=None)
    assert [f.actual for f in check(text.replace("85", "58"), year=None, title=None)] == [58]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "没有。未，无，行政复议是一种监督。",
        "本年度无其他需要报告的事项。",
        "一是认识不足；二是培训不够。下一步将逐项改进。",
    ],
)
def test_prose_without_claims_says_nothing(text):
    """Where nothing is claimed there is neither a finding nor anything left open."""
    findings = check(text)
    assert not findings
    assert not findings.unevaluated


def test_a_row_of_a_table_is_no_claim():
    """Figures that white space keeps apart are not run together into a number."""
    assert not check("本年新收政府信息公开申请数量 21 0 0 0 0 0 21\n行政许可 5 5 0")


def test_figures_alone_are_not_asked_about_prose():
    """A report without prose has nothing for these rules."""
    findings = gd.check(gd.structure(REPORTS["county"]), select=["GD4"])
    assert not findings
    assert not findings.unevaluated


_WORDS = st.sampled_from(sorted(lexicon()))
_NUMBERS = st.sampled_from(
    ["12件", "三件", "0件", "50%", "1.5万件", "约20件", "380元", "2022年", "1-6月", "百分之五", "各1件", "5"]
)
_STOPS = st.sampled_from(["，", "。", "；", "、", "（", "）", "：", "\n", " ", "《", "“", "县", "x"])


@given(st.lists(st.one_of(_WORDS, _NUMBERS, _STOPS), max_size=40).map("".join), st.sampled_from(sorted(REPORTS)))
def test_no_prose_makes_a_rule_fail(text, report):
    """Whatever stands in a section, no rule fails and every finding can be shown."""
    findings = check(text, report)
    assert not findings.failures
    assert all(finding.render(lang) for finding in findings for lang in ("zh", "en"))
