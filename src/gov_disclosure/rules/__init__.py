"""What must hold: rules, the registry in which they live, and the identities as data."""

from .identities import Identity, form_used, identities
from .model import Rule, problem, rule
from .registry import Registry, default_registry

__all__ = ["Identity", "Registry", "Rule", "default_registry", "form_used", "identities", "problem", "rule"]
