"""What a run says of several reports: series and groups in every form of output, and in the exit status."""

import io
import json
import sys

import pytest
import tables
from rich.console import Console

import gov_disclosure as gd
from gov_disclosure.output import concise, text
from gov_disclosure.output import json as as_json
from gov_disclosure.output.comparison import Choice, with_group, with_series
from gov_disclosure.output.result import CheckedFile, Result

CITY = "某市人民政府"
ONLY = Choice(select=("GD5",))
PLACE_KEYS = {"page", "sheet", "table", "row", "column", "line", "text"}


def row(total):
    """A row of table three of which every application is a natural person's."""
    return tables.row(natural_person=total, total=total)


def file(path, year=2023, issuer=CITY, **totals):
    """A checked file whose rows of table three stand on the lines 10, 20, 30 and so on."""
    requests = {name: row(total) for name, total in totals.items()}
    places = {f"requests.{name}.{column}": {"line": 10 * i} for i, name in enumerate(requests, 1) for column in row(0)}
    report = gd.structure({"issuer": issuer, "year": year, "requests": requests, "locations": places})
    return CheckedFile(path, report, gd.Findings())


def unreadable(path):
    """A file that could not be read."""
    return CheckedFile(path, None, gd.Findings())


def rendered(result, lang="en", width=80):
    """The text for people."""
    stream = io.StringIO()
    text.write(result, lang, Console(file=stream, width=width, highlight=False))
    return stream.getvalue()


BROKEN = (
    file("b/2023.docx", 2023, received=7, carried_in=6),
    file("c.docx", 2023, "别县人民政府", received=1),
    file("a/2022.docx", 2022, received=5, carried_in=0, carried_out=4),
)


# Series -----------------------------------------------------------------------------------------------------------


def test_the_years_of_a_body_are_put_in_order():
    """Of the files of a run those of one body are a series by year; a body with one report is none."""
    result = with_series(Result(BROKEN), choice=ONLY)
    (series,) = result.series
    assert (series.issuer, series.paths, series.names) == (CITY, ("a/2022.docx", "b/2023.docx"), ())
    assert {f.code for f in series.findings} == {"GD501"}
    assert result.files == BROKEN


def test_json_has_the_series_with_the_path_of_each_finding():
    """A series in JSON has its body, paths and findings; a finding says in which file and year it is shown."""
    data = as_json.as_data(with_series(Result(BROKEN), choice=ONLY), "en")
    (series,) = data["series"]
    assert series["issuer"] == CITY
    assert series["paths"] == ["a/2022.docx", "b/2023.docx"]
    found = series["findings"][-1]
    assert found["cells"] == ["2022:requests.carried_out.total", "requests.carried_in.total"]
    assert (found["path"], found["year"], found["location"]["line"]) == ("b/2023.docx", 2023, 20)
    assert set(found["places"]) == set(found["cells"])
    assert all(set(place) == PLACE_KEYS for place in found["places"].values())
    assert (found["expected"], found["actual"], found["severity"]) == (4, 6, "error")
    assert {entry["code"] for entry in series["unevaluated"]} == {"GD502", "GD504", "GD505"}
    assert json.dumps(data)


def test_a_series_that_holds_has_no_findings():
    """A body whose years agree is listed, without a finding."""
    files = (file("1.json", 2022, carried_out=3), file("2.json", 2023, carried_in=3))
    (series,) = as_json.as_data(with_series(Result(files), choice=ONLY), "en")["series"]
    assert (series["paths"], series["findings"]) == (["1.json", "2.json"], [])


def test_findings_of_a_series_count_like_any_other():
    """Summary and exit status do not care where a finding comes from."""
    result = with_series(Result(BROKEN), choice=ONLY)
    assert (result.summary.errors, result.summary.reports) == (2, 3)
    assert result.summary.unevaluated == len(result.series[0].findings.unevaluated)
    assert result.exit_status(gd.Severity.ERROR) == 1
    assert Result(BROKEN).exit_status(gd.Severity.ERROR) == 0


def test_concise_names_the_later_report():
    """A line a finding begins with the path and the line in the later report."""
    lines = concise.render(with_series(Result(BROKEN), choice=ONLY), "en").splitlines()
    assert [line.split(" ")[:3] for line in lines] == [["b/2023.docx:20:", "GD501", "carry-over:"]] * 2


