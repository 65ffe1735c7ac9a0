"""What the site derives from the package: rule pages, the form, the contracts, the command line and the limits.

A page asks for a part of it with a directive that names the part and its arguments::

    ```{derived} rows 2021 requests
    ```

The pages of the rules are written as files before Sphinx looks which there are.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from . import commands, contracts, form, languages, limits, links, rules, searching

PARTS: dict[str, Callable[..., str]] = {
    "command": commands.command,
    "rows": form.rows,
    "limits": limits.markdown,
    "schema": contracts.schema,
    "sections": form.headings,
    "settings": contracts.settings,
}
"""Each gives Markdown."""


class Derived(SphinxDirective):
    """Shows a part of the package as if its Markdown stood in the page."""

    required_arguments = 1
    optional_arguments = 9
    final_argument_whitespace = False
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """The nodes of the part."""
        name, *arguments = self.arguments
        lines = PARTS[name](*arguments).splitlines()
        holder = nodes.Element()
        self.state.nested_parse(StringList(lines, source=f"{name} (derived)"), self.content_offset, holder)
        return list(holder.children)


def _write_rule_pages(app: Sphinx) -> None:
    rules.write(Path(app.srcdir))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, the pages and the links."""
    app.add_directive("derived", Derived)
    app.add_post_transform(links.RuleLinks)
    app.add_search_language(searching.SearchBoth)
    app.connect("builder-inited", _write_rule_pages)
    app.connect("html-page-context", languages.in_context, priority=900)  # when the theme has made the navigation
    return {"parallel_read_safe": True, "parallel_write_safe": True}
