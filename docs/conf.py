"""The documentation site: ``python -m sphinx -W --keep-going -n docs docs/_build/html``."""

import sys
from pathlib import Path

from gov_disclosure import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "gov-disclosure"
author = copyright = "gov-disclosure contributors"  # noqa: A001 - Sphinx's own name
version = release = __version__

extensions = ["derived", "myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build", "_ext", "_templates"]
templates_path = ["_templates"]
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(collections\.abc|decimal|hypothesis|os)\..*"),  # other projects: nothing is looked up while building
    ("py:.*", r"gov_disclosure\.report\.tables\..*"),  # the form has pages of its own
    ("py:attr", r"(Finding|Faulty)\..*"),  # an attrs class states its attributes in its docstring: they are no targets
    ("py:data", r"Example|FAULTS"),  # explained where they are used
]
nitpick_ignore = [("py:class", "gov_disclosure.rules.model.F")]  # a type variable

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # an attrs class states its attributes once, in its docstring
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88

smartquotes = False  # -- is an option here

html_theme = "furo"
html_title = "gov-disclosure"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_search_language = "en-zh"
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
pygments_dark_style = "github-dark"
