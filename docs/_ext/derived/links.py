"""A rule's code in a text becomes a link to its page."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from .rules import FOLDERS

_CODE = re.compile(r"GD[0-9]{3}(?![0-9])")
_ALONE = (nodes.literal_block, nodes.title, nodes.reference, nodes.literal, nodes.raw, nodes.comment)
"""In these a code is not a link: it is code, a heading, or a link already."""


class RuleLinks(SphinxPostTransform):
    """Links every code of a rule to the rule's page in the page's language, except on that page itself."""

    default_priority = 700

    def run(self, **_: Any) -> None:
        """Replace the codes."""
        for text in list(self.document.findall(nodes.Text)):
            if _CODE.search(text) and not self._is_alone(text):
                text.parent.replace(text, self._pieces(str(text)))

    def _is_alone(self, node: nodes.Node) -> bool:
        while node.parent is not None:
            node = node.parent
            if isinstance(node, _ALONE):
                return True
        return False

    def _pieces(self, text: str) -> list[nodes.Node]:
        pieces: list[nodes.Node] = []
        end = 0
        for match in _CODE.finditer(text):
            pieces += [nodes.Text(text[end : match.start()]), self._link(match[0])]
            end = match.end()
        return [*pieces, nodes.Text(text[end:])]

    def _link(self, code: str) -> nodes.Node:
        here = self.env.docname
        target = f"{FOLDERS['zh' if here.startswith('zh/') else 'en']}/{code}"
        if target == here or target not in self.env.found_docs:
            return nodes.Text(code)
        return make_refnode(self.app.builder, here, target, "", nodes.Text(code))
