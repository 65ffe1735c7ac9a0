"""What is looked for before the rules are asked: it never keeps a rule from speaking."""

from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.report.layout import sections
from gov_disclosure.rules import Registry
from gov_disclosure.rules.survey import survey
from gov_disclosure.rules.wording import traits_of_text
from gov_disclosure.testing import any_reports, changed, faulty_reports, reports

REPORTS = reports() | any_reports() | faulty_reports().map(lambda faulty: faulty.report)
TEXTS = st.sampled_from(
    [
        gd.UNKNOWN,
        None,
        "",
        " \u3000",
        "无。",
        "六、其他需要报告的事项",
        "所列数据的统计期限为2022年1月1日至2022年12月31日。",
        "某县人民政府2022年政府信息公开工作年度报告",
        "主动公开、依申请公开、政府信息管理、平台建设、监督保障；未收取信息处理费。",
    ]
)
PLACES = st.sampled_from(
    [
        "title",
        "preamble",
        *(f"{key}.{part}" for key in ("overview", "problems", "other_matters") for part in ("heading", "text")),
    ]
)
YEARS = st.sampled_from([gd.UNKNOWN, None, 2018, 2020, 2022])
RULES = [rule for rule in Registry(plugins=[]) if rule.of == "report" and rule.when]


@given(REPORTS, st.dictionaries(PLACES, TEXTS, max_size=3), st.none() | YEARS)
def test_every_rule_that_has_something_to_say_is_asked(report, texts, year):
    """Where a rule would say anything, one of the traits for which it waits occurs."""
    report = attrs.evolve(changed(report, texts), year=report.year if year is None else year)
    found = survey(report)
    traits = found.traits.union(traits_of_text(report))
    silenced = [
        rule.code
        for rule in RULES
        if rule.applies_to(report.edition) and not traits.intersection(rule.when or ())
        if list(rule.check(report, found) if rule.given else rule.check(report))
    ]
    assert silenced == []


def test_a_report_as_it_should_be_has_no_trait():
    """Of a consistent report with all its texts no rule has to be asked."""
    example: dict[str, Any] = {
        "edition": "2021",
        "issuer": "某县人民政府",
        "year": 2022,
        "title": "某县人民政府2022年政府信息公开工作年度报告",
        "preamble": "所列数据的统计期限为2022年1月1日至2022年12月31日。",
    }
    example |= {key: {"heading": section.label.printed, "text": ""} for key, section in sections().items()}
    example["outline"] = [{"text": example[key]["heading"], "section": key} for key in sections()]
    example["overview"]["text"] = "主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。"
    example["problems"]["text"] = "解读形式单一，将增加图解。"
    example["other_matters"]["text"] = "未收取信息处理费。"
    example["proactive_disclosure"]["government_rules"] = dict.fromkeys(("issued", "repealed", "in_force"), 0)
    assert traits_of_text(gd.structure(example)) == []


def test_a_report_that_cannot_be_looked_at_is_the_fault_of_a_rule():
    """A report of the wrong types, which only a program can make, ends in a rule's failure; other rules go on."""
    wrong: Any = (3,)
    report = attrs.evolve(gd.structure({"disputes": {"reconsideration": {"upheld": -1}}}), outline=wrong)
    findings = gd.check(report)
    assert {f.code for f in findings.failures} == {"GD102"}
    assert "GD201" in {f.code for f in findings}
