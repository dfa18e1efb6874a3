"""The one server of all pages: films and answers as plain addresses, everything else is Solara's."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import replace
from threading import Lock
from typing import Any
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dashboards.own_words import routes as own_words
from dashboards.pay import routes as pay
from dashboards.shared import downloads as made
from dashboards.shared.address import Address, dials, read
from dashboards.shared.answers import NOT_KEPT, address_of, answer, number_of, one_band
from dashboards.shared.browser_files import FILES, prepare, version
from dashboards.shared.first_paint import FirstPaint
from dashboards.shared.job_queue import QUEUE, Job
from dashboards.shared.page_words import page_words_of
from dashboards.stage.film import film_of
from dashboards.stage.other_years import MOST_RUNS, block, other_years
from dashboards.stage.reference import reference_year
from dashboards.stage.take_along import code, numbers
from dashboards.stage.why import why
from dashboards.story import routes as story
from hunt.catalogue.interventions import ACTS, FORCE, ROLE_ACTS, ROLES
from hunt.catalogue.regimes import regime, regime_ids
from hunt.catalogue.scenarios import scenario, scenario_ids
from hunt.errors import HuntError
from hunt.history import record
from hunt.narrator import DEFAULT as DEFAULT_SKIN
from hunt.narrator import PICTURES, Words, house_skin_ids, readable_skins, skin, skin_ids

FOR_EVER = "public, max-age=31536000, immutable"
FILMS = 48
"""Films kept in memory; each is below 200 kB."""

_films: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


def film(request: Request) -> Response:
    """Return the film of one band."""
    address, rest = address_of(request)
    changes = address.skin not in house_skin_ids()  # the user may change the words at any time
    data = film_of(address) if changes else _kept_film(address)
    keep = FOR_EVER if rest.get("v") == version() and not changes else NOT_KEPT
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"Content-Encoding": "gzip", "Cache-Control": keep, "Vary": "Accept-Encoding"},
    )


def _kept_film(address: Address) -> bytes:
    key = one_band(address).query()
    with _lock:
        data = _films.get(key)
    if data is None:
        data = film_of(address)
        with _lock:
            _films[key] = data
            while len(_films) > FILMS:
                _films.popitem(last=False)
    return data


def opening(request: Request) -> dict[str, Any]:
    """Return an address made complete: what a page needs before it asks for films."""
    address, _ = address_of(request)
    first = block(address) if address.seed is None else None
    seed = first["typical"] if first else address.seed
    for band in address.bands:
        if any(name == FORCE for _, name, _ in band.done):  # whether there was this choice shows only in this year
            record(*replace(address, seed=seed).run(band))
    return {
        "version": version(),
        "scenario": address.scenario,
        "bands": [band.text() for band in address.bands],
        "titles": address.titles(),
        "arms": address.arm_sentences(),
        "asks": address.asks(),
        "seed": seed,
        "skin": address.skin,
        "settings": [list(one) for one in address.settings],
        "reference": reference_of(address),
        "block": first,
    }


def reference_of(address: Address) -> dict[str, Any] | None:
    """Return the band that can be shown for reference, and whether it is asked for; None if it is on stage anyway."""
    band = address.reference()
    if band is None:
        return None
    return {"band": band.text(), "title": address.reference_title(), "shown": address.with_reference}


def same_year_without_rule(request: Request) -> dict[str, Any]:
    """Return the year of an address without any pay rule."""
    return reference_year(address_of(request)[0])


def first_hundred(request: Request) -> dict[str, Any]:
    """Return how the first hundred years of an address end."""
    return block(address_of(request)[0])


def asked(request: Request) -> dict[str, Any]:
    """Return why a hunter did what the hunter did."""
    address, rest = address_of(request, "day", "hunter")
    return why(one_band(address), number_of(rest, "day"), number_of(rest, "hunter"))


def skin_of(request: Request) -> str:
    """Return the skin a request names; one that there is not is refused with the address, in a sentence."""
    given = request.query_params.get("skin", DEFAULT_SKIN)
    return given if given in skin_ids() else DEFAULT_SKIN


def words_of_the_page(request: Request) -> dict[str, str]:
    """Return the page's own words, in the language of a skin."""
    return dict(page_words_of(skin(skin_of(request))).texts)


def compared(id: str, words: str) -> dict[str, list[str]]:
    """Return the bands that a scenario's claim compares, and their titles in words of a skin."""
    address = read([("scenario", id), ("skin", words)])
    return {"bands": [band.text() for band in address.bands], "titles": address.titles()}


def dials_of(words: Words) -> list[dict[str, Any]]:
    """Return what there is to set.  Its reasons speak of hunters: a skin that draws something else shows none."""
    rows = [one | {"title": words.settings.get(one["name"], one["name"])} for one in dials()]
    return rows if words.pictures == PICTURES[0] else [one | {"why": "", "unit": ""} for one in rows]


