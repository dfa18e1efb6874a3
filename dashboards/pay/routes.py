"""The addresses of the pay rule builder."""

import os
import tempfile
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboards.pay.preview import arm_of, preview
from dashboards.shared.answers import address_of, answer, body_within
from hunt.catalogue.regimes import regime
from hunt.errors import HuntError

LARGEST = 20_000
"""Bytes of a file that a visitor may send."""


def pay_of(request: Request) -> dict[str, Any]:
    """Return the pay of one band, and what the rules make of it."""
    return preview(address_of(request)[0])


async def pay_in_a_file(request: Request) -> Response:
    """Return the arm that a regime file describes, so that a link can carry it."""
    text = await body_within(request, LARGEST)
    if text is None:
        refused = f"The file is larger than {LARGEST} bytes; a pay rule needs less."
        return JSONResponse({"refused": refused}, status_code=400)

    def read_file(_: Request) -> dict[str, str]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "pay-rule.toml")
            file.write_bytes(text)
            try:
                return {"arm": arm_of(regime(str(file)))}
            except HuntError as error:
                raise HuntError(str(error).replace(f"{folder}{os.sep}", "")) from None

    done: Response = await answer(read_file)(request)
    return done


ROUTES = [Route("/pay", answer(pay_of)), Route("/pay/file", pay_in_a_file, methods=["POST"])]
