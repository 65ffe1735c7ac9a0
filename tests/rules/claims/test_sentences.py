"""Where sentences begin and end, and what they are once typography is set aside."""

import pytest

from gov_disclosure.rules.claims.sentences import plain, sentences


def texts(text):
    """The sentences of a text, as they are quoted."""
    return [sentence.text for sentence in sentences("overview", text, bool)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到三件。答复两件。", ["收到三件。", "答复两件。"]),
        ("收到三件；答复两件。", ["收到三件；答复两件。"]),
        ("共收到政府信息\n公开申请5件。", ["共收到政府信息公开申请5件。"]),
        ("（二）依申请公开\n全年收到5件。", ["（二）依申请公开", "全年收到5件。"]),
        ("依申请公开情况：\n全年收到5件。", ["依申请公开情况：", "全年收到5件。"]),
        ("第一段\n\n第二段", ["第一段", "第二段"]),
        ("第一段\n\u3000\u3000第二段", ["第一段", "第二段"]),
        ("收到5件（含结转1件。下同）。完。", ["收到5件（含结转1件。下同）。", "完。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_with_their_stop_or_paragraph(text, found):
    """A line break ends a sentence only where a new paragraph begins; a semicolon does not end it."""
    assert texts(text) == found


def test_a_sentence_knows_its_place():
    """The place of a sentence counts from the beginning of its section's text."""
    text = "收到三件。\n　　答复两件。"
    assert [text[sentence.at :][:2] for sentence in sentences("overview", text, bool)] == ["收到", "答复"]


def test_only_what_is_worth_reading_is_made_plain():
    """A sentence that says nothing about numbers keeps its text alone."""
    first, second = sentences("problems", "认识不足。收到5件。", lambda text: "5" in text)
    assert (first.plain, second.plain) == ("", "收到5件。")
    assert second.section == "problems"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("收到 ２１ 件 ， 占 ４４．０５％", "收到21件，占44.05%"),
        ("①收到5件；②答复3件③结转2件", "收到5件；答复3件，结转2件"),
        ("收到(公民)5件;答复3件", "收到（公民）5件；答复3件"),
        ("收到21件,答复20件.", "收到21件，答复20件。"),
        ("收到1,191件", "收到1,191件"),
        ("申请数量 21 0 0", "申请数量21｜0｜0"),
        ("收到2\n1件", "收到21件"),
        ("依照《政府信息公开条例》受理5件", "依照受理5件"),
        ("收到申请85件\n办结87件", "收到申请85件，办结87件"),
        ("公开⏎申请5件".replace("⏎", "\n"), "公开申请5件"),
    ],
)
def test_typography_is_set_aside(text, folded):
    """Width, white space, punctuation and the titles of documents make no difference."""
    assert plain(text) == folded


def test_a_heading_names_what_follows():
    """A short numbered line without a comma stands like a heading."""
    found = [sentence.heading for sentence in sentences("overview", "（二）依申请公开情况。\n收到5件。", bool)]
    assert found == [True, False]
