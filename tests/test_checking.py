"""What a check gives: which findings, in which order, and what it says of what it could not check."""

import json
import pathlib

import pytest
from tables import APPLICANTS, row

import gov_disclosure as gd
from gov_disclosure.rules import Registry
from gov_disclosure.rules.model import Rule

EXAMPLES = pathlib.Path(__file__).parents[1] / "examples"


def by_code(findings):
    """The codes and the addresses at which they are shown."""
    return [(finding.code, finding.problem.at) for finding in findings]


def test_the_example_has_exactly_the_three_wrong_sums():
    """Of the example's errors each is named with what it says, what it should say, and the line."""
    findings = gd.check(gd.read(EXAMPLES / "county-2021.txt"))
    errors = [f for f in findings if f.severity is gd.Severity.ERROR]
    assert [(f.code, f.cells[-1], f.expected, f.actual) for f in errors] == [
        ("GD301", "requests.outcomes.not_available.not_held.total", 0, 2),
        ("GD303", "requests.carried_out.natural_person", 2, 0),
        ("GD301", "requests.outcomes.total.total", 0, 2),
    ]
    lines = (EXAMPLES / "county-2021.txt").read_text("utf8").splitlines()
    assert [lines[(f.location.line or 0) - 1].strip() for f in errors] == ["2", "0", "2"]


def test_the_corrected_example_has_no_finding():
    """The corrected example has nothing to correct, not even a note."""
    assert list(gd.check(gd.read(EXAMPLES / "county-2021-corrected.txt"))) == []


def test_findings_carry_the_place_of_each_cell():
    """A finding's places are those of its cells, on the grid with merged cells spread out."""
    findings = gd.check(gd.read(EXAMPLES / "county-2021.txt"), select=["GD301"])
    places = findings[1].places
    assert [(places[cell].table, places[cell].row, places[cell].column) for cell in findings[1].cells] == [
        (2, 27, column) for column in range(4, 11)
    ]
    assert findings[1].location == places["requests.outcomes.total.total"]


def test_select_and_ignore_take_prefixes():
    """Only rules whose code begins with a selected prefix run, but for the ignored ones."""
    report = gd.read(EXAMPLES / "county-2021.txt")
    assert {f.code for f in gd.check(report, select=["GD3"])} == {"GD301", "GD303"}
    assert {f.code for f in gd.check(report, select=["GD3"], ignore=["GD301"])} == {"GD303"}
    with pytest.raises(TypeError, match="list of code prefixes"):
        gd.check(report, select="GD3")


def test_unknown_cells_are_not_evaluated_but_listed():
    """A sum that needs an unknown figure is no finding; it is listed with its cells and the reason."""
    findings = gd.check(
        gd.structure({"requests": {"received": {"natural_person": 2, "enterprise": 0}}}), select=["GD301"]
    )
    assert not findings
    entry = next(e for e in findings.unevaluated if "requests.received.total" in e.cells)
    assert entry.code == "GD301"
    assert entry.cells[-1] == "requests.received.total"
    assert entry.why


def test_an_identity_with_a_blank_side_is_not_evaluated():
    """A blank total is a blank cell, not a wrong sum; so are blank parts."""
    for spoilt in (row(natural_person=2) | {"total": None}, dict.fromkeys(APPLICANTS) | {"total": 2}):
        findings = gd.check(gd.structure({"requests": {"received": spoilt}}), select=["GD2", "GD301"])
        assert {f.code for f in findings} == {"GD204"}
        assert any(
            spoilt_cells in e.cells for e in findings.unevaluated for spoilt_cells in ["requests.received.total"]
        )


def test_a_blank_part_counts_as_zero():
    """A row whose other parts make the total holds although a part is blank."""
    report = gd.structure({"requests": {"received": row(natural_person=2, total=2) | {"enterprise": None}}})
    assert {f.code for f in gd.check(report, select=["GD301"])} == set()