def shelf(request: Request) -> dict[str, Any]:
    """Return what there is to choose from, in words of a skin."""
    words = skin(skin_of(request))
    page = page_words_of(words)
    return {
        "version": version(),
        "pictures": words.pictures,
        "scenarios": [{"id": id, **page.scenario(scenario(id)), **compared(id, words.id)} for id in scenario_ids()],
        "regimes": [
            {"id": one.id, "title": page.title(one), "words": words.rule(one)} for one in map(regime, regime_ids())
        ],
        "skins": [{"id": one.id, "title": one.title, "language": one.language} for one in readable_skins()],
        "acts": [{"id": act, "of": "role" if act in ROLE_ACTS else "hunter"} for act in ACTS if act != FORCE],
        "roles": list(ROLES),
        "dials": dials_of(words),
    }  # fmt: skip


def numbers_of_the_year(request: Request) -> Response:
    """Return every day of the year on the stage as CSV, for a spreadsheet."""
    address, _ = address_of(request)
    name = f"{address.scenario}-{address.seed}.csv"
    kept = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": NOT_KEPT}
    return Response(numbers(address), media_type="text/csv; charset=utf-8", headers=kept)


def code_of(request: Request) -> Response:
    """Return a text as a code that a phone can read."""
    text = request.query_params.get("text", "")
    return Response(code(text), media_type="image/svg+xml", headers={"Cache-Control": NOT_KEPT})


def download(request: Request) -> Response:
    """Return a file that a page has made."""
    file = made.find(request.path_params["token"], request.path_params["name"])
    if file is None:
        raise HuntError(
            "This file is gone: only the latest results are kept; open the address of its comparison again."
        )
    return FileResponse(file, filename=file.name, headers={"Cache-Control": NOT_KEPT})


async def many(request: Request) -> Response:
    """Simulate a thousand years: a line of JSON for each step, until the last one or until the client leaves."""
    try:
        address, rest = address_of(request, "runs", "visitor")
        runs = number_of({"runs": rest.get("runs", str(MOST_RUNS))}, "runs")
        if not 1 <= runs <= MOST_RUNS:
            raise HuntError(f"runs = {runs} is not allowed: at most {MOST_RUNS} years are simulated at once; try 1000.")
        visitor = rest.get("visitor", "")[:40] or str(uuid4())
        job = QUEUE.put(visitor, lambda job: other_years(address, runs, job.say))
    except HuntError as error:
        return JSONResponse({"refused": str(error)}, status_code=400)
    return StreamingResponse(
        lines_of(job),
        media_type="application/x-ndjson",
        headers={"Cache-Control": NOT_KEPT, "Content-Encoding": "identity", "X-Accel-Buffering": "no"},
    )


async def lines_of(job: Job) -> AsyncIterator[str]:
    """Yield what a job says, line by line; when the reader goes away the job is given up."""
    told, waiting = 0, -1
    try:
        while True:
            over = job.over.is_set()
            while told < len(job.messages):
                yield json.dumps(job.messages[told]) + "\n"
                told += 1
            if over:
                break
            before = QUEUE.before(job) if not told else 0
            if before != waiting and not told:
                waiting = before
                yield json.dumps({"waiting": before}) + "\n"
            await asyncio.sleep(0.04)
        if job.refused:
            yield json.dumps({"refused": job.refused}) + "\n"
        elif job.result is not None:
            yield json.dumps({"result": job.result}) + "\n"
        else:
            yield json.dumps({"cancelled": True}) + "\n"
    finally:
        job.cancel()


class KeptFiles(StaticFiles):
    """The files of the stage, under an address with their digest: a browser may keep them for ever."""

    def file_response(self, *given: Any, **named: Any) -> Response:
        """Return a file, to be kept."""
        response = super().file_response(*given, **named)
        response.headers["Cache-Control"] = FOR_EVER
        return response


def own_routes() -> list[Route | Mount]:
    """Return the routes of films and answers."""
    return [
        Route("/film", answer(film)),
        Route("/open", answer(opening)),
        Route("/hundred", answer(first_hundred)),
        Route("/reference", answer(same_year_without_rule)),
        Route("/why", answer(asked)),
        *story.ROUTES,
        Route("/shelf", answer(shelf)),
        Route("/words", answer(words_of_the_page)),
        *own_words.ROUTES,
        Route("/winters", many),
        *pay.ROUTES,
        Route("/numbers.csv", answer(numbers_of_the_year)),
        Route("/code.svg", answer(code_of)),
        Route("/made/{token}/{name}", answer(download)),
        Mount(f"/files/{version()}", KeptFiles(directory=FILES)),
    ]


def make_app() -> Starlette:
    """Return the app of all pages."""
    prepare()
    import solara.server.starlette as solara_server

    return Starlette(
        routes=[*own_routes(), Mount("/", app=FirstPaint(solara_server.app))], lifespan=solara_server.lifespan
    )
