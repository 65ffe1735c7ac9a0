"""A page's language, and the same page in the other one."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

_CHINESE = "zh/"
_NAMES = {"en": "English", "zh-CN": "中文"}


def in_context(app: Sphinx, pagename: str, _: str, context: dict[str, Any], __: object) -> None:
    """Tell the templates a page's language, and the page's name in the other one if it is there."""
    chinese = pagename.startswith(_CHINESE)
    other = pagename.removeprefix(_CHINESE) if chinese else _CHINESE + pagename
    context["language"] = "zh-CN" if chinese else "en"
    if other in app.env.found_docs:
        code = "en" if chinese else "zh-CN"
        context |= {"other_language": other, "other_language_code": code, "other_language_name": _NAMES[code]}