def test_a_rule_of_one_s_own_names_the_blank_that_explains_it():
    """What a rule says of a blank cell follows from it if the figure that the sums determine would silence the rule."""
    cell = "requests.received.natural_person"

    def below(least):
        return lambda report: [gd.problem(cell, "few")] if report.number(cell) < least else []

    registry = Registry(plugins=[])
    registry.add(Rule("XN001", "few", gd.Severity.WARNING, below(2)))
    registry.add(Rule("XN002", "not-many", gd.Severity.WARNING, below(100)))
    report = gd.structure({"edition": "2021", "requests": {"received": row(natural_person=None, total=5)}})
    found = {finding.code: finding for finding in gd.check(report, registry=registry)}
    assert found["XN001"].root == found["GD204"].fingerprint
    assert found["XN002"].root is None


def test_a_sum_that_a_blank_explains_names_it_as_its_root():
    """A broken sum that holds once blanks take their determined values follows from the blank cell."""
    report = gd.structure(
        {
            "requests": {
                "received": row(natural_person=2, enterprise=1, total=3),
                "carried_in": row(),
                "outcomes": {"total": row(natural_person=2, total=3) | {"enterprise": None}},
                "carried_out": row(),
            }
        }
    )
    findings = gd.check(report, select=["GD204", "GD301", "GD303"])
    blank = next(f for f in findings if f.code == "GD204")
    assert blank.render("en").endswith("only 1")
    sums = [f for f in findings if f.code != "GD204"]
    assert sums
    assert all(f.root == blank.fingerprint for f in sums)


def test_two_columns_wrong_in_opposite_ways_are_both_found():
    """Each column is checked by itself, although the total column balances."""
    outcomes = {
        "granted": row(natural_person=61, total=61),
        "total": row(natural_person=60, enterprise=1, total=61),
    }
    zero = ("partly_granted", "refused", "not_available", "not_processed", "otherwise")
    findings = gd.check(
        gd.structure({"edition": "2021", "requests": {"outcomes": outcomes | dict.fromkeys(zero)}}),
        select=["GD302"],
    )
    assert [(f.problem.at, f.expected, f.actual) for f in findings] == [
        ("requests.outcomes.total.natural_person", 61, 60),
        ("requests.outcomes.total.enterprise", 0, 1),
    ]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_subtotal_of_other_outcomes_is_no_part_of_the_sum(edition):
    """Where 其他处理 is given as one row and as three, the three are the parts and the one is unexpected."""
    otherwise = {
        "not_corrected": row(natural_person=1, total=1),
        "fee_unpaid": row(),
        "other": row(natural_person=2, total=2),
        "undivided": row(natural_person=3, total=3),
    }
    outcomes = dict.fromkeys(("granted", "partly_granted", "refused", "not_available", "not_processed"))
    outcomes |= {"otherwise": otherwise, "total": row(natural_person=3, total=3)}
    findings = gd.check(
        gd.structure({"edition": edition, "requests": {"outcomes": outcomes}}), select=["GD108", "GD302"]
    )
    assert [f.code for f in findings] == ["GD108"]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_other_form_stands_in_if_it_alone_is_there(edition):
    """One row of 其他处理 counts in 2021, three count in 2019, if the edition's own form is not there."""
    one = {"undivided": row(natural_person=3, total=3)}
    three = {
        "not_corrected": row(natural_person=1, total=1),
        "fee_unpaid": row(),
        "other": row(natural_person=2, total=2),
    }
    outcomes = dict.fromkeys(("granted", "partly_granted", "refused", "not_available", "not_processed"))
    outcomes |= {"otherwise": one if edition == "2021" else three, "total": row(natural_person=3, total=3)}
    findings = gd.check(
        gd.structure({"edition": edition, "requests": {"outcomes": outcomes}}),
        select=["GD107", "GD108", "GD302"],
    )
    wrong = {f.cells for f in findings if f.code != "GD107"}
    assert [f.code for f in findings if f.code != "GD107"] == ["GD108"]
    assert not any("otherwise" in cell for f in findings if f.code == "GD107" for cell in f.cells), wrong


def test_findings_are_in_document_order():
    """Findings come in the order of the form, whatever the order of the rules."""
    report = gd.structure(
        {
            "proactive_disclosure": {"licensing": {"decisions": -1}},
            "requests": {"received": row(total=1)},
            "disputes": {"reconsideration": {"upheld": 1, "corrected": 0, "other": 0, "pending": 0, "total": 0}},
        }
    )
    assert by_code(gd.check(report)) == [
        ("GD201", None),
        ("GD301", "requests.received.total"),
        ("GD304", "disputes.reconsideration.total"),
    ]


