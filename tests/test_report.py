"""Reports: complete, in plain words, with nothing fetched from anywhere, and the same bytes each time."""

import html
import io
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from experiments.comparison.compare import compare
from experiments.reports.comparison_files import write_files
from experiments.reports.make import report
from experiments.reports.page import COLOURS
from experiments.sweeps.sweep import sweep
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")

TWO = ["own-product", "shared-survival"]
SMALL = {"days": 60, "hunters": 8, "start_store": 2.0, "reserve_low": 5.0, "reserve_high": 20.0}
LARGEST = 2_000_000
DATA = {"title": "Game & coupling", "question": "Where < when?", "regimes": TWO, "settings": SMALL, "runs": 10}
KINDS = {
    "grid": {"levers": {"coupling": [0, 1]}, "uncertainties": {"small_game": [0.2, 0.6, 1.1]}},
    "line": {"levers": {"coupling": [0, 0.5, 1]}},
    "three factors": {
        "levers": {"coupling": [0, 1]},
        "uncertainties": {"small_game": [0.2, 1.1], "wolves": [0.0, 0.1]},
        "runs": 4,
    },
    "cloud": {
        "uncertainties": {"small_game": {"low": 0.2, "high": 1.1}, "winter": {"low": 0, "high": 1}},
        "design": {"kind": "latin-hypercube", "points": 6},
    },
    "one point": {},
    "words": {"levers": {"leadership": ["none", "chief"]}, "scenarios": ["default-valley", "strangers"]},
    "sizes": {"levers": {"hunters": [4, 8]}, "settings": {"days": 40}},
    "one regime": {"regimes": ["own-product"], "uncertainties": {"winter": [0, 1]}},
    "apart": {"seeds": "independent", "levers": {"coupling": [0, 1]}},
    "until known": {
        "levers": {"coupling": [0, 1]},
        "stop": {"measure": "alive_share", "half_width": 0.2, "start": 10, "block": 10, "most": 40},
    },
}


def data_of(kind):
    data = DATA | KINDS[kind]
    return {name: value for name, value in data.items() if not (name == "runs" and "stop" in data)}


class Told(dict):
    """The folders of all kinds of sweeps, and of a comparison, each with its report; made when first asked for."""

    def __init__(self, factory):
        super().__init__()
        self.factory = factory

    def __missing__(self, kind):
        folder = self[kind] = self.factory.mktemp("report") / "s"
        if kind == "comparison":
            folder.mkdir()
            settings = {"days": 60, "hunters": 8}
            write_files(compare("default-valley", (*TWO, "mixed"), 12, settings=settings, flip_runs=4), folder)
        else:
            sweep(data_of(kind), folder)
            report(folder)
        return folder


@pytest.fixture(scope="module")
def told(tmp_path_factory, compiled):
    return Told(tmp_path_factory)


ALL = ["grid", *(pytest.param(kind, marks=pytest.mark.slow) for kind in (*KINDS, "comparison") if kind != "grid")]


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open, self.words = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("kind", ALL)
def test_a_page_fetches_nothing_and_is_small(told, kind):
    text = (told[kind] / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert len(text.encode()) < LARGEST
    assert not {"script", "img", "iframe", "object", "embed", "audio", "video", "base"} & set(page.tags)
    for tag, name, value in page.attributes:
        if name in ("src", "href", "xlink:href", "srcset", "action", "data", "poster"):
            assert value.startswith("#") or (tag, value) == ("link", "data:,"), (tag, name, value)
    assert "@import" not in text
    assert not re.findall(r"url\((?!#)", text)
    assert not re.findall(r"https?://", text)


@pytest.mark.parametrize("kind", ALL)
def test_every_figure_has_a_sentence_beside_it_and_for_those_who_listen(told, kind):
    text = (told[kind] / "report.html").read_text(encoding="utf-8")
    figures = re.findall(r"<figure>.*?</figure>", text, re.DOTALL)
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", text, re.DOTALL)
    assert len(figures) == len(captions) == text.count("<svg")
    for figure, caption in zip(figures, captions, strict=True):
        assert caption.endswith(".")
        assert "nan" not in caption
        (label,) = re.findall(r'role="img" aria-label="([^"]*)"', figure)
        assert html.unescape(label) == html.unescape(caption)
        assert "Model world." in figure


@pytest.mark.parametrize("kind", ALL)
def test_no_id_is_used_twice_and_every_reference_finds_its_own(told, kind):
    text = (told[kind] / "report.html").read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for one in re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text):
        assert "".join(one) in ids


@pytest.mark.parametrize("kind", ALL)
def test_figures_follow_the_colours_of_the_page(told, kind):
    text = (told[kind] / "report.html").read_text(encoding="utf-8")
    for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        left = set(re.findall(r"#[0-9a-f]{6}\b", svg, re.IGNORECASE))
        assert not left, "a colour that would not turn with the page"
    for name in COLOURS:
        assert text.count(f"--{name}:") == 3, "by day, by night and on paper"


@pytest.mark.parametrize("kind", ALL)
def test_plain_words_come_first_and_the_command_last(told, kind):
    text = (told[kind] / "report.html").read_text(encoding="utf-8")
    parts = re.findall(r"<h2>(.*?)</h2>", text)
    assert parts.index("What came out") < min(k for k, one in enumerate(parts) if one.startswith("Statistics"))
    assert parts[-1] == "Reproduce it"
    assert "Where it fails" in parts
    assert "Model world" in text
    assert "nan" not in " ".join(Page(text).words).lower().split()


def test_what_a_person_wrote_is_text_and_no_markup(told):
    text = (told["grid"] / "report.html").read_text(encoding="utf-8")
    assert "<h1>Game &amp; coupling</h1>" in text
    assert "Where &lt; when?" in text


