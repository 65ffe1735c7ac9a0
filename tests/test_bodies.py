"""Which reports are taken for one body's, which are not, and what is said about it."""

import sys

import pytest

import gov_disclosure as gd
from gov_disclosure.bodies import NamesOfOneBody, are_similar, can_compare, match, normalised
from gov_disclosure.comparing import are_same


def report(issuer, year, received=None):
    """A report of which nothing is known but its body, its year and a figure."""
    found = {"issuer": issuer, "year": year}
    if received is not None:
        found["requests"] = {"received": {"total": received}}
    return gd.structure(found)


def bodies(reports, names=None):
    """The bodies as lists of the reports' numbers, and the numbers of the reports about which there is doubt."""
    found = match(reports, names, are_same=are_same)
    return [list(body.members) for body in found.bodies], sorted(found.doubts)


def test_names_are_compared_without_white_space_and_width():
    """White space and full-width letters make no other name."""
    assert normalised(" 某市\u3000人民 政府（Ａ１）\n") == "某市人民政府(A1)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("洪泽区人民政府", "淮安市洪泽区人民政府"),
        ("洪泽区人民政府", "江苏省淮安市洪泽区人民政府办公室"),
        ("洪泽区人民政府", "洪泽区"),
        ("亭湖区人民政府", "盐城市亭湖区人民政府"),
        ("亭湖区城市管理局", "盐城市亭湖区城市管理局"),
        ("上海市人民政府办公厅", "上海市人民政府"),
        ("财政局", "淮安市财政局"),
        ("淮安市洪泽区财政局", "洪泽区财政局"),
        ("乡宁县人民政府办公室", "临汾市乡宁县人民政府"),
        ("宿迁市自然资源和规划局", "宿迁市自然资源与规划局"),
        ("发展和改革委员会", "发展改革委员会"),
    ],
)
def test_names_that_could_be_one_bodys_are_similar(one, other):
    """Places above, 办公室, 人民政府 and a small word make names similar, either way round."""
    assert are_similar(one, other)
    assert are_similar(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("南京市鼓楼区人民政府", "徐州市鼓楼区人民政府"),
        ("南昌市东湖区人民政府", "南昌市西湖区人民政府"),
        ("淮安市人民政府", "淮安市洪泽区人民政府"),
        ("洪泽区人民政府", "洪泽区财政局"),
        ("洪泽区人民政府", "泽区人民政府"),
        ("某县第一人民医院", "某县第二人民医院"),
        ("住房和城乡建设局", "建设局"),
        ("城市管理局", "管理局"),
        ("盐城市城市管理局", "管理局"),
        ("规划和城市管理局", "管理局"),
        ("某市教育局", "某市财政局"),
        ("某市财政局", "别市财政局"),
    ],
)
def test_names_of_different_bodies_are_not_similar(one, other):
    """Another place, another office, a figure or a direction makes another body."""
    assert not are_similar(one, other)


def test_a_long_name_takes_no_time():
    """A name of nothing but words for places is looked at once, not in every way in which it could be divided."""
    assert are_similar("县市" * 2000, "县市" * 1999)


def test_equal_names_are_one_body():
    """Reports with equal names are one body's, whatever their order."""
    found = [report("甲县人民政府", 2023), report("乙县人民政府", 2022), report("甲县 人民政府", 2022)]
    assert bodies(found) == ([[0, 2], [1]], [])


def test_a_similar_name_is_the_same_body_if_nothing_else_could_be_meant():
    """洪泽区 and 淮安市洪泽区 are one body where there is no other 洪泽区, and the body has the latest name."""
    found = [report("洪泽区人民政府", 2022), report("淮安市洪泽区人民政府", 2023)]
    assert bodies(found) == ([[0, 1]], [])
    (body,) = match(found, are_same=are_same).bodies
    assert body.issuer == "淮安市洪泽区人民政府"
    assert body.names == ("洪泽区人民政府", "淮安市洪泽区人民政府")


def test_of_several_bodies_that_could_be_meant_none_is():
    """鼓楼区 next to two cities' 鼓楼区 is joined with neither, and all three say so."""
    found = [report("鼓楼区人民政府", 2022), report("南京市鼓楼区人民政府", 2023), report("徐州市鼓楼区人民政府", 2023)]
    assert bodies(found) == ([[0], [1], [2]], [0, 1, 2])
    doubt = match(found, are_same=are_same).doubts[0].render("en")
    assert "南京市鼓楼区人民政府" in doubt
    assert "徐州市鼓楼区人民政府" in doubt