def test_a_fingerprint_does_not_depend_on_lines():
    """The same finding in a file with more lines above it has the same fingerprint."""
    text = (EXAMPLES / "county-2021.txt").read_text("utf8")
    from gov_disclosure.readers.assembly import assemble
    from gov_disclosure.readers.text import parse_text

    reports = [
        assemble(parse_text(text)),
        assemble(parse_text(text.replace("1、 总体情况", "\n\n1、 总体情况"))),
    ]
    first, second = ([f.fingerprint for f in gd.check(report)] for report in reports)
    assert first == second
    assert len(set(first)) == len(first)


def test_a_fingerprint_without_issuer_and_year_depends_on_the_path():
    """A report that does not say whose it is is named by its path."""
    report = gd.structure({"requests": {"received": row(total=1)}})
    one, other = (gd.check(report, path=path)[0].fingerprint for path in ("a.json", "b.json"))
    assert one != other


def test_a_rule_that_raises_is_a_failure_and_the_others_go_on():
    """A bug in a rule is reported by name, never as the report's fault."""
    registry = Registry(plugins=[])

    def broken(report):
        raise ZeroDivisionError("oops")
        yield

    registry.add(gd.Rule("XQ001", "broken", gd.Severity.ERROR, broken, module="xq"))
    findings = gd.check(gd.structure({"requests": {"received": row(total=1)}}), registry=registry)
    assert [f.code for f in findings] == ["GD301"]
    assert [(f.plugin, f.code, f.error) for f in findings.failures] == [("xq", "XQ001", "ZeroDivisionError: oops")]


def test_a_built_in_rule_that_raises_is_a_failure_and_the_others_go_on():
    """Neither do the rules asked together with a broken one fall silent, nor does the broken one speak twice."""
    registry = Registry(plugins=[])

    def broken(report):
        yield gd.problem("requests", "said before it broke")
        raise ZeroDivisionError("oops")

    registry.add(gd.Rule("GD999", "broken", gd.Severity.ERROR, broken))
    findings = gd.check(
        gd.structure({"requests": {"received": row(total=-1)}}), registry=registry, select=["GD2", "GD9"]
    )
    assert sorted(f.code for f in findings) == ["GD201", "GD999"]
    assert [(f.code, f.error) for f in findings.failures] == [("GD999", "ZeroDivisionError: oops")]


def test_a_negative_figure_hides_nothing():
    """Beside a negative figure in table three a blank cell of table two is found as ever."""
    report = gd.structure(
        {
            "proactive_disclosure": {"licensing": {"decisions": None}},
            "requests": {"received": row(natural_person=-1, total=-1)},
        }
    )
    assert {f.code for f in gd.check(report, select=["GD2"])} == {"GD201", "GD204"}


def test_a_rule_that_needs_an_unknown_figure_is_not_evaluated():
    """A user's rule that asks for an unknown or unreadable number counts as not evaluated and does not fail."""
    registry = Registry(plugins=[])

    def asks(report):
        yield gd.problem("requests.received.total", f"{report.number('requests.received.total')}")

    registry.add(gd.Rule("XQ002", "asks", gd.Severity.INFO, asks, module="xq"))
    for cell, answered in (("/", False), (None, True), (5, True), ("5件", True)):
        findings = gd.check(gd.structure({"requests": {"received": {"total": cell}}}), select=["XQ"], registry=registry)
        assert bool(findings) is answered
        assert bool(findings.unevaluated) is not answered
        assert not findings.failures


def test_a_file_that_is_no_report_gets_one_finding():
    """Without any prescribed heading or table GD002 stands alone."""
    from gov_disclosure.readers.assembly import assemble
    from gov_disclosure.readers.text import parse_text

    report = assemble(parse_text("会议通知\n请各单位于周五前报送材料。"))
    assert [f.code for f in gd.check(report)] == ["GD002"]
    assert list(gd.check(report, ignore=["GD002"])) == []


def test_an_uncertain_reading_makes_a_finding_the_readers():
    """What rests on an uncertain reading says that the fault may be the reading's."""
    note = {"kind": "uncertain-reading", "about": "requests.received", "text": "?"}
    report = gd.structure({"requests": {"received": row(total=1)}, "notes": [note]})
    assert [f.origin for f in gd.check(report, select=["GD301"])] == ["reading"]


