"""Endpoints of plain functions, and what a request says: shared by the routes of every part."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboards.shared.address import Address, read
from hunt.errors import HuntError, shown
from hunt.jsonable import as_json

NOT_KEPT = "no-store"


def answer(work: Callable[[Request], Any]) -> Callable[[Request], Any]:
    """Make an endpoint of a function: it works in a thread, and a refusal is a sentence, never a trace."""

    async def endpoint(request: Request) -> Response:
        try:
            result = await run_in_threadpool(work, request)
        except HuntError as error:
            return JSONResponse({"refused": str(error)}, status_code=400, headers={"Cache-Control": NOT_KEPT})
        except MemoryError:
            return JSONResponse({"refused": "There is not enough memory for that; ask for less."}, status_code=400)
        except Exception:  # any error: the visitor reads a sentence, and the traceback stays here
            logging.getLogger(__name__).exception("A request failed")
            return JSONResponse({"refused": "That failed on the server, which has noted why."}, status_code=500)
        if isinstance(result, Response):
            return result
        return JSONResponse(as_json(result), headers={"Cache-Control": NOT_KEPT})

    return endpoint


def address_of(request: Request, *others: str) -> tuple[Address, dict[str, str]]:
    """Return the address in a request, and the values of its other names."""
    pairs = request.query_params.multi_items()
    rest = {name: value for name, value in pairs if name in (*others, "v")}
    return read([pair for pair in pairs if pair[0] not in rest]), rest


def number_of(rest: dict[str, str], name: str) -> int:
    """Return a whole number of a request, or refuse it."""
    text = rest.get(name, "")
    if not (text.isdecimal() and text.isascii() and len(text) < 10):
        raise HuntError(f"{name} = {shown(text)} is not allowed: it must be a whole number.")
    return int(text)


def one_band(address: Address) -> Address:
    """Return the address of one film: one band, and a seed."""
    if len(address.bands) != 1:
        raise HuntError("A film shows one band; name one, as in bands=own-product.")
    if address.seed is None:
        raise HuntError("A film has a seed; name one, as in seed=1.")
    return replace(address, with_reference=False)


async def body_within(request: Request, most: int) -> bytes | None:
    """Return what a request carries; None as soon as it is more than ``most`` bytes."""
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > most:
            return None
    return data
