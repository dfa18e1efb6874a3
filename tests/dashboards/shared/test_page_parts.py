"""Leaving the compare page or the lab cancels its work, so that the next visitor can have theirs."""

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
    """Work until the job is cancelled."""
    while True:
        job.say((0, 1))
        job.cancelled.wait(0.01)


PAGES = {
    "compare": (compare_page, "prepared", lambda: compare_page.Comparing("default-valley", ["plan", "none"])),
    "lab": (lab_page, "sweep", lambda: lab_page.Laboratory("default-valley", ["plan", "none"], "")),
}


@pytest.fixture
def queue(monkeypatch):
    """A queue of this test's own."""
    own = Queue()
    monkeypatch.setattr(page_parts, "QUEUE", own)
    monkeypatch.setattr(page_parts.solara, "get_kernel_id", lambda: "a-tab")
    return own


def go(rendered):
    """Press the button that starts the work."""
    buttons = [one.widget for one in rendered.find(ipyvuetify.Btn) if "go" in str(one.widget.class_ or "")]
    buttons[0].click()


@pytest.mark.parametrize("page", list(PAGES))
def test_closing_a_page_cancels_its_work(page, queue, monkeypatch):
    module, name, component = PAGES[page]
    monkeypatch.setattr(module, name, lambda *given, **named: patient)
    jobs = []
    put = queue.put
    monkeypatch.setattr(queue, "put", lambda *given: jobs.append(put(*given)) or jobs[-1])
    _, rendered = solara.render(component(), handle_error=False)
    go(rendered)
    assert len(jobs) == 1
    assert not jobs[0].over.wait(0.1)  # it runs as long as the page is open
    behind = queue.put("another visitor", lambda job: "done")
    assert queue.before(behind) == 1
    rendered.close()
    assert jobs[0].over.wait(20)
    assert jobs[0].cancelled.is_set()
    assert behind.over.wait(20)
    assert behind.result == "done"


def test_a_page_is_refused_when_the_queue_is_full(queue, monkeypatch):
    monkeypatch.setattr(compare_page, "prepared", lambda *given, **named: patient)
    first = queue.put("first", patient)
    while not first.messages:
        first.over.wait(0.01)
    others = [queue.put(f"visitor {k}", patient) for k in range(MOST_WAITING)]
    _, rendered = solara.render(PAGES["compare"][2](), handle_error=False)
    go(rendered)
    html = [one.widget for one in rendered.find(solara.widgets.HTML)]
    (refusal,) = (one.unsafe_innerHTML for one in html if one.attributes.get("id") == "refusal")
    assert str(MOST_WAITING) in refusal
    rendered.close()
    for one in (first, *others):
        one.cancel()


@needs_chromium
@pytest.mark.slow
def test_closing_a_tab_cancels_its_comparison_for_the_next_visitor(browser, base):
    first, second = Watched(browser, base), Watched(browser, base)
    first.open("/compare?scenario=hired-strangers&bands=plan,none,mixed,ranking", ready=False)
    first.page.wait_for_selector(".go")
    first.page.click(f"text={compare_page.RUNS['100']}", force=True)
    first.page.click(f"text={compare_page.RUNS['1000']}")  # with two years each: minutes, unless it is cancelled
    first.page.click(".go")
    first.page.wait_for_selector(".progress")
    second.open(f"/?{PLACE}")
    second.page.evaluate("__stage.winters.runs = 100; __stage.winters.open()")
    second.page.wait_for_function("document.querySelector('dialog .status').textContent.startsWith('1 ')")
    first.close()
    second.page.wait_for_function("__stage.winters.state === 'done'", timeout=12_000)
    second.close()