def test_text_shows_the_two_figures_side_by_side():
    """After the files come the bodies, with their years and the figures in columns by year."""
    shown = rendered(with_series(Result(BROKEN), choice=ONLY))
    assert shown.index("c.docx") < shown.index(f"{CITY}: year by year")
    lines = [line.strip() for line in shown.splitlines()]
    assert "2022  a/2022.docx" in lines
    assert "error GD501 carry-over  b/2023.docx  line 20" in lines
    assert sum(line.endswith("│2022│2023│") for line in lines) == 2
    assert any(line.endswith("│   4│    │") for line in lines)
    assert any(line.endswith("│    │  ►6│") for line in lines)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_fits_eighty_columns(lang):
    """Nothing of a series or group is wider than the console."""
    from rich.cells import cell_len

    result = with_series(Result(BROKEN), choice=ONLY)
    result = with_group(result, "c.docx", expected_parts=["甲局"])
    assert max(cell_len(line.rstrip()) for line in rendered(result, lang).splitlines()) <= 80


def test_a_series_under_similar_names_says_so():
    """Names that are only similar are shown with the series, and its findings are warnings."""
    files = (BROKEN[0], file("0.docx", 2022, "江苏省某市人民政府", carried_out=4))
    result = with_series(Result(files), choice=ONLY)
    assert result.series[0].names == ("某市人民政府", "江苏省某市人民政府")
    assert "taken for one body: 某市人民政府, 江苏省某市人民政府" in rendered(result)
    assert result.exit_status(gd.Severity.ERROR) == 0
    assert result.summary.warnings == 2


def test_the_configuration_decides_whose_reports_they_are():
    """Names of one body join reports, and keep similar names apart."""
    files = (BROKEN[0], file("0.docx", 2022, "江苏省某市人民政府", carried_out=4))
    joined = with_series(Result(files), [[CITY, "江苏省某市人民政府"]], ONLY)
    assert joined.exit_status(gd.Severity.ERROR) == 1
    apart = with_series(Result(files), [[CITY], ["江苏省某市人民政府"]], ONLY)
    assert apart.series == ()


def test_a_report_that_takes_no_part_says_so():
    """A report without body or year has that among what was not evaluated; alone in a run it has not."""
    lost = file("x.json", 2023, None)
    result = with_series(Result((*BROKEN, lost)), choice=ONLY)
    assert [entry.code for entry in result.files[-1].findings.unevaluated] == ["GD501"]
    assert with_series(Result((lost, unreadable("y.docx"))), choice=ONLY).files[0] == lost


def test_without_a_rule_of_a_series_nothing_is_compared():
    """A selection that has no rule of a series leaves the result as it is."""
    for choice in (Choice(select=("GD3",)), Choice(ignore=("GD5",)), Choice(registry=Shut())):
        assert with_series(Result(BROKEN), choice=choice) == Result(BROKEN)


class Shut(gd.Registry):
    """A registry without rules."""

    def __iter__(self):
        return iter(())


def test_the_same_report_in_two_forms_is_one_of_a_series():
    """Both files are listed and one report is compared; finding and line are those of the one that was."""
    pdf = file("b/2023.pdf", 2023, received=7, carried_in=6)
    lacking = file("b/2023.html", 2023, received=7)
    for files in ((*BROKEN, pdf, lacking), (lacking, pdf, *BROKEN)):
        result = with_series(Result(files), choice=Choice(select=("GD501", "GD503")))
        (series,) = result.series
        assert sorted(series.paths) == ["a/2022.docx", "b/2023.docx", "b/2023.html", "b/2023.pdf"]
        assert [f.code for f in series.findings] == ["GD501", "GD501"]
        assert series.on(2023).path != "b/2023.html"
        assert "b/2023.html" in series.forms
        assert "2023  b/2023.html  (the same report in another form)" in rendered(result)


def test_without_the_extra_that_is_said_once_for_a_run(monkeypatch):
    """Where similar names cannot be compared, a remark says which extra is missing."""
    assert with_series(Result(BROKEN), choice=ONLY).remarks == ()
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    (remark,) = with_series(Result(BROKEN), choice=ONLY).remarks
    assert "gov-disclosure[series]" in remark.render("en")


