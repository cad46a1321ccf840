"""``--config FILE``: the options of a command as a TOML file, one key per option, and rules by site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SITE = "site"  # table of rules by host


def configured(made: argparse.ArgumentParser, argv: Sequence[str]) -> list[str]:
    """The command line with the options of its ``--config`` before it. Positional arguments of the file become defaults."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    first.add_argument("--config")
    path = first.parse_known_args(argv)[0].config
    if path is None:
        return list(argv)
    try:
        table = toml(Path(path))
        if "--rules" in made._option_string_actions:
            made.set_defaults(**{SITE: table.pop(SITE, {})})
        return [*arguments(made, table), *argv]
    except OSError as error:
        made.error(f"{path}: {error.strerror or error}")
    except ValueError as error:
        made.error(f"{path}: {error}")


def toml(path: Path) -> dict[str, Any]:
    """What a TOML file holds.

    Raises:
        OSError: if it cannot be read.
        ValueError: if it is no TOML.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(path.read_text("utf-8"))


def arguments(made: argparse.ArgumentParser, table: dict[str, Any]) -> Iterator[str]:
    """The keys of a table as arguments.

    Raises:
        ValueError: for a key that is no option, and for a value that cannot be one.
    """
    named = {option[2:]: action for action in made._actions for option in action.option_strings if option.startswith("--")}
    named |= {action.dest: action for action in made._actions if not action.option_strings}
    for unwanted in ("config", "help", "version"):
        named.pop(unwanted, None)
    for key, value in table.items():
        action = named.get(key) or named.get(key.replace("_", "-"))
        if action is None:
            raise ValueError(f"there is no option {key!r}; there are {', '.join(sorted(named))}")
        if not action.option_strings:
            action.default = texts(key, value)
        elif action.nargs == 0 and isinstance(value, bool):
            yield from action.option_strings[-1:] if value else ()
        elif isinstance(action, argparse._AppendAction):
            yield from (f"{action.option_strings[-1]}={text}" for text in texts(key, value))
        elif action.nargs == 0 or isinstance(value, (bool, dict)):
            raise ValueError(f"{key} must be {'true or false' if action.nargs == 0 else 'a value'}, not {value!r}")
        else:
            yield f"{action.option_strings[-1]}={','.join(texts(key, value))}"


def texts(key: str, value: Any) -> list[str]:
    """A value, or the values of a list, as they would stand on the command line."""
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, (str, int, float)) and not isinstance(one, bool) for one in values):
        raise ValueError(f"{key} must be a text, a number or a list of them, not {value!r}")
    return [str(one) for one in values]
