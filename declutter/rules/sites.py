"""Rules of sites: lists of rules by host, from a TOML file."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from declutter.rules.rule import rule_set, texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

EXAMPLE = """write [site."example.org"] and below it drop = [".promo"]"""
HOST_CHARACTERS = frozenset("-._")


class Lists(NamedTuple):
    """Rules as they were written."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def and_then(self, other: Lists) -> Lists:
        """The rules of both."""
        return Lists(self.keep + other.keep, self.drop + other.drop)


@dataclass(frozen=True)
class Rules:
    """Rules for all pages and for those of sites. Immutable and hashable; part of `Options`.

    Attributes:
        keep: rules for every page: CSS selectors and phrases whose text is kept.
        drop: … whose text is dropped.
        sites: rules by host: pairs of a host and its two tuples of rules. They apply to the pages of the host and of all below it.
    """

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    sites: tuple[tuple[str, Lists], ...] = ()

    @classmethod
    def from_dict(cls, table: Mapping[str, Any]) -> Rules:
        """Rules from a table as a TOML file holds it: ``keep``, ``drop``, and ``site`` with such a table for each host.

        Raises:
            ValueError: for an unknown key, a host that is none, or a wrong rule.
        """
        unknown(table, {"keep", "drop", "site"}, "rules")
        sites = table.get("site", {})
        if not isinstance(sites, dict):
            raise ValueError(f"site must be a table of hosts, not {sites!r}: {EXAMPLE}")
        made = []
        for host, rules in sites.items():
            if not isinstance(rules, dict):
                raise ValueError(f'the rules of site "{host}" must be a table, not {rules!r}: {EXAMPLE}')
            unknown(rules, {"keep", "drop"}, f'the rules of site "{host}"')
            made.append((host_of(host), lists_of(rules)))
        general = lists_of(table)
        return cls(general.keep, general.drop, tuple(made))

    def __add__(self, other: Rules) -> Rules:
        """The rules of both."""
        return Rules(self.keep + other.keep, self.drop + other.drop, self.sites + other.sites)

    @cached_property
    def by_host(self) -> dict[str, Lists]:
        """The rules of each host."""
        found: dict[str, Lists] = {}
        for host, lists in self.sites:
            found[host] = found.get(host, Lists()).and_then(lists)
        return found

    def at(self, address: str | None) -> Lists:
        """The rules for the page at an address: the general ones, those of its domain, then those of its own host."""
        found = Lists(self.keep, self.drop)
        labels = host_in(address).split(".") if address and self.sites else []
        for first in range(len(labels) - 1, -1, -1):
            found = found.and_then(self.by_host.get(".".join(labels[first:]), Lists()))
        return found

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def load_rules(path: str | PathLike[str]) -> Rules:
    """The rules of a TOML file.

    Raises:
        OSError: if it cannot be read.
        ValueError: if it is no TOML or holds a wrong rule; the message names the file.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return Rules.from_dict(tomllib.loads(Path(path).read_text("utf-8")))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def unknown(table: Mapping[str, Any], known: set[str], name: str) -> None:
    """Raise a ValueError for keys that are not known."""
    if strangers := sorted(map(str, table.keys() - known)):
        raise ValueError(f"{name} know no {', '.join(map(repr, strangers))}, only {', '.join(sorted(known))}: {EXAMPLE}")


def lists_of(table: Mapping[str, Any]) -> Lists:
    """``keep`` and ``drop`` of a table, checked."""
    lists = Lists(texts_of("keep", table.get("keep", ())), texts_of("drop", table.get("drop", ())))
    rule_set(*lists)
    return lists


def host_of(text: str) -> str:
    """A host as it is compared.

    Raises:
        ValueError: if it is an address, or no host at all.
    """
    host = ascii_of(text.strip().lower().strip("."))
    if not host or not all(letter.isalnum() or letter in HOST_CHARACTERS for letter in host):
        raise ValueError(f"a site is a host such as example.org, without https://, path and port, not {text!r}")
    return host


def host_in(address: str) -> str:
    """The host of an address, "" where it has none."""
    try:
        return ascii_of((urlsplit(address).hostname or "").rstrip("."))
    except ValueError:
        return ""


def ascii_of(host: str) -> str:
    """A host in the form of DNS: ``bücher.example`` -> ``xn--bcher-kva.example``."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host
