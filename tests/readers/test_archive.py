"""Zip archives are folders in a file: each report in them is read, and nothing harmful is."""

import zipfile

import pytest

import gov_disclosure as gd
from gov_disclosure.readers.archive import load_member, members
from gov_disclosure.readers.limits import DEFAULT, Limits


def packed(path, **files):
    """An archive with files; ``__`` in a name stands for a slash and ``_txt`` for a suffix."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_txt", ".txt"), data)
    return str(path)


def refusal(path, name, limits=DEFAULT):
    """Why a file of an archive is not read."""
    member = next(m for m in members(path, limits) if m.name == name)
    with pytest.raises(gd.ReadError) as error:
        load_member(path, member, limits)
    assert error.value.finding.code == "GD001"
    return error.value.finding.render("en")


def test_the_files_of_an_archive_are_listed_by_name_and_read(tmp_path):
    """A file in an archive is called by the archive's path and its own."""
    path = packed(tmp_path / "a.zip", b_txt="two", a__c_txt="one")
    found = members(path, DEFAULT)
    assert [m.name for m in found] == ["a/c.txt", "b.txt"]
    source = load_member(path, found[0], DEFAULT)
    assert (source.data, source.path) == (b"one", f"{path}/a/c.txt")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_chinese_names_are_read_whatever_packed_them(tmp_path, encoding):
    """Names in GBK, as Windows writes them, and in UTF-8 without the mark are both read right."""
    raw = "某县/年报.txt".encode(encoding)
    placeholder = "x" * len(raw)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(placeholder, "text")
    path.write_bytes(path.read_bytes().replace(placeholder.encode(), raw))
    assert [m.name for m in members(str(path), DEFAULT)] == ["某县/年报.txt"]


@pytest.mark.parametrize("name", ["../../out.txt", "/etc/passwd.txt", "C:/x.txt"])
def test_a_path_that_leaves_the_archive_is_refused(tmp_path, name):
    """Nothing outside is touched, and the finding says why the file is not read."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "text")
    assert "leaves the archive" in refusal(str(path), members(str(path), DEFAULT)[0].name)


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path):
    """What would become hundreds of times larger is not unpacked."""
    path = packed(tmp_path / "a.zip", bomb_txt=b"0" * 50_000_000)
    assert "200 times" in refusal(path, "bomb.txt")


def test_a_file_larger_than_the_limit_is_refused(tmp_path):
    """The limit of a file's size holds in an archive, too, and no more than that is unpacked."""
    path = packed(tmp_path / "a.zip", a_txt="一二三四五六七八九十" * 100)
    assert "too large" in refusal(path, "a.txt", Limits(bytes=1000))


def test_an_archive_in_an_archive_is_refused(tmp_path):
    """Nested archives are not opened."""
    inner = packed(tmp_path / "inner.zip", a_txt="text")
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "inner.zip")
    assert "inside an archive" in refusal(str(path), "inner.zip")


def test_a_file_with_a_password_is_refused(tmp_path):
    """An encrypted file is said to be one."""
    path = tmp_path / "a.zip"
    packed(path, a_txt="text")
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(data)
    assert "password" in refusal(str(path), "a.txt")


def test_a_damaged_file_is_refused(tmp_path):
    """A file whose packed bytes are damaged ends in a finding, not in an error of the program."""
    path = tmp_path / "a.zip"
    packed(path, a_txt="一二三四五六七八九十" * 100)
    data = bytearray(path.read_bytes())
    data[45:60] = b"\xff" * 15
    path.write_bytes(data)
    assert "cannot be unpacked" in refusal(str(path), "a.txt")


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 and no more"])
def test_what_is_no_archive_says_so(tmp_path, content):
    """A file that only has the name of an archive is GD001."""
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(gd.ReadError) as error:
        members(str(path), DEFAULT)
    assert "archive cannot be opened" in error.value.finding.render("en")


def test_an_archive_of_too_many_files_is_refused(tmp_path):
    """The number of files in an archive is limited."""
    path = packed(tmp_path / "a.zip", a_txt="1", b_txt="2", c_txt="3")
    with pytest.raises(gd.ReadError) as error:
        members(path, Limits(members=2))
    assert "more than 2 files" in error.value.finding.render("en")
