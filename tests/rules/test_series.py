"""What the reports of one body have to say year after year, rule by rule."""

import pytest
from tables import row

import gov_disclosure as gd

DOCUMENTS = "proactive_disclosure.normative_documents"
# The figures that two real reports of one city state of what is carried from 2023 to 2024.
CITY_OUT = {"natural_person": 118, "enterprise": 3, "total": 121}
CITY_DOCUMENTS = ({"issued": 109, "repealed": 489, "in_force": 597}, {"issued": 50, "repealed": 227, "in_force": 420})
CITY_RULES = ({"issued": 2, "repealed": 0, "in_force": 11}, {"issued": 2, "repealed": 1, "in_force": 12})
WORDS = "及时更新门户网站栏目规范申请登记审核答复归档保障公众获取信息权利落实保密审查动态管理公开属性定期清理文件"


def year(n, *, carried_in=None, carried_out=None, documents=None, rules=None, edition="2021", **more):
    """A report on a year; what is not given is unknown."""
    requests = {"carried_in": carried_in, "carried_out": carried_out}
    table_two = {"normative_documents": documents, "government_rules": rules}
    tables = {
        "requests": {key: value for key, value in requests.items() if value is not None},
        "proactive_disclosure": {key: value for key, value in table_two.items() if value is not None},
    }
    return gd.structure({"edition": edition, "year": n, "issuer": "某市人民政府"} | tables | more)


def check(*reports, select):
    """The findings of one rule, and what it could not evaluate."""
    findings = gd.check_series(reports, select=[select])
    assert findings.failures == ()
    return findings


# GD501 ------------------------------------------------------------------------------------------------------------


def test_a_real_pair_of_years_holds():
    """What one year carries out the next carries in, and the documents in force follow from last year's."""
    one = year(2023, carried_out=row(**CITY_OUT), documents=CITY_DOCUMENTS[0], rules=CITY_RULES[0])
    other = year(2024, carried_in=row(**CITY_OUT), documents=CITY_DOCUMENTS[1], rules=CITY_RULES[1])
    assert not check(one, other, select="GD501")
    assert not check(one, other, select="GD501").unevaluated
    assert not check(one, other, select="GD502")
    assert not check(one, other, select="GD502").unevaluated


def test_each_column_that_was_not_carried_over_is_a_finding():
    """Two columns that are wrong in opposite ways are both found, though the total is right."""
    one = year(2022, carried_out=row(natural_person=5, enterprise=2, total=7))
    other = year(2023, carried_in=row(natural_person=6, enterprise=1, total=7))
    found = check(one, other, select="GD501")
    assert [(f.cells, f.expected, f.actual, f.severity.value, f.year) for f in found] == [
        (
            (f"2022:requests.carried_out.{column}", f"requests.carried_in.{column}"),
            expected,
            actual,
            "error",
            2023,
        )
        for column, expected, actual in (("natural_person", 5, 6), ("enterprise", 2, 1))
    ]


@pytest.mark.parametrize("cell", ["/", "unknown"])
def test_a_figure_that_is_not_known_is_not_compared(cell):
    """An unreadable or unknown figure on either side is no finding, and it is listed with what stands opposite."""
    spoilt = row(natural_person=5, total=5) | {"enterprise": cell}
    if cell == "unknown":
        del spoilt["enterprise"]
    found = check(year(2022, carried_out=spoilt), year(2023, carried_in=row(natural_person=5, total=5)), select="GD501")
    assert not found
    (entry,) = found.unevaluated
    assert entry.cells == ("2022:requests.carried_out.enterprise", "2023:requests.carried_in.enterprise")


def test_a_blank_side_is_not_compared():
    """Where one year leaves a column blank there is nothing to compare, which is said."""
    blank = row(natural_person=5, total=5) | {"enterprise": None}
    found = check(
        year(2022, carried_out=row(natural_person=5, enterprise=3, total=8)),
        year(2023, carried_in=blank | {"total": 8}),
        select="GD501",
    )
    assert not found
    (entry,) = found.unevaluated
    assert entry.cells == ("2022:requests.carried_out.enterprise", "2023:requests.carried_in.enterprise")


def test_an_annotated_figure_counts_by_its_number():
    """Words beside a figure do not matter for what is carried over."""
    one = year(2022, carried_out=row(natural_person="3件", total=3))
    assert not check(one, year(2023, carried_in=row(natural_person=3, total=3)), select="GD501")
    (found,) = check(one, year(2023, carried_in=row(natural_person=4, total=3)), select="GD501")
    assert (found.expected, found.actual) == (3, 4)


