"""Keeping what a file has put into a text from commanding a console."""

from gov_disclosure.output.lines import on_one_line, visible


def test_control_characters_are_shown_escaped():
    """What would colour a console or move its cursor does nothing; line breaks are kept, or escaped in a name."""
    assert visible("a\x1b[31m\rb\nc\x9b") == "a\\x1b[31m\\rb\nc\\x9b"
    assert on_one_line("new\nline\t\u2028.txt") == "new\\nline\\t\\u2028.txt"
