"""What a consolidated report has to say beside the reports of its parts."""

from decimal import Decimal

import pytest
import tables

import gov_disclosure as gd

NAMES = ("甲局", "乙局", "丙局", "丁局")


def row(natural_person=0, enterprise=0):
    """A row of table three with its total."""
    return tables.row(natural_person=natural_person, enterprise=enterprise, total=natural_person + enterprise)


def report(issuer="某县人民政府", year=2023, edition="2021", two=None, **rows):
    """A report of which the given rows of tables two and three are known."""
    found = {"edition": edition, "issuer": issuer, "year": year, "requests": rows}
    return gd.structure(found | ({"proactive_disclosure": two} if two else {}))


def parts_of(*figures, name="received"):
    """Parts that each have a row of their own."""
    return [report(issuer, **{name: row(*pair)}) for issuer, pair in zip(NAMES, figures, strict=False)]


def check(whole, parts, **more):
    """The findings, none of which is ever an error."""
    findings = gd.check_group(whole, parts, **more)
    assert findings.failures == ()
    assert not findings.at_least(gd.Severity.ERROR)
    return findings


PARTS = parts_of((5, 1), (7, 0), (11, 2))


def test_a_whole_that_is_the_sum_of_its_parts_holds():
    """Nothing is said of sums that are right, and what is not known is listed."""
    found = check(report(received=row(23, 3)), PARTS)
    assert not found
    (entry,) = found.unevaluated
    assert "requests.carried_in.total" in entry.cells
    assert "requests.received.total" not in entry.cells


def test_the_differing_cells_of_a_row_are_one_finding():
    """A wrong figure and its total are said together, with the sums and how many parts were given."""
    (found,) = check(report(received=row(24, 3)), PARTS)
    assert found.severity is gd.Severity.WARNING
    assert found.cells == ("requests.received.natural_person", "requests.received.total")
    assert (found.expected, found.actual) == (26, 27)
    assert "3 parts" in found.render("en")
    assert "24 instead of 23" in found.render("en")


def test_a_part_that_was_left_out_is_named():
    """Where one part has just what is missing, it is named, and no other."""
    (found,) = check(report(received=row(16, 3)), PARTS)
    assert "left out: 乙局" in found.render("en")
    assert "甲局" not in found.render("en")


def test_a_part_that_was_counted_twice_is_named():
    """Where one part has just what is too much, it is named."""
    (found,) = check(report(received=row(28, 4)), PARTS)
    assert "counted twice: 甲局" in found.render("en")


def test_a_pair_of_parts_is_named_where_no_single_one_will_do():
    """Two parts whose figures together are missing are named together."""
    (found,) = check(report(received=row(11, 2)), PARTS)
    assert "left out: 甲局 together with 乙局" in found.render("en")


def test_a_part_with_a_figure_that_looks_mistyped_is_named():
    """Where no part was left out, one with two digits swapped explains the difference, with its total or without."""
    parts = parts_of((5, 1), (31, 0), (11, 2))
    for whole in (row(29, 3), row(29, 3) | {"total": 50}):
        (found,) = check(report(received=whole), parts)
        assert "a slip in a part: 乙局 (31 for 13)" in found.render("en")
    (found,) = check(report(received=row(29, 4)), parts)
    assert "slip" not in found.render("en")


def test_of_many_parts_that_may_be_mistyped_none_is_named():
    """Where many parts could have swapped digits, that is chance."""
    (found,) = check(report(received=row(172)), parts_of((31, 0), (42, 0), (53, 0), (64, 0)))
    assert "slip" not in found.render("en")


def test_a_part_explains_nothing_if_another_column_contradicts_it():
    """A part of which one column fits and another does not is not named."""
    (found,) = check(report(received=row(18, 3)), PARTS)
    assert "left out" not in found.render("en")


def test_a_single_figure_is_explained_by_the_part_that_has_it():
    """Where one cell alone differs, the part with just that figure is named, though its row has others."""
    (found,) = check(report(received=row(23, 3) | {"enterprise": 1}), PARTS)
    assert found.cells == ("requests.received.enterprise",)
    assert "left out: 丙局" in found.render("en")


