"""Settings from ``[tool.gov-disclosure]`` in ``pyproject.toml`` or from ``gov-disclosure.toml``, and what they do."""
