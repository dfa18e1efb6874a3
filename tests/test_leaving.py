"""Who closes the compare page or the lab takes the work along; the line of all work is bounded."""

import ipyvuetify
import pytest
import solara
from stage_browser import PLACE, Watched, needs_chromium

from dashboards.compare import page as compare_page
from dashboards.lab import page as lab_page
from dashboards.shared import page_parts
from dashboards.shared.job_queue import MOST_WAITING, Queue

pytestmark = pytest.mark.usefixtures("compiled")


def patient(job):
    """Work until somebody gives it up."""
    while True:
        job.say((0, 1))
        job.cancelled.wait(0.01)


PAGES = {
    "compare": (compare_page, "prepared", lambda: compare_page.Comparing("default-valley", ["plan", "none"])),
    "lab": (lab_page, "sweep", lambda: lab_page.Laboratory("default-valley", ["plan", "none"], "")),
}


@pytest.fixture
def queue(monkeypatch):
    """A line of work of this test's own."""
    own = Queue()
    monkeypatch.setattr(page_parts, "QUEUE", own)
    monkeypatch.setattr(page_parts.solara, "get_kernel_id", lambda: "a-tab")
    return own


def go(rendered):
    """Press the button that starts the work."""
    buttons = [one.widget for one in rendered.find(ipyvuetify.Btn) if "go" in str(one.widget.class_ or "")]
    buttons[0].click()


@pytest.mark.parametrize("page", list(PAGES))
def test_a_closed_page_frees_its_work(page, queue, monkeypatch):
    module, name, component = PAGES[page]
    monkeypatch.setattr(module, name, lambda *given, **named: patient)
    put = []
    real = queue.put
    monkeypatch.setattr(queue, "put", lambda *given: put.append(real(*given)) or put[-1])
    _, rendered = solara.render(component(), handle_error=False)
    go(rendered)
    assert len(put) == 1
    assert not put[0].over.wait(0.1)  # it runs as long as the page is there
    behind = queue.put("somebody else", lambda job: "done")
    assert queue.before(behind) == 1
    rendered.close()
    assert put[0].over.wait(20)
    assert put[0].cancelled.is_set()
    assert behind.over.wait(20)
    assert behind.result == "done"


def test_a_page_is_refused_when_the_line_is_full(queue, monkeypatch):
    monkeypatch.setattr(compare_page, "prepared", lambda *given, **named: patient)
    first = queue.put("first", patient)
    while not first.messages:
        first.over.wait(0.01)
    others = [queue.put(f"visitor {k}", patient) for k in range(MOST_WAITING)]
    _, rendered = solara.render(PAGES["compare"][2](), handle_error=False)
    go(rendered)
    said = [one.widget.unsafe_innerHTML for one in rendered.find(solara.widgets.HTML)]
    assert f"{MOST_WAITING} others wait for their winters already; try again in a minute." in said
    rendered.close()
    for one in (first, *others):
        one.cancel()


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("path", ["/compare?scenario=hired-strangers&bands=plan,none,mixed,ranking"])
def test_a_closed_tab_frees_its_comparison_for_the_next_visitor(browser, base, path):
    first, second = Watched(browser, base), Watched(browser, base)
    first.open(path, ready=False)
    first.page.wait_for_selector(".go")
    first.page.get_by_label("How many").click(force=True)
    first.page.click("text=1000 bands")  # with two years each: minutes, if nobody gave them up
    first.page.click(".go")
    first.page.wait_for_selector(".progress")
    second.open(f"/?{PLACE}")
    second.page.evaluate("__stage.winters.runs = 100; __stage.winters.open()")
    second.page.wait_for_function("document.querySelector('dialog .status').textContent.includes('before you')")
    first.close()
    second.page.wait_for_function("__stage.winters.state === 'done'", timeout=12_000)
    second.close()
