"""The documents as a site: ``make docs``.  Everything a page asks for lies beside it, so it works without internet."""

from importlib import metadata

project = "Mammoth Hunt"
author = "Mammoth Hunt contributors"
release = version = metadata.version("mammoth-hunt")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["measurements", "pictures"]
myst_heading_anchors = 4  # links such as mesa.md#both-engines

autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_google_docstring = False

html_theme = "furo"
html_title = "Mammoth Hunt"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