def test_equal_names_stay_one_body_where_a_similar_one_is_doubtful():
    """Two reports of 鼓楼区 are one body's, even if it is not certain which 鼓楼区 it is."""
    found = [
        report("鼓楼区人民政府", 2021),
        report("鼓楼区人民政府", 2022),
        report("南京市鼓楼区人民政府", 2023),
        report("徐州市鼓楼区人民政府", 2023),
    ]
    assert bodies(found)[0] == [[0, 1], [2], [3]]


def test_similar_names_with_different_reports_on_one_year_are_two_bodies():
    """A government and its office that both report on a year, with different figures, are two bodies."""
    found = [report("某县人民政府", 2022, 5), report("某县人民政府", 2023, 5), report("某县人民政府办公室", 2023, 6)]
    assert bodies(found) == ([[0, 1], [2]], [0, 1, 2])


def test_similar_names_with_the_same_report_are_one_body():
    """A report that was published twice under similar names is one report of one body."""
    found = [report("某县人民政府", 2023, 5), report("某县人民政府办公室", 2023, 5), report("某县人民政府", 2022, 5)]
    assert bodies(found) == ([[0, 1, 2]], [])


def test_a_chain_of_similar_names_is_one_body_only_if_each_is_similar_to_all():
    """All wordings of one name are one body; a name in the middle of two different ones is no bridge."""
    all_alike = [report(name + "洪泽区人民政府", 2020 + i) for i, name in enumerate(("", "淮安市", "江苏省淮安市"))]
    assert bodies(all_alike)[0] == [[0, 1, 2]]
    bridge = [report(name + "洪泽区人民政府", 2020 + i) for i, name in enumerate(("淮安市", "", "淮阴市"))]
    assert bodies(bridge)[0] == [[0], [1], [2]]


NAMES = ["甲县人民政府", "乙区政府"]


@pytest.mark.parametrize("names", [[NAMES], {"甲县人民政府": ["乙区政府"]}, {"甲": NAMES}])
def test_names_of_one_body_can_be_said(names):
    """What the configuration calls one body is one body, and bears its first name."""
    found = [report("甲县人民政府", 2022), report("乙区政府", 2023)]
    assert bodies(found)[0] == [[0], [1]]
    assert bodies(found, names)[0] == [[0, 1]]
    (body,) = match(found, names, are_same=are_same).bodies
    assert body.issuer == (next(iter(names)) if isinstance(names, dict) else NAMES[0])


def test_similar_names_can_be_said_to_be_different_bodies():
    """Two names that stand each in a list of its own are two bodies, however similar they are."""
    found = [report("洪泽区人民政府", 2022), report("淮安市洪泽区人民政府", 2023)]
    assert bodies(found, [["洪泽区人民政府"], ["淮安市洪泽区人民政府"]]) == ([[0], [1]], [])


def test_a_name_that_is_said_to_be_two_bodies_is_refused():
    """A name belongs to one body only, and a single text is no list of names."""
    with pytest.raises(ValueError, match="甲"):
        NamesOfOneBody([["甲", "乙"], ["丙", "甲"]])
    with pytest.raises(TypeError, match="lists of names"):
        NamesOfOneBody(["甲县人民政府"])


@pytest.mark.parametrize("issuer", [None, " "])
def test_a_report_without_body_takes_no_part(issuer):
    """Where the title names nobody, the report is no body's, and says so."""
    found = [report(issuer, 2022), report("甲县人民政府", 2022), report("甲县人民政府", 2023)]
    assert bodies(found) == ([[1, 2]], [0])


def test_a_report_without_year_takes_no_part():
    """A report on an unknown year cannot be put in order, and says so."""
    found = [gd.structure({"issuer": "甲县人民政府"}), report("甲县人民政府", 2023)]
    assert bodies(found) == ([[1]], [0])


def test_without_the_extra_only_equal_names_are_one_body(monkeypatch):
    """Where rapidfuzz is not installed, similar names are left alone."""
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert not can_compare()
    found = [report("洪泽区人民政府", 2022), report("淮安市洪泽区人民政府", 2023), report("洪泽区人民政府", 2023)]
    assert bodies(found) == ([[0, 2], [1]], [])