# The order of findings, and their names -----------------------------------------------------------------------------


def test_findings_come_in_the_order_of_the_document():
    """Where sections stand in another order than the form's, their findings do, too."""
    problems = {"heading": "五、存在的主要问题及改进情况", "text": "无"}
    requests = {"heading": "3、收到和处理政府信息公开申请情况", "received": {"total": "/"}}
    outline = [
        {"text": part["heading"], "section": key} for key, part in (("problems", problems), ("requests", requests))
    ]
    unread = [{"text": "（八）其它 1 2", "table": 3}]
    report = gd.structure({"requests": requests, "problems": problems, "outline": outline, "unread": unread})
    codes = [finding.code for finding in gd.check(report, select=["GD0", "GD1", "GD2"])]
    assert codes == ["GD105", "GD102", "GD104", "GD003", "GD203"]


def test_a_heading_that_stands_twice_is_shown_where_it_stands_again(tmp_path):
    """GD102 leads to the second of the two lines, in a text as in JSON, and stays among its section's findings."""
    texts = ["一、总体情况", "本年度工作情况。", "五、存在的主要问题及改进情况", "无", "一、总体情况", "又一段。"]
    (tmp_path / "a.txt").write_text("\n".join(texts), "utf-8")
    outline = [{"text": texts[i], "section": key} for i, key in ((0, "overview"), (2, "problems"), (4, "overview"))]
    entries = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in outline)
    (tmp_path / "b.json").write_text(f'{{"outline": [\n{entries}]}}', "utf-8")
    for name, line in (("a.txt", 5), ("b.json", 4)):
        report = gd.read(tmp_path / name)
        (found,) = gd.check(report, select=["GD102"])
        assert (found.cells, found.location.line) == (("overview",), line)
        again = gd.structure(gd.unstructure(report))
        assert gd.check(again, select=["GD102"])[0].fingerprint == found.fingerprint
    codes = [finding.code for finding in gd.check(gd.read(tmp_path / "a.txt"), select=["GD102", "GD105"])]
    assert codes == ["GD102", "GD105"]


def test_half_a_name_does_not_name_a_report():
    """Two files that both say the year but not whose they are have findings of different names."""
    for known in ({}, {"year": 2021}, {"issuer": "某县"}, {"issuer": None, "year": None}):
        report = gd.structure({"requests": {"received": {"total": "/"}}, **known})
        assert gd.check(report, path="a.json")[0].fingerprint != gd.check(report, path="b.json")[0].fingerprint
    report = gd.structure({"requests": {"received": {"total": "/"}}, "issuer": "某县", "year": 2021})
    assert gd.check(report, path="a.json")[0].fingerprint == gd.check(report, path="b.json")[0].fingerprint


def test_findings_can_be_put_into_a_set():
    """Equal findings count once."""
    report = gd.structure({"requests": {"received": {"total": "/"}, "carried_in": None}})
    assert len({*gd.check(report), *gd.check(report)}) == len(gd.check(report)) > 1
    assert hash(gd.check(report)) == hash(gd.check(report))


@pytest.mark.parametrize("text", ["", " ", "\u3000", None])
def test_an_empty_text_is_one_that_the_document_lacks(text):
    """``null``, nothing and white space say the same of a heading: GD101 alone, or GD002 if there is nothing else."""
    report = gd.structure({"overview": {"heading": text, "text": text}, "requests": {"received": {"total": 1}}})
    assert [finding.code for finding in gd.check(report, select=["GD1"])] == ["GD101"]
    lacking = dict.fromkeys(("proactive_disclosure", "requests", "disputes"))
    prose = {key: {"heading": text} for key in ("overview", "problems", "other_matters")}
    assert [finding.code for finding in gd.check(gd.structure(lacking | prose))] == ["GD002"]


@pytest.mark.parametrize("text", ["/", "——", "…", "没有！", "暂 无", "【无】", f"{' ' * 50}略"])
def test_punctuation_says_nothing(text):
    """A dash in section five is as empty as 无."""
    report = gd.structure({"problems": {"heading": "五、存在的主要问题及改进情况", "text": text}})
    assert [finding.code for finding in gd.check(report, select=["GD105"])] == ["GD105"]
