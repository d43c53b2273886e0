"""Facts: values derived from a subject's records, each defined once and named wherever needed."""

from collections.abc import Callable

_facts: dict[str, Callable] = {}


def fact(derive):
    """Register a pure function under its own name; its parameters name what it reads."""
    if derive.__name__ in _facts:
        raise ValueError(f"fact {derive.__name__} is defined twice")
    _facts[derive.__name__] = derive
    return derive


def facts() -> dict[str, Callable]:
    """Every fact by name."""
    return _facts