def test_rows_that_different_parts_explain_stay_apart():
    """Rows are put together only if one part explains most of those that differ."""
    one = report("甲局", received=row(5), carried_in=row(1), carried_out=row(0))
    other = report("乙局", received=row(7), carried_in=row(2), carried_out=row(4))
    found = check(report(received=row(7), carried_in=row(1), carried_out=row(9)), [one, other])
    assert [f.cells[-1] for f in found] == [
        f"requests.{name}.total" for name in ("received", "carried_in", "carried_out")
    ]
    said = [f.render("en") for f in found]
    assert "left out: 甲局" in said[0]
    assert "left out: 乙局" in said[1]
    assert "follow" not in said[2]


def test_many_small_parts_are_compared_in_no_time_and_blamed_for_nothing():
    """Of very many pairs that would fit none is named: with small figures that says nothing."""
    parts = [report(f"第{i}局", received=row(i % 2)) for i in range(200)]
    (found,) = check(report(received=row(98)), parts)
    assert "follow" not in found.render("en")


def test_many_parts_that_would_explain_a_difference_are_counted():
    """Of more than three candidates three are named and the others counted."""
    parts = parts_of(*[(1, 0)] * 4)
    parts.append(report("戊局", received=row(9, 0)))
    (found,) = check(report(received=row(12, 0)), parts)
    assert "left out: 甲局, 乙局, 丙局, 1 more" in found.render("en")


def test_the_rows_that_one_part_explains_are_one_finding():
    """A part that was left out altogether is said once for a table, and what else differs is said by itself."""
    rows = {"received": row(5, 1), "carried_in": row(2, 0), "carried_out": row(0, 4)}
    one, other = report("甲局", **rows), report("乙局", **{key: row(3, 3) for key in rows})
    whole = report(received=row(3, 3), carried_in=row(3, 3), carried_out=row(3, 9))
    found = check(whole, [one, other])
    assert [f.cells[-1] for f in found] == ["requests.carried_in.total", "requests.carried_out.total"]
    assert found[0].cells[0] == "requests.received.natural_person"
    assert "left out: 甲局" in found[0].render("en")
    assert "left out" not in found[1].render("en")


def test_a_pair_explains_rows_in_which_one_of_them_has_nothing():
    """Two parts that were left out are named together for all rows, even where one of them has only zeros."""
    one = report("甲局", received=row(5, 1), carried_in=row(0, 0))
    two = report("乙局", received=row(7, 2), carried_in=row(4, 0))
    three = report("丙局", received=row(1, 1), carried_in=row(1, 0))
    (found,) = check(report(received=row(1, 1), carried_in=row(1, 0)), [one, two, three])
    assert "left out: 甲局 together with 乙局" in found.render("en")


def test_the_form_of_otherwise_may_differ():
    """Where the whole gives 其他处理 in one row and a part in three, the three are added up."""
    three = {"not_corrected": row(1), "fee_unpaid": row(0), "other": row(2)}
    parts = [
        report("甲局", outcomes={"otherwise": three}),
        report("乙局", outcomes={"otherwise": {"undivided": row(4)}}),
    ]
    whole = {"otherwise": {"undivided": row(7)}}
    assert not check(report(outcomes=whole), parts)
    whole = {"otherwise": {"undivided": row(8)}}
    (found,) = check(report(outcomes=whole), parts)
    assert found.cells[-1] == "requests.outcomes.otherwise.undivided.total"


def test_amounts_may_differ_by_what_rounding_makes():
    """Three amounts rounded to two places may be off by two hundredths, and no more."""

    def fees(amount, name="某县人民政府"):
        return report(name, two={"administrative_fees": {"amount": amount}})

    parts = [fees(Decimal("1.11"), "甲局"), fees(Decimal("2.22"), "乙局"), fees(Decimal(4), "丙局")]
    assert not check(fees(Decimal("7.35")), parts)
    assert len(check(fees(Decimal("7.36")), parts)) == 1
    assert len(check(fees(8), [fees(3, "甲局"), fees(4, "乙局")])) == 1


@pytest.mark.parametrize("spoilt", ["/", None])
def test_a_figure_of_the_whole_that_is_not_there_is_not_compared(spoilt):
    """An unreadable or blank figure of the whole is listed, the others of its row are compared."""
    whole = report(received=row(24, 3) | {"total": spoilt})
    found = check(whole, PARTS)
    assert [f.cells for f in found] == [("requests.received.natural_person",)]
    assert any("requests.received.total" in entry.cells for entry in found.unevaluated)


