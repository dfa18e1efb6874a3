"""The addresses that the page of the story asks besides films."""

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from dashboards.shared.answers import address_of, answer, number_of, one_band
from dashboards.story.answers import chosen_year, next_morning, same_hands


def morning(request: Request) -> dict[str, Any]:
    """Return the next morning that a hunter decides."""
    address, rest = address_of(request, "hunter", "after")
    return next_morning(one_band(address), number_of(rest, "hunter"), number_of(rest, "after"))


def hands(request: Request) -> dict[str, Any]:
    """Return a band with those of its forced choices that there are in its year."""
    return same_hands(one_band(address_of(request)[0]))


ROUTES = [
    Route("/story-year", answer(lambda _: chosen_year())),
    Route("/morning", answer(morning)),
    Route("/hands", answer(hands)),
]