@pytest.mark.parametrize("kind", ALL)
def test_the_text_of_the_pdf_can_be_selected(told, kind):
    pypdf = pytest.importorskip("pypdf", reason="reading a PDF needs pypdf (the extra 'test')")
    content = (told[kind] / "report.pdf").read_bytes()
    assert len(content) < LARGEST
    text = " ".join(" ".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(content)).pages)
    for part in ("What came out", "Where it fails", "Reproduce it", "Model world"):
        assert part in text
    page = (told[kind] / "report.html").read_text(encoding="utf-8")
    for caption in re.findall(r"<figcaption>(.*?)</figcaption>", page, re.DOTALL):
        assert html.unescape(caption).replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("kind", ALL)
def test_markdown_names_files_that_are_there(told, kind):
    text = (told[kind] / "report.md").read_text(encoding="utf-8")
    files = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert files or kind == "sizes"
    assert all((told[kind] / file).exists() for file in files)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["grid", "comparison"])
def test_a_report_is_the_same_each_time(told, kind):
    names = ("report.html", "report.pdf", "report.md")
    before = {name: (told[kind] / name).read_bytes() for name in names}
    report(told[kind])
    assert {name: (told[kind] / name).read_bytes() for name in names} == before


@pytest.mark.slow
def test_the_command_of_a_report_lives_the_same_sweep(told, tmp_path):
    """Another student reproduces it from one file."""
    shutil.copy(told["grid"] / "manifest.json", tmp_path / "manifest.json")
    text = (told["grid"] / "report.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"```text\n(.*?)\n```", text, re.DOTALL)
    assert command.splitlines() == ["hunt sweep manifest.json --out again", "hunt report again"]
    sweep(tmp_path / "manifest.json", tmp_path / "again")
    report(tmp_path / "again")
    assert (tmp_path / "again" / "report.html").read_bytes() == (told["grid"] / "report.html").read_bytes()


def test_an_unfinished_sweep_says_so(told, tmp_path):
    folder = tmp_path / "half"
    data = data_of("grid") | {"chunk": 20}
    sweep(data, folder, shard=(1, 2))
    report(folder)
    assert "The sweep is not finished: 3 of 6 chunks are here." in (folder / "report.md").read_text()


def test_failed_runs_are_counted_and_in_no_average(tmp_path, monkeypatch):
    from experiments.sweeps import jobs as work

    usual = work.run_to_end

    def run_to_end(parameters, seed, *args, **kwargs):
        if seed == 4:
            raise ZeroDivisionError("nobody")
        return usual(parameters, seed, *args, **kwargs)

    monkeypatch.setattr(work, "run_to_end", run_to_end)
    sweep(data_of("line"), tmp_path / "s")
    report(tmp_path / "s")
    text = (tmp_path / "s" / "report.md").read_text()
    assert "6 runs failed and are in no average: 6 x ZeroDivisionError: nobody." in text


@pytest.mark.slow
def test_a_measure_can_be_chosen(told, tmp_path):
    shutil.copytree(told["grid"], tmp_path / "s")
    report(tmp_path / "s", "kpi")
    assert "KPI attainment is" in (tmp_path / "s" / "report.md").read_text()


def test_a_measure_that_is_not_there_is_named(told):
    with pytest.raises(HuntError, match="no measure 'mood'"):
        report(told["grid"], "mood")


def test_a_folder_of_nothing_is_named(tmp_path):
    with pytest.raises(HuntError, match="holds neither a sweep"):
        report(tmp_path)
    with pytest.raises(HuntError, match="There is no folder"):
        report(tmp_path / "nowhere")
    (tmp_path / "settings.json").write_text("{}")
    with pytest.raises(HuntError, match=r"settings.json is torn"):
        report(tmp_path)


# --- in a browser ---------------------------------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ITS_OWN = ("google.com", "googleapis.com", "gstatic.com")
"""Whom the browser itself calls, whatever the page."""


def opened(page: Path, scratch: Path):
    """Open a page with the network cut; return what was asked for, and what the console said."""
    log = scratch / "net.json"
    words = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={scratch / 'profile'}"]
    words += ["--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"]
    words += ["--proxy-server=127.0.0.1:9", f"--log-net-log={log}", "--enable-logging=stderr", "--v=0"]
    done = subprocess.run(
        [*words, "--virtual-time-budget=3000", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    urls = set(re.findall(r'"url":"([^"]+)"', log.read_text()))
    asked = {url for url in urls if not url.startswith(("file:", "data:", "chrome"))}
    asked = {url for url in asked if not any(own in url.split("/")[2] for own in ITS_OWN)}
    return asked, [line for line in done.stderr.splitlines() if "CONSOLE" in line], done.stdout


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_without_a_network_has_all_it_needs(told, tmp_path):
    for kind in ("grid", "comparison"):
        scratch = tmp_path / kind
        scratch.mkdir()
        asked, console, dom = opened(told[kind] / "report.html", scratch)
        assert not asked
        assert not console
        assert "Reproduce it" in dom
    bad = tmp_path / "bad.html"
    bad.write_text('<img src="http://example.invalid/x.png"><script>console.error("oh")</script>')
    asked, console, _ = opened(bad, tmp_path)
    assert asked == {"http://example.invalid/x.png"}, "such a request would have been seen"
    assert console, "and so would an error"


@pytest.mark.slow
def test_settings_of_a_comparison_say_all_that_is_needed(told):
    kept = json.loads((told["comparison"] / "settings.json").read_text())
    assert kept["comparison"]["regimes"] == [*TWO, "mixed"]
