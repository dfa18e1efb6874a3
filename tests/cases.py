"""Many cases in one test: a loop that names the case that failed, where a test per case would drown the others."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any


def each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each of several cases, as ``pytest.mark.parametrize`` would, but as one test."""
    names = (names,) if isinstance(names, str) else names
    cases = list(cases)
    assert cases, "a test without cases cannot fail"

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def all_cases(**fixtures: Any) -> None:
            for case in cases:
                given = dict(zip(names, case if len(names) > 1 else (case,), strict=True))
                try:
                    test(**fixtures, **given)
                except BaseException as error:
                    error.add_note(f"in the case {given}")
                    raise

        signature = inspect.signature(test)
        rest = [one for one in signature.parameters.values() if one.name not in names]
        all_cases.__signature__ = signature.replace(parameters=rest)
        return all_cases

    return decorate
