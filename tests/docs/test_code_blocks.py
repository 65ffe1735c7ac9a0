"""Every code block of the documentation runs, and prints what its page shows."""

import pages
import pytest

PAGES = {pages.name_of(path): path for path in pages.pages()}


@pytest.mark.parametrize("name", [name for name in PAGES if name not in pages.INSTALLING])
def test_the_blocks_of_a_page_do_what_it_says(name, tmp_path):
    """What a page tells the reader to do works in the order of the page, and prints what the page shows."""
    wrong = [step.wrong for step in pages.follow(PAGES[name], tmp_path) if step.wrong]
    assert not wrong, "\n\n".join(wrong)


def test_a_page_that_is_not_true_is_noticed(tmp_path):
    """Other output, another status, a program that fails, bad JSON and a block that nothing checks are all noticed."""
    page = "```console\n$ echo one\ntwo\n```\n\n```sh\nfalse\n```\n\n```python\nassert 0\n```\n\n```sh\necho 1\n```\n\n```text\n2\n```\n"
    with pages.Reader(tmp_path) as reader:
        assert [bool(step.wrong) for step in reader.follow(pages.blocks_of(page))] == [True] * 4
        with pytest.raises(ValueError, match="Expecting"):
            list(reader.follow(pages.blocks_of("```json\n{]\n```\n")))
        for kind in ("cobol", "text"):
            with pytest.raises(AssertionError, match=kind):
                list(reader.follow(pages.blocks_of(f"```{kind}\n```\n")))


def test_a_page_that_is_true_passes(tmp_path):
    """Files are written, the shell and Python remember, hidden commands run, and an ellipsis stands for anything."""
    page = """\
<!-- run
mkdir sub
-->

In `sub/data.json`:

```json
{"a": 1}
```

```console
$ cd sub && ls
data.json
$ cat <<'END'
> first
> second
> END
first
…
```

```python
import json
from pathlib import Path

a = json.loads(Path("data.json").read_text())["a"]
```

```python
print(a, "and more")
```

```text
1 …
```
"""
    with pages.Reader(tmp_path) as reader:
        steps = list(reader.follow(pages.blocks_of(page)))
    assert [step.wrong for step in steps] == [None] * 5


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a\n…", "a", True),
        ("a … c", "a b c", True),
        ("a", "a  \n\n", True),
        ("", "", True),
        ("", "a", False),
        ("a", "", False),
        ("a…", "b", False),
    ],
)
def test_an_ellipsis_stands_for_anything_and_nothing_else_does(shown, printed, expected):
    """Shown and printed text are compared line by line."""
    assert pages.same(shown, printed) is expected


def test_why_a_block_is_not_run_is_always_said():
    """A block that is not run says why, and there are few of them."""
    left_out = [
        (path.name, block.why_not)
        for path in pages.pages()
        for block in pages.blocks_of(path.read_text("utf-8"))
        if block.why_not
    ]
    assert all(len(why) > 10 for _, why in left_out)
    assert len(left_out) < 20, left_out
