"""Own rules: CSS selectors and phrases whose text is kept or dropped, for all pages or for those of a site."""

from __future__ import annotations

from declutter.rules.matcher import Matcher
from declutter.rules.rule import NO_RULES, Rule, RuleSet, rule_set, texts_of
from declutter.rules.sites import Rules, load_rules

__all__ = ["NO_RULES", "Matcher", "Rule", "RuleSet", "Rules", "load_rules", "rule_set", "texts_of"]
