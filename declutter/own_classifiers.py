"""Own classifiers: modules or objects of the caller whose signals count besides those of the package, with weights that they bring."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import regex

from declutter.classifiers import ROSTER
from declutter.classifiers.columns import Columns
from declutter.page import Signal
from declutter.reduce.selection import OwnEvidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from declutter.page import Page

    Given = Sequence[Any] | Literal["installed"]  # the argument of a pipeline

GROUP = "declutter.classifiers"  # the group of entry points
INSTALLED = "installed"
NAME = regex.compile(r"([a-z]\w*)\.([a-z]\w*)")
TAKEN = {*ROSTER, "bias", "context", "site", "rule", "correction"}  # names of contributions
SHOWN = "it needs SIGNALS, WEIGHTS and measure(page, out), as in docs/add-a-classifier.md"
LARGEST = 100.0  # log-odds that a weight may add; 10 decide on any block


class OwnClassifier(NamedTuple):
    """A module or object with ``SIGNALS``, ``WEIGHTS`` and ``measure``, checked."""

    name: str
    source: Any
    signals: tuple[Signal, ...]
    weights: tuple[float, ...]
    boilerplate: bool

    def __reduce__(self) -> tuple[Callable[[Any], OwnClassifier], tuple[Any]]:
        """Pickle a module by its name, in whose place an object is pickled itself."""
        return (of_module, (self.source.__name__,)) if isinstance(self.source, ModuleType) else (checked, (self.source,))


class OwnClassifiers:
    """The own classifiers of a pipeline. False where there are none."""

    def __init__(self, given: object) -> None:
        self.all: tuple[OwnClassifier, ...] = tuple(map(checked, listed(given)))
        names = [classifier.name for classifier in self.all]
        for name in names:
            if name in TAKEN:
                raise ValueError(f"classifier {name!r}: the name is taken by one of the package; name its signals otherwise")
            if names.count(name) > 1:
                raise ValueError(f"there are {names.count(name)} classifiers with the name {name!r}")
        self.signals = tuple(signal for classifier in self.all for signal in classifier.signals)
        self.weights = np.array([weight for classifier in self.all for weight in classifier.weights], np.float32)
        self.boilerplate = frozenset(classifier.name for classifier in self.all if classifier.boilerplate)

    def __bool__(self) -> bool:
        return bool(self.all)

    def evidence(self, page: Page) -> OwnEvidence | None:
        """What they say of each block; None where there are none.

        Raises:
            ValueError: if one writes what is no number for each block, or a signal that it has not declared.
        """
        if not self.all:
            return None
        out = Columns(self.signals, len(page))
        for classifier in self.all:
            page.clock.check()
            own = Columns(classifier.signals, len(page))
            try:
                classifier.source.measure(page, own)
            except (ValueError, TypeError, IndexError) as error:
                raise ValueError(f"classifier {classifier.name!r}: {error}") from error
            except KeyError as error:
                raise ValueError(f"classifier {classifier.name!r} writes a signal that is not among its SIGNALS: {error}") from error
            if not np.isfinite(own.matrix).all():
                raise ValueError(f"classifier {classifier.name!r} writes a value that is no number (NaN or infinite)")
            for signal in classifier.signals:
                out[signal] = own[signal]
        return OwnEvidence(self.signals, out.matrix, self.weights, self.boilerplate)


def listed(given: object) -> Iterable[Any]:
    """The modules and objects of an argument ``classifiers``."""
    if isinstance(given, str) and given == INSTALLED:
        return installed()
    if not isinstance(given, (list, tuple)):
        raise ValueError(
            f"classifiers must be a list of modules or objects, or {INSTALLED!r} for those of installed packages, not {given!r}"
        )
    return (one for several in given for one in (installed() if several == INSTALLED else (several,)))


def installed() -> Iterator[Any]:
    """What installed packages offer under the entry points of `GROUP`, in the order of their names.

    Raises:
        ValueError: if one cannot be loaded.
    """
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            yield entry.load()
        except (ImportError, AttributeError) as error:
            raise ValueError(f"the entry point {entry.name} = {entry.value} of {GROUP} cannot be loaded: {error}") from error


def of_module(name: str) -> OwnClassifier:
    """The classifier that is a module of this name."""
    return checked(import_module(name))


def checked(source: Any) -> OwnClassifier:
    """A classifier from a module or object.

    Raises:
        ValueError: if it is none, with what is missing.
    """
    what = getattr(source, "__name__", None) or type(source).__name__
    signals, weights = getattr(source, "SIGNALS", None), getattr(source, "WEIGHTS", None)
    if not isinstance(signals, (tuple, list)) or not signals or not all(isinstance(signal, Signal) for signal in signals):
        raise ValueError(f"{what} is no classifier: its SIGNALS must be declutter.Signal(name, note), one or more; {SHOWN}")
    if not callable(getattr(source, "measure", None)):
        raise ValueError(f"{what} is no classifier: it has no function measure(page, out); {SHOWN}")
    names = [signal.name for signal in signals]
    found = [NAME.fullmatch(name) for name in names]
    if not all(found) or len({match[1] for match in found if match}) > 1 or len({*names}) < len(names):
        raise ValueError(
            f"{what}: its signals must have names such as 'weather.strip' and 'weather.icon', not {', '.join(map(repr, names))}"
        )
    if not isinstance(weights, dict) or weights.keys() != {*names}:
        raise ValueError(
            f"{what}: its WEIGHTS must say what each signal adds to the log-odds, such as {{{names[0]!r}: -3.0}}, not {weights!r}"
        )
    for name, weight in weights.items():
        if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not abs(weight) <= LARGEST:
            raise ValueError(f"{what}: the weight of {name!r} must be a number from {-LARGEST:g} to {LARGEST:g}, not {weight!r}")
    name = names[0].partition(".")[0]
    return OwnClassifier(
        name, source, tuple(signals), tuple(float(weights[one]) for one in names), bool(getattr(source, "BOILERPLATE", False))
    )
