"""What the tests of the stage share: a real server in a process of its own, and Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

import hunt
from dashboards.shared.address import read

ROOT = Path(__file__).parents[1]
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
CHROMIUM = shutil.which("chromium")
MUST = os.environ.get("HUNT_BROWSER") == "must"
"""Set by .ci/run: there, tests in the browser are never left out."""

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not MUST, reason="there is no chromium on the path; on Debian: apt-get install chromium"
)


@contextmanager
def serving(port=0, **environment):
    """Run ``hunt live`` on a port, by default a free one; yield its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = port or free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "hunt.cli", "live", "--no-browser", "--port", str(port)]
    said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - open as long as the server
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=said, stderr=subprocess.STDOUT, text=True
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            if process.poll() is not None:
                said.seek(0)
                raise AssertionError(f"the server did not start: {said.read()}")
            try:
                urllib.request.urlopen(f"{base}/shelf", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield base, process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        said.close()


@contextmanager
def browsing():
    """Start Chromium, without anything kept from earlier."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM is not None, "HUNT_BROWSER=must, but there is no chromium on the path"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page that notes what must never happen on it."""

    def __init__(self, browser, base, **context):
        self.base = base
        self.context = browser.new_context(**({"viewport": {"width": 1920, "height": 1080}} | context))
        self.page = self.context.new_page()
        self.wrong = []
        self.urls = []
        self.page.on("console", lambda one: self.wrong.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda one: self.wrong.append(str(one)))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self.page.on("request", lambda one: self.urls.append(one.url))

    def _failed(self, request):
        if "ERR_ABORTED" not in (request.failure or ""):  # what the page itself has given up is no failure
            self.wrong.append(f"{request.failure} {request.url}")

    def _answered(self, response):
        if response.status >= 400:
            self.wrong.append(f"{response.status} {response.url}")

    def off_host(self):
        """Return what was asked of any other host."""
        return [url for url in self.urls if not url.startswith((self.base, "data:", "blob:", "about:"))]

    def open(self, path, ready=True):
        """Open a page; wait until its film can be seen."""
        self.page.goto(self.base + path)
        if ready:
            self.page.wait_for_function("window.__stage && window.__stage.ready", timeout=60_000)
        return self.page

    def close(self):
        """Close the page as a visitor does."""
        self.page.close(run_before_unload=True)
        self.context.close()


PLACE = "scenario=default-valley&bands=own-product,shared-survival&seed=27"


def histories(query):
    """Return the runs of an address."""
    address = read(parse_qsl(query))
    return [hunt.record(address.parameters(band), address.seed, address.changes(band)) for band in address.bands]