def test_a_part_of_which_a_figure_is_not_known_is_named():
    """A cell that one part lacks is not compared, and the part is named."""
    parts = [PARTS[0], report("乙局", received=row(7) | {"enterprise": "无"}), PARTS[2]]
    found = check(report(received=row(23, 9)), parts)
    assert [f.cells for f in found] == [("requests.received.total",)]
    assert any("乙局" in entry.text.render("en") for entry in found.unevaluated)


def test_a_blank_of_a_part_counts_as_none():
    """A part that leaves a cell blank adds nothing."""
    parts = [PARTS[0], report("乙局", received=row(7) | {"enterprise": None}), PARTS[2]]
    assert not check(report(received=row(23, 3)), parts)


def test_rows_that_nobody_has_are_not_listed():
    """A row that neither the whole nor any part has was not to be compared."""
    found = check(report(received=row(5, 1), carried_in=None), [report("甲局", received=row(5, 1), carried_in=None)])
    assert not found
    assert not any("requests.carried_in.total" in entry.cells for entry in found.unevaluated)


def test_the_same_part_in_two_forms_counts_once():
    """A part given as .docx and as .pdf is one part; equal parts of different bodies are two."""
    assert not check(report(received=row(23, 3)), [*PARTS, PARTS[1]])
    nameless = [report(None, received=row(5, 1))] * 2
    assert not check(report(received=row(10, 2)), nameless)


def test_a_part_on_another_year_is_left_out_and_named():
    """Last year's report of a part is no part of this year's whole."""
    found = check(report(received=row(12, 1)), [*PARTS[:2], report("丙局", 2022, received=row(11, 2))])
    assert [f.code for f in found] == ["GD602"]
    assert "丙局" in found[0].message
    assert "2022" in found[0].message


def test_a_part_that_is_no_report_counts_for_none_and_is_named(tmp_path):
    """A file in which there is nothing of a report is not added up as a part with 0 everywhere."""
    (tmp_path / "letter.txt").write_text("nothing of the kind", "utf-8")
    found = check(report(received=row(13, 1)), [*PARTS[:2], gd.read(tmp_path / "letter.txt")])
    assert [f.code for f in found] == ["GD602", "GD601"]
    assert "part no. 3 could not be read" in found[0].render("en")
    assert "sum of the 2 parts given" in found[1].render("en")


def test_without_parts_nothing_is_compared():
    """No part, or none on the year: that is said, and nothing else."""
    found = check(report(received=row(1)), [], select=["GD601"])
    assert not found
    assert [entry.code for entry in found.unevaluated] == ["GD601"]


def test_parts_that_should_be_there_and_are_not_are_named():
    """Every expected part that is missing and every one that could not be read is a note of its own."""
    expected = ["甲局", " 乙 局", "戊局", "己局"]
    found = check(report(received=row(23, 3)), PARTS, expected_parts=expected, unread=["丁.pdf"])
    assert [(f.code, f.severity.value) for f in found] == [("GD602", "info")] * 3
    assert {f.problem.quote for f in found} == {"戊局", "己局", "丁.pdf"}
    assert len({f.fingerprint for f in found}) == 3


def test_an_expected_part_may_have_a_similar_or_a_configured_name():
    """A part is there under a similar name that only it has, or under one that the configuration says."""
    parts = [report("某县财政局", received=row(1)), report("发改委", received=row(2))]
    expected = ["财政局", "发展和改革委员会"]
    whole = report(received=row(3))
    assert [f.problem.quote for f in check(whole, parts, expected_parts=expected)] == ["发展和改革委员会"]
    names = [["发展和改革委员会", "发改委"]]
    assert not check(whole, parts, expected_parts=expected, names=names)


def test_a_part_stands_for_one_expected_name_only():
    """A government does not stand for its office where both are expected."""
    parts = [report("某镇人民政府", received=row(1))]
    found = check(report(received=row(1)), parts, expected_parts=["某镇人民政府", "某镇人民政府办公室"])
    assert [f.problem.quote for f in found] == ["某镇人民政府办公室"]


def test_a_part_without_name_is_called_by_its_number():
    """A part whose title names nobody is still told from the others."""
    parts = [report(None, received=row(5)), report(None, received=row(7))]
    (found,) = check(report(received=row(5)), parts)
    assert "part no. 2" in found.render("en")
