"""A page's language, the same page in the other one, and the part of the navigation in the page's own."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

_CHINESE = "zh/"
_NAMES = {"en": "English", "zh-CN": "中文"}
_CAPTION = re.compile(r'(?=<p class="caption")')
_HEADED_IN_CHINESE = re.compile(r"<p[^>]*>(<[^>]*>)*[一-鿿]")


def in_context(app: Sphinx, pagename: str, _: str, context: dict[str, Any], __: object) -> None:
    """Tell the templates a page's language, its part of the navigation, and where to go for the other language."""
    chinese = pagename.startswith(_CHINESE)
    other = pagename.removeprefix(_CHINESE) if chinese else _CHINESE + pagename
    context["language"] = "zh-CN" if chinese else "en"
    parts = _CAPTION.split(context.get("furo_navigation_tree", ""))
    own = (part for part in parts if bool(_HEADED_IN_CHINESE.match(part)) == chinese)
    context["furo_navigation_tree"] = "".join(own)
    if other not in app.env.found_docs:
        other = "index" if chinese else f"{_CHINESE}index"
    code = "en" if chinese else "zh-CN"
    context |= {"other_language": other, "other_language_code": code, "other_language_name": _NAMES[code]}
