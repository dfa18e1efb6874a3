"""Compare and lab without a browser: a result asked for by an address begins by itself, and leaving cancels it."""

import pytest
import solara
from solara.autorouting import RoutingProvider
from stage_browser import PLACE, Watched, needs_chromium

from dashboards.compare import page as compare_page
from dashboards.lab import page as lab_page
from dashboards.shared import long_work
from dashboards.shared.job_queue import MOST_WAITING, Queue

pytestmark = pytest.mark.usefixtures("compiled")

PAGES = {"/compare": (compare_page, compare_page.Compare), "/lab": (lab_page, lab_page.Lab)}
BANDS = "bands=plan,none"


def patient(job):
    """Work until the job is cancelled."""
    while True:
        job.say((0, 1))
        job.cancelled.wait(0.01)


@pytest.fixture
def queue(monkeypatch):
    """A queue of this test's own."""
    own = Queue()
    monkeypatch.setattr(long_work, "QUEUE", own)
    monkeypatch.setattr(long_work.solara, "get_kernel_id", lambda: "a-tab")
    return own


@solara.component
def site(path, component, address):
    """One page at an address."""
    routes = [solara.Route("/"), solara.Route(path.strip("/"), component=component)]
    with RoutingProvider(routes=routes, pathname=address):
        component()


def rendered(path, query):
    """Render a page as if its address had been opened."""
    _, tree = solara.render(site(path, PAGES[path][1], f"{path}?{query}"), handle_error=False)
    return tree


def texts(tree):
    """Return all HTML on a page."""
    return " ".join(one.widget.unsafe_innerHTML for one in tree.find(solara.widgets.HTML))


@pytest.mark.parametrize("path", list(PAGES))
def test_an_address_with_a_result_begins_and_closing_the_page_cancels(path, queue, monkeypatch):
    monkeypatch.setattr(PAGES[path][0], "prepared", lambda *given, **named: patient)
    jobs = []
    put = queue.put
    monkeypatch.setattr(queue, "put", lambda *given: jobs.append(put(*given)) or jobs[-1])
    before = rendered(path, BANDS)
    assert jobs == []  # nothing begins that nobody asked for
    before.close()
    tree = rendered(path, f"{BANDS}&show=1")
    assert len(jobs) == 1
    assert not jobs[0].over.wait(0.1)  # it runs as long as the page is open
    behind = queue.put("another visitor", lambda job: "done")
    assert queue.before(behind) == 1
    tree.close()
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
    tree = rendered("/compare", f"{BANDS}&show=1&seed=77")
    assert str(MOST_WAITING) in texts(tree)
    tree.close()
    for one in (first, *others):
        one.cancel()


@pytest.mark.parametrize("path", list(PAGES))
def test_an_address_that_cannot_be_read_is_one_sentence_above_a_page_that_works(path, queue):
    tree = rendered(path, "scenario=atlantis&colour=blue")
    said = [one.widget for one in tree.find(solara.widgets.HTML)]
    (refusal,) = (one.unsafe_innerHTML for one in said if one.attributes.get("id") == "refusal")
    assert "atlantis" in refusal
    tree.close()


@needs_chromium
@pytest.mark.slow
def test_closing_a_tab_cancels_its_comparison_for_the_next_visitor(browser, base):
    first, second = Watched(browser, base), Watched(browser, base)
    query = "scenario=hired-strangers&bands=plan,none,mixed,ranking&runs=1000&show=1"  # minutes, unless it is cancelled
    first.open(f"/compare?{query}", ready=False)
    first.page.wait_for_selector(".progress")
    second.open(f"/?{PLACE}")
    second.page.evaluate("__stage.winters.runs = 100; __stage.winters.open()")
    second.page.wait_for_function("document.querySelector('dialog .status').textContent.startsWith('1 ')")
    first.close()
    second.page.wait_for_function("__stage.winters.state === 'done'", timeout=12_000)
    second.close()
