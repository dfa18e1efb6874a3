"""The addresses of the form.  Anyone may try words out; only a visitor on this machine may save them."""

import ipaddress
import json
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboards.own_words.drafts import LONGEST, draft_of, form_of, form_of_file, preview, save
from dashboards.own_words.fields import FieldError
from dashboards.shared.answers import NOT_KEPT, body_within
from hunt.errors import HuntError
from hunt.narrator import DEFAULT, skin_ids

HEADERS = {"Cache-Control": NOT_KEPT}
WORK = ("preview", "save", "file")


def may_save(request: Request) -> bool:
    """Return whether a visitor is on this machine, and on a page of this program.

    Another web site in the same browser must not save anything: its requests have an origin of their own, or
    reach this program under a name of theirs.
    """
    host = request.headers.get("host", "")
    name = urlsplit(f"//{host}").hostname or ""
    origin = request.headers.get("origin")
    here = request.client is not None and _is_loopback(request.client.host)
    return here and (name == "localhost" or _is_loopback(name)) and origin in (None, f"{request.url.scheme}://{host}")


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


async def form(request: Request) -> Response:
    """Return the fields for a skin."""
    given = request.query_params.get("skin", DEFAULT)
    id = given if given in skin_ids() else DEFAULT
    try:
        found = await run_in_threadpool(form_of, id)
    except HuntError as error:
        return _refused(error)
    return JSONResponse(found | {"may_save": may_save(request)}, headers=HEADERS)


async def draft(request: Request) -> Response:
    """Try words out, save them, or read a file, by the last part of the address."""
    work = request.path_params["work"]
    try:
        given = await _body(request)
        if work == "save" and not may_save(request):
            raise HuntError("Only a visitor on the machine that runs this program may save; download the file instead.")
        result = await run_in_threadpool(_do, work, given)
    except HuntError as error:
        return _refused(error)
    return JSONResponse(result, headers=HEADERS)


def _do(work: str, given: dict[str, Any]) -> dict[str, Any]:
    if work == "file":
        return form_of_file(str(given.get("text", "")))
    made = draft_of(given)
    return save(made, str(given.get("over", ""))) if work == "save" else preview(made)


async def _body(request: Request) -> dict[str, Any]:
    if request.path_params["work"] not in WORK:
        raise HuntError("There is nothing at this address.")
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise HuntError("Words are sent as JSON.")
    data = await body_within(request, 8 * LONGEST)
    if data is None:
        raise HuntError(f"The file is too long; at most {LONGEST} characters are read.")
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        raise HuntError("The words are not in the form that this page sends.") from None
    if not isinstance(given, dict):
        raise HuntError("The words are not in the form that this page sends.")
    return given


def _refused(error: HuntError) -> Response:
    field = error.field if isinstance(error, FieldError) else ""
    return JSONResponse({"refused": str(error), "field": field}, status_code=400, headers=HEADERS)


ROUTES = [Route("/own-words", form), Route("/own-words/{work}", draft, methods=["POST"])]
