"""Search in both languages: Chinese has no spaces, so every two characters that stand together can be looked for."""

from __future__ import annotations

import re
from itertools import pairwise

from sphinx.search.en import SearchEnglish

_CHINESE = re.compile(r"[一-鿿]{2,}")


class SearchBoth(SearchEnglish):
    """English words; of Chinese the runs between punctuation marks, as everywhere, and the pairs of characters."""

    lang = "en-zh"

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's own name
        """The words to be found."""
        pairs = {"".join(pair) for run in _CHINESE.findall(input) for pair in pairwise(run)}
        return [*super().split(input), *sorted(pairs)]