def test_carry_over_is_checked_from_one_edition_to_the_next():
    """Table three is the same in both editions, so what 2020 carries out 2021 carries in."""
    one = year(2020, carried_out=row(natural_person=5, total=5), edition="2019")
    assert not check(one, year(2021, carried_in=row(natural_person=5, total=5)), select="GD501")
    assert len(check(one, year(2021, carried_in=row(natural_person=4, total=4)), select="GD501")) == 2


def test_nothing_is_compared_across_a_missing_year():
    """2021 and 2023 do not follow on; that they were not compared is listed."""
    found = check(year(2021, carried_out=row(total=5)), year(2023, carried_in=row(total=4)), select="GD501")
    assert not found
    assert [entry.code for entry in found.unevaluated] == ["GD501"]


# GD502 ------------------------------------------------------------------------------------------------------------


def in_force(before, after, **figures):
    """What is said of the documents in force of two years."""
    one = year(2022, documents={"issued": 0, "repealed": 0, "in_force": before}, rules=dict.fromkeys(("issued",), 0))
    other = year(2023, documents={"issued": 0, "repealed": 0, "in_force": after} | figures)
    return [f for f in check(one, other, select="GD502") if DOCUMENTS in f.cells[-1]]


def test_documents_that_expired_are_only_a_note():
    """A shortfall that no slip explains is a note that names the lawful reason."""
    (found,) = in_force(30, 31, issued=6, repealed=2)
    assert (found.severity, found.expected, found.actual) == (gd.Severity.INFO, 34, 31)
    assert "自然失效" in found.message
    assert found.cells == (
        f"2022:{DOCUMENTS}.in_force",
        f"{DOCUMENTS}.issued",
        f"{DOCUMENTS}.repealed",
        f"{DOCUMENTS}.in_force",
    )


def test_documents_that_are_a_slip_away_are_a_warning():
    """Swapped digits are a warning that names both figures."""
    (found,) = in_force(597, 402, issued=50, repealed=227)
    assert found.severity is gd.Severity.WARNING
    assert "402 for 420" in found.render("en")


@pytest.mark.parametrize(("before", "after"), [(None, 5), (5, None), ("/", 5), (5, "无")])
def test_documents_in_force_that_are_blank_or_unreadable_are_not_evaluated(before, after):
    """Without last year's or this year's figure there is no balance."""
    assert not in_force(before, after)


def test_a_blank_number_of_issued_documents_counts_as_none():
    """A blank beside figures counts as 0, as in every sum."""
    assert not in_force(30, 30, issued=None, repealed=None)
    assert len(in_force(30, 25, issued=None, repealed=2)) == 1


def test_documents_are_not_balanced_from_one_edition_to_the_next():
    """The form of 2019 does not count documents in force; that nothing was compared is listed."""
    one = year(2020, edition="2019")
    found = check(one, year(2021, documents=CITY_DOCUMENTS[0]), select="GD502")
    assert not found
    assert f"2021:{DOCUMENTS}.in_force" in {cell for entry in found.unevaluated for cell in entry.cells}
    assert not check(year(2019, edition="2019"), one, select="GD502").unevaluated


# GD503 ------------------------------------------------------------------------------------------------------------


def test_missing_years_are_named():
    """Each gap is one note, shown in the report after it, that names every missing year."""
    found = check(year(2019), year(2023), year(2021), select="GD503")
    assert [(f.year, f.severity.value) for f in found] == [(2021, "info"), (2023, "info")]
    assert "2020" in found[0].message
    assert "2022" in found[1].message


def test_a_year_with_two_different_reports_is_named_with_the_figures():
    """Two reports on one year with different figures are a note that shows both figures."""
    one, other = (year(2023, carried_in=row(total=n)) for n in (5, 6))
    (found,) = check(one, other, select="GD503")
    assert found.cells == ("requests.carried_in.total",)
    assert "5 / 6" in found.render("en")
    assert found.year == 2023


def test_a_year_with_two_different_reports_is_compared_with_no_other():
    """Which of two different reports counts is not guessed."""
    reports = [year(2022, carried_out=row(total=5)), *(year(2023, carried_in=row(total=n)) for n in (5, 6))]
    found = check(*reports, select="GD501")
    assert not found
    assert len(found.unevaluated) == 1


@pytest.mark.parametrize("other", [row(total=5), row(total="5件"), {"total": 5}, row(total=5) | {"enterprise": None}])
def test_the_same_report_in_another_form_is_no_second_report(other):
    """Words, blanks and what could not be read in one form make no different report."""
    reports = [year(2023, carried_in=row(total=5)), year(2023, carried_in=other), year(2022, carried_out=row(total=4))]
    assert not check(*reports, select="GD503")
    assert [f.cells[-1] for f in check(*reports, select="GD501")] == ["requests.carried_in.total"]


