"""Reports in canonical form as files: YAML is read as strictly as JSON."""

import pytest

import gov_disclosure as gd


def read(path, text):
    """The report in a YAML file with this text."""
    file = path / "report.yaml"
    file.write_text(text, "utf-8")
    return gd.read(file)


def refused(path, text):
    """What is said of a YAML file that cannot be read."""
    with pytest.raises(gd.ReadError) as error:
        read(path, text)
    return error.value.finding.render("en")


@pytest.mark.parametrize(
    "value",
    [
        "010",
        "0o14",
        "0x1F",
        "0b11",
        "1_000",
        "+5",
        ".inf",
        ".nan",
        "2021-01-01",
        "!!binary aGk=",
        "!mine 12",
        "yes: no",
    ],
)
def test_what_json_takes_for_no_number_is_none_in_yaml(tmp_path, value):
    """Octal numbers, dates and tags, which YAML readers take for one thing or another, are errors with their place."""
    said = refused(tmp_path, f"requests:\n  received:\n    total: {{{value}}}\n" if ": " in value else
                   f"requests:\n  received:\n    total: {value}\n")  # fmt: skip
    assert "3:12: requests.received.total: expected a number, a text or null, found" in said


@pytest.mark.parametrize("value", ["no", "off", "1:30", "n", "12件"])
def test_a_word_is_a_text_in_yaml(tmp_path, value):
    """``no`` and ``off`` are no truth values, and ``1:30`` is no number in base 60."""
    report = read(tmp_path, f"requests: {{received: {{total: '/', enterprise: {value}}}}}\n")
    assert report["requests.received.enterprise"].text == value


@pytest.mark.parametrize("value", ["true", "3.0", "1e3", '"12"', "１２", "1,200", "[1]", "9" * 4301])
def test_what_is_refused_in_json_is_refused_in_yaml(tmp_path, value):
    """A truth value, a fraction, a number in quotes and one that is too long are no counts."""
    assert "requests.received.total: " in refused(tmp_path, f"requests:\n  received:\n    total: {value}\n")


def test_every_key_that_stands_twice_is_named(tmp_path):
    """Keys that stand twice are named with everything else that is wrong, each with path, line and column."""
    said = refused(tmp_path, "year: 2021\nyear: '2022'\nrequests:\n  received: {total: 1, total: 2}\n")
    assert "2:7: year: the key 'year' appears twice" in said
    assert "2:7: year: expected a whole number" in said
    assert "4:31: requests.received.total: the key 'total' appears twice" in said


def test_a_key_is_a_text_and_merges_nothing(tmp_path):
    """Keys that YAML would take for a number, for nothing or for a merge are unknown keys, as in JSON."""
    said = refused(tmp_path, "1: 2\nnull: 3\n<<: {year: 2021}\n? [a, b]\n: 4\n")
    for line, key in ((1, "1"), (2, "null"), (3, "<<"), (5, "[a, b]")):
        assert f"{line}:{5 if line == 3 else 3 if line == 5 else 4 if line == 1 else 7}: {key}: unknown key" in said


def test_aliases_stand_for_what_they_name(tmp_path):
    """A row of zeros may be written once; each of its places is that of the row."""
    report = read(tmp_path, "requests:\n  received: &row {total: 7}\n  carried_in: *row\n")
    assert report["requests.carried_in.total"] == 7
    assert report.locations["requests.carried_in.total"].line == 2


@pytest.mark.parametrize("text", ["".join(
    [f"a0: &a0 [{', '.join('x' * 9)}]\n", *(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))]
), "requests: &all\n  received: *all\n", f"{'[' * 1500}"])  # fmt: skip
def test_aliases_that_blow_up_are_refused(tmp_path, text):
    """A text that says hundreds of millions of values in a few lines, or an endless depth, is not unfolded."""
    assert any(part in refused(tmp_path, text) for part in ("more than 200000 values", "nested too deeply"))
