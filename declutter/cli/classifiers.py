"""``--classifier NAME``: own classifiers on the command line, as a Python file, a module, or those of installed packages."""

from __future__ import annotations

from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from types import ModuleType


def add_classifiers(made: argparse.ArgumentParser) -> None:
    """The option."""
    made.add_argument(
        "--classifier",
        action="append",
        default=[],
        metavar="NAME",
        help="an own classifier: a Python file, a module, or `installed` for those of installed packages; it is run",
    )


def classifiers_of(names: Sequence[str]) -> list[ModuleType | str]:
    """The classifiers of the option, for `declutter.Pipeline`.

    Raises:
        OSError: if a file cannot be read.
        ValueError: if a file or module cannot be imported.
    """
    return [name if name == "installed" else of_file(Path(name)) if name.endswith(".py") else of_module(name) for name in names]


def of_module(name: str) -> ModuleType:
    """An importable module."""
    try:
        return import_module(name)
    except ImportError as error:
        raise ValueError(f"--classifier {name}: {error}") from None


def of_file(path: Path) -> ModuleType:
    """A module from a file. It cannot be sent to other processes by its name, as modules are."""
    path.stat()
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None, "the suffix is that of Python"
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # what a file raises is open
        raise ValueError(f"--classifier {path}: {type(error).__name__}: {error}") from None
    return module