@pytest.mark.parametrize("of", ["series", "group"])
def test_a_rule_that_fails_makes_the_run_fail(of):
    """A failure in a rule about several reports is a failure of the run, once."""

    def own_rule(*subjects):
        raise ZeroDivisionError("oops")
        yield

    registry = gd.Registry(plugins=[])
    registry.add(gd.Rule("XS001", "own-rule", gd.Severity.ERROR, own_rule, of=of, module="own"))
    choice = Choice(registry=registry)
    result = (
        with_series(Result(BROKEN), choice=choice)
        if of == "series"
        else with_group(Result(BROKEN), "c.docx", choice=choice)
    )
    assert [failure.code for failure in result.failures] == ["XS001"]
    assert result.exit_status(gd.Severity.ERROR) == 3


# Groups -----------------------------------------------------------------------------------------------------------

COUNTY = (
    file("part1.docx", issuer="甲局", received=3),
    file("county.docx", issuer="某县人民政府", received=9),
    file("part2.docx", issuer="乙局", received=5),
    unreadable("part3.pdf"),
)


def test_a_whole_is_compared_with_all_other_files():
    """All files but the whole are its parts; one that could not be read is named."""
    result = with_group(Result(COUNTY), "county.docx", expected_parts=["甲局", "丙局"])
    (group,) = result.groups
    assert (group.whole.path, [part.path for part in group.parts]) == (
        "county.docx",
        ["part1.docx", "part2.docx", "part3.pdf"],
    )
    assert [(f.code, f.severity.value) for f in group.findings] == [
        ("GD602", "info"),
        ("GD602", "info"),
        ("GD601", "warning"),
    ]
    assert result.exit_status(gd.Severity.ERROR) == 0
    assert result.exit_status(gd.Severity.WARNING) == 1


def test_a_file_that_is_no_report_is_no_part(tmp_path):
    """It is named by its path, and the parts that were added up are those that are reports."""
    (tmp_path / "letter.txt").write_text("nothing of the kind", "utf-8")
    letter = CheckedFile("letter.txt", gd.read(tmp_path / "letter.txt"), gd.Findings())
    result = with_group(Result((*COUNTY[:3], letter)), "county.docx")
    assert [f.render("en") for f in result.groups[0].findings if f.code == "GD602"] == [
        "the part letter.txt could not be read"
    ]
    assert "sum of 2 parts" in rendered(result)


def test_another_form_of_a_part_or_of_the_whole_is_shown_as_such():
    """Of the same report in two forms one is added up, and the other is listed as what it is."""
    files = [file(path, issuer=issuer, received=n) for path, issuer, n in (
        ("all.docx", "某县", 5), ("all.pdf", "某县", 5), ("a.docx", "甲局", 2), ("a.pdf", "甲局", 2), ("b.docx", "乙局", 4),
    )]  # fmt: skip
    result = with_group(Result(tuple(files)), "all.docx", choice=Choice(select=("GD601",)))
    (found,) = result.groups[0].findings
    assert (found.expected, found.actual) == (6, 5)
    assert sorted(result.groups[0].forms) == ["a.docx", "all.pdf"]
    shown = rendered(result)
    assert "all.pdf  (the same report in another form)" in shown
    assert "sum of 2 parts" in shown


def test_json_has_the_group():
    """A group in JSON has the whole, its parts and the findings, whose places are the whole's."""
    (group,) = as_json.as_data(with_group(Result(COUNTY), "county.docx"), "en")["groups"]
    assert (group["whole"], group["parts"]) == ("county.docx", ["part1.docx", "part2.docx", "part3.pdf"])
    found = group["findings"][-1]
    assert (found["code"], found["expected"], found["actual"], found["location"]["line"]) == ("GD601", 8, 9, 10)
    assert [entry["code"] for entry in group["unevaluated"]] == ["GD601"]


def test_text_shows_whole_sum_and_difference():
    """The figures of the whole stand beside the sums of the parts and what they differ by."""
    shown = rendered(with_group(Result(COUNTY), "county.docx"))
    assert "county.docx: compared with the sum of its parts" in shown
    assert "sum of 2 parts" in shown
    assert any(line.strip().endswith("│   ►9│             8│        +1│") for line in shown.splitlines())
    assert concise.render(with_group(Result(COUNTY), "county.docx"), "en").startswith("county.docx:")


def test_a_whole_that_could_not_be_read_is_compared_with_nothing():
    """That the whole cannot be read is said in its own place."""
    assert with_group(Result(COUNTY), "part3.pdf").groups == ()


def test_a_whole_that_is_not_there_is_refused():
    """The path of the whole has to be one of the run's."""
    with pytest.raises(KeyError, match=r"other\.docx"):
        with_group(Result(COUNTY), "other.docx")