# GD504 ------------------------------------------------------------------------------------------------------------


def texts(*pieces, section="overview"):
    """What is said of the texts of years that follow on."""
    reports = [year(2021 + i, **{section: {"heading": "", "text": text}}) for i, text in enumerate(pieces)]
    return check(*reports, select="GD504")


@pytest.mark.parametrize("section", ["overview", "problems"])
def test_a_copied_text_is_found_whatever_its_figures(section):
    """Last year's text with other years, figures and punctuation is last year's text."""
    (found,) = texts(f"2021年，{WORDS}，共12条。{WORDS}", f"2022 年{WORDS}；共一百三十条，{WORDS}。", section=section)
    assert found.cells == (f"2021:{section}", section)
    assert found.severity is gd.Severity.WARNING


def test_a_nearly_copied_text_is_found():
    """A word exchanged here and there makes no new text."""
    assert len(texts(WORDS * 2, (WORDS * 2).replace("规范", "细化", 1).replace("动态", "认真", 1))) == 1


def test_set_phrases_do_not_make_a_copy():
    """A text of which nine tenths are last year's phrases tells something new."""
    new = "新设政务热线知识库举办开放日"
    assert not texts(WORDS * 2, WORDS + WORDS[len(new) :] + new)


def test_a_short_text_is_not_compared():
    """From 100 characters on a text is compared; a short one cannot help resembling last year's."""
    text = (WORDS * 3)[:100]
    assert len(texts(text, text)) == 1
    assert not texts(text[1:], text[1:])
    assert not texts(f"{text[1:]}2021，。", f"{text[1:]}2022，。")


def test_texts_that_are_not_given_are_listed():
    """Of reports that are figures alone no copy is looked for, and that is said once for two years."""
    found = check(year(2021), year(2022), select="GD504")
    assert not found
    (entry,) = found.unevaluated
    assert entry.cells == ("2021:overview", "2022:overview", "2021:problems", "2022:problems")


def test_a_section_that_is_missing_is_no_copy():
    """Two reports without section five have no text in common."""
    assert not texts(None, None)


# GD505 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (10, 10_000, True),
        (10, 9_999, False),
        (9, 9_000_000, False),
        (15_000, 15, True),
        (15_000, 16, False),
        (59.25, 592_500, True),
        (592_500, 59.25, True),
        (1_500_000, 0, False),
        (0, 1_500_000, False),
        (None, 1_500_000, False),
        ("59.25万元", 592_500, True),
    ],
)
def test_a_figure_that_changes_a_thousandfold_is_a_note(before, after, found):
    """From 10 on a thousandfold change is worth a look, down to 0 it is another matter."""
    reports = [
        year(2021 + i, proactive_disclosure={"administrative_fees": {"amount": n}})
        for i, n in enumerate((before, after))
    ]
    findings = check(*reports, select="GD505")
    assert [f.code for f in findings] == ["GD505"] * found
    if found:
        assert findings[0].cells[-1] == "proactive_disclosure.administrative_fees.amount"
        assert findings[0].severity is gd.Severity.INFO


def test_the_jumps_of_a_row_are_one_finding():
    """Two columns of a row that jump are said together."""
    one = year(2022, carried_out=row(natural_person=20, total=20))
    (found,) = check(one, year(2023, carried_out=row(natural_person=20_000, total=20_000)), select="GD505")
    assert found.cells == (
        "2022:requests.carried_out.natural_person",
        "2022:requests.carried_out.total",
        "requests.carried_out.natural_person",
        "requests.carried_out.total",
    )


def test_table_two_of_another_edition_is_not_compared():
    """The same address may mean something else in the other form; nothing is said but that."""
    one = year(2020, edition="2019", proactive_disclosure={"licensing": {"decisions": 12}})
    found = check(one, year(2021, proactive_disclosure={"licensing": {"decisions": 12_000}}), select="GD505")
    assert not found
    assert ("2021:proactive_disclosure",) in {entry.cells for entry in found.unevaluated}


def test_figures_not_known_are_listed_by_table_and_row():
    """What is unknown as a whole is listed as a whole."""
    found = check(year(2022, carried_out=row()), year(2023, carried_out=row(total="/")), select="GD505")
    (entry,) = found.unevaluated
    assert "2022:disputes" in entry.cells
    assert "2022:requests.carried_in" in entry.cells
    assert "2023:requests.carried_out.total" in entry.cells
    assert "2022:requests.carried_out" not in entry.cells
