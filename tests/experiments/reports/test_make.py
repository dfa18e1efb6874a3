"""Reports: complete, in plain words, with nothing fetched from anywhere, and the same bytes each time."""

import errno
import html
import io
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.comparison.compare import compare
from experiments.comparison.regime_map import regime_map
from experiments.reports import make
from experiments.reports.comparison_files import write_files
from experiments.reports.daily_parts import bands_by_day
from experiments.reports.make import report
from experiments.reports.page import COLOURS
from experiments.reports.sweep_report import story_of_sweep
from experiments.sweeps.export import read_sweep
from experiments.sweeps.sweep import sweep
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")

RESULTS, STATISTICS, LIMITS, LAST = "Results", "Statistics", "Where it fails", "Reproduce it"
"""Headings of a report."""

TWO = ["own-product", "shared-survival"]
SMALL = {"days": 60, "hunters": 8, "start_store": 2.0, "reserve_low": 5.0, "reserve_high": 20.0}
LARGEST = 2_000_000
DATA = {"title": "Game & alignment", "question": "Where < when?", "regimes": TWO, "settings": SMALL, "runs": 10}
KINDS = {
    "grid": {"levers": {"alignment": [0, 1]}, "uncertainties": {"small_game": [0.2, 0.6, 1.1]}},
    "line": {"levers": {"alignment": [0, 0.5, 1]}},
    "three factors": {
        "levers": {"alignment": [0, 1]},
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
    "independent": {"seeds": "independent", "levers": {"alignment": [0, 1]}},
    "adaptive": {
        "levers": {"alignment": [0, 1]},
        "stop": {"measure": "alive_share", "half_width": 0.2, "start": 10, "block": 10, "most": 40},
    },
}


def data_of(kind):
    data = DATA | KINDS[kind]
    return {name: value for name, value in data.items() if not (name == "runs" and "stop" in data)}


class Reports(dict):
    """The folder of each kind of sweep, and of a comparison, with its report; made on first use."""

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
def reports(tmp_path_factory, compiled):
    return Reports(tmp_path_factory)


OTHERS = pytest.param([*list(KINDS)[1:], "comparison"], marks=pytest.mark.slow)


@pytest.fixture(params=[["grid"], OTHERS], ids=["grid", "all others"])
def pages(request, reports):
    """Folder and HTML of some kinds of reports."""
    return {kind: (reports[kind], (reports[kind] / "report.html").read_text("utf-8")) for kind in request.param}


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.words.append(data)


def test_a_page_fetches_nothing_and_is_small(pages):
    for kind, (_, text) in pages.items():
        page = Page(text)
        assert len(text.encode()) < LARGEST, kind
        assert not {"script", "img", "iframe", "object", "embed", "audio", "video", "base"} & set(page.tags), kind
        for tag, name, value in page.attributes:
            if name in ("src", "href", "xlink:href", "srcset", "action", "data", "poster"):
                assert value.startswith("#") or (tag, value) == ("link", "data:,"), (kind, tag, name, value)
        assert "@import" not in text, kind
        assert not re.findall(r"url\((?!#)", text), kind
        assert not re.findall(r"https?://", text), kind


def test_every_figure_has_a_caption_that_is_also_read_aloud(pages):
    for kind, (_, text) in pages.items():
        figures = re.findall(r"<figure>.*?</figure>", text, re.DOTALL)
        captions = re.findall(r"<figcaption>(.*?)</figcaption>", text, re.DOTALL)
        assert len(figures) == len(captions) == text.count("<svg"), kind
        for figure, caption in zip(figures, captions, strict=True):
            assert caption.endswith("."), kind
            assert "nan" not in caption, kind
            (label,) = re.findall(r'role="img" aria-label="([^"]*)"', figure)
            assert html.unescape(label) == html.unescape(caption), kind
            assert "model world" in figure.lower(), kind


def test_no_id_is_used_twice_and_every_reference_finds_its_own(pages):
    for kind, (_, text) in pages.items():
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), kind
        for one in re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text):
            assert "".join(one) in ids, kind


def test_figures_follow_the_colours_of_the_page(pages):
    for kind, (_, text) in pages.items():
        for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
            left = set(re.findall(r"#[0-9a-f]{6}\b", svg, re.IGNORECASE))
            assert not left, f"{kind}: a colour that would not follow the page"
        for name in COLOURS:
            assert text.count(f"--{name}:") == 3, f"{kind}: light, dark and on paper"


def test_plain_words_come_first_and_the_command_last(pages):
    for kind, (_, text) in pages.items():
        parts = re.findall(r"<h2>(.*?)</h2>", text)
        assert parts.index(RESULTS) < min(k for k, one in enumerate(parts) if one.startswith(STATISTICS)), kind
        assert parts[-1] == LAST, kind
        assert LIMITS in parts, kind
        assert "model world" in text.lower(), kind
        assert "nan" not in " ".join(Page(text).words).lower().split(), kind


def test_the_text_of_the_pdf_can_be_selected(pages):
    pypdf = pytest.importorskip("pypdf", reason="reading a PDF needs pypdf (the extra 'test')")
    for kind, (folder, page) in pages.items():
        content = (folder / "report.pdf").read_bytes()
        assert len(content) < LARGEST, kind
        text = " ".join(" ".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(content)).pages)
        for part in re.findall(r"<h2>(.*?)</h2>", page):
            assert html.unescape(part).replace(" ", "") in text.replace(" ", ""), (kind, part)
        for caption in re.findall(r"<figcaption>(.*?)</figcaption>", page, re.DOTALL):
            assert html.unescape(caption).replace(" ", "") in text.replace(" ", ""), (kind, caption)


def test_markdown_names_files_that_exist(pages):
    for kind, (folder, _) in pages.items():
        files = re.findall(r"!\[[^]]*\]\(([^)]+)\)", (folder / "report.md").read_text(encoding="utf-8"))
        assert files or kind == "sizes"
        assert all((folder / file).exists() for file in files), kind


def test_what_a_person_wrote_is_text_and_no_markup(reports):
    text = (reports["grid"] / "report.html").read_text(encoding="utf-8")
    assert "<h1>Game &amp; alignment</h1>" in text
    assert "Where &lt; when?" in text


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["grid", "comparison"])
def test_a_report_is_the_same_each_time(reports, kind):
    names = ("report.html", "report.pdf", "report.md")
    before = {name: (reports[kind] / name).read_bytes() for name in names}
    report(reports[kind])
    assert {name: (reports[kind] / name).read_bytes() for name in names} == before


@pytest.mark.slow
def test_the_command_of_a_report_repeats_the_sweep(reports, tmp_path):
    """Another student reproduces it from one file."""
    shutil.copy(reports["grid"] / "manifest.json", tmp_path / "manifest.json")
    text = (reports["grid"] / "report.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"```text\n(.*?)\n```", text, re.DOTALL)
    assert command.splitlines() == ["hunt sweep manifest.json --out again", "hunt report again"]
    sweep(tmp_path / "manifest.json", tmp_path / "again")
    report(tmp_path / "again")
    assert (tmp_path / "again" / "report.html").read_bytes() == (reports["grid"] / "report.html").read_bytes()


@pytest.mark.slow
def test_the_settings_of_a_comparison_are_enough_to_repeat_it(reports):
    kept = json.loads((reports["comparison"] / "settings.json").read_text())
    assert kept["comparison"]["regimes"] == [*TWO, "mixed"]


def sentences_about(folder):
    """Return all sentences of the report of a sweep, without writing it."""
    story = story_of_sweep(read_sweep(folder), "alive_share", "")
    return " ".join(one for part in story.parts for one in (*part.paragraphs, *part.items, part.note))


def test_a_report_of_an_unfinished_sweep_says_so(tmp_path):
    sweep(data_of("line") | {"chunk": 20}, tmp_path / "half", shard=(1, 2))
    assert re.search(r"not finished.* 2 of 3 chunks", sentences_about(tmp_path / "half"))


def test_failed_runs_are_counted_and_in_no_average(tmp_path, monkeypatch):
    from experiments.sweeps import jobs

    usual = jobs.run_arms

    def run_arms(arms, seeds):
        if 4 in seeds:
            raise ZeroDivisionError("nobody")
        return usual(arms, seeds)

    monkeypatch.setattr(jobs, "run_arms", run_arms)
    sweep(data_of("line"), tmp_path / "s")
    assert re.search(r"6 runs failed.*6 x ZeroDivisionError: nobody", sentences_about(tmp_path / "s"))


@pytest.mark.slow
def test_a_measure_can_be_chosen(reports, tmp_path):
    shutil.copytree(reports["grid"], tmp_path / "s")
    report(tmp_path / "s", "kpi")
    text = (tmp_path / "s" / "report.md").read_text()
    assert "KPI attainment" in text.partition(f"## {RESULTS}")[2].partition("##")[0]


def test_a_measure_that_does_not_exist_is_named(reports):
    with pytest.raises(HuntError, match="no measure 'mood'"):
        report(reports["grid"], "mood")


def test_settings_whose_rules_are_none_are_damaged(tmp_path):
    asked = {"scenario": "valley", "regimes": ["none"], "runs": 2, "seed": 1, "flip_runs": 0, "settings": {}}
    for wrong in ({"rules": [{"name": 3}]}, {"settings": {"rules": {"name": 3}}}, {"measures": {"name": 3, "text": 4}}):
        (tmp_path / "settings.json").write_text(json.dumps({"comparison": asked | wrong}))
        with pytest.raises(HuntError, match=r"settings.json is damaged"):
            report(tmp_path)


def test_a_folder_without_results_is_named(tmp_path):
    with pytest.raises(HuntError, match="holds neither a sweep"):
        report(tmp_path)
    with pytest.raises(HuntError, match="There is no folder"):
        report(tmp_path / "nowhere")
    (tmp_path / "settings.json").write_text("{}")
    with pytest.raises(HuntError, match=r"settings.json is damaged"):
        report(tmp_path)


# --- in a browser ---------------------------------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ITS_OWN = ("google.com", "googleapis.com", "gstatic.com")
"""Hosts that the browser itself calls, whatever the page."""


def opened(page: Path, scratch: Path):
    """Open a page with the network cut; return what it requested, and what the console said."""
    log = scratch / "net.json"
    words = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={scratch / 'profile'}"]
    words += ["--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"]
    words += ["--proxy-server=127.0.0.1:9", f"--log-net-log={log}", "--enable-logging=stderr", "--v=0"]
    done = subprocess.run(
        [*words, "--virtual-time-budget=3000", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    urls = set(re.findall(r'"url":"([^"]+)"', log.read_text()))
    requested = {url for url in urls if not url.startswith(("file:", "data:", "chrome"))}
    requested = {url for url in requested if not any(own in url.split("/")[2] for own in ITS_OWN)}
    return requested, [line for line in done.stderr.splitlines() if "CONSOLE" in line], done.stdout


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_without_a_network_has_all_it_needs(reports, tmp_path):
    for kind in ("grid", "comparison"):
        scratch = tmp_path / kind
        scratch.mkdir()
        requested, console, dom = opened(reports[kind] / "report.html", scratch)
        assert not requested
        assert not console
        assert LAST in dom
    bad = tmp_path / "bad.html"
    bad.write_text('<img src="http://example.invalid/x.png"><script>console.error("oh")</script>')
    requested, console, _ = opened(bad, tmp_path)
    assert requested == {"http://example.invalid/x.png"}, "such a request would have been seen"
    assert console, "and so would an error"


def test_a_third_regime_has_a_map_of_its_own(tmp_path):
    sweep(DATA | KINDS["line"] | {"regimes": [*TWO, "none"], "runs": 6}, tmp_path / "s")
    report(tmp_path / "s")
    found = pd.read_csv(tmp_path / "s" / "map.csv")
    assert found.groupby("second", sort=False).size().to_dict() == {TWO[1]: 3, "none": 3}
    assert set(found["first"]) == {TWO[0]}
    for second in (TWO[1], "none"):
        gaps = regime_map(tmp_path / "s", second=second)["estimate"]
        assert found.loc[found["second"] == second, "estimate"].tolist() == pytest.approx(gaps.tolist())
    parts = [part.title for part in story_of_sweep(read_sweep(tmp_path / "s"), "alive_share", "again").parts]
    assert [title for title in parts if title.startswith("Where it flips")] == [
        "Where it flips", "Where it flips, against none"
    ]  # fmt: skip


def test_a_full_disk_leaves_the_old_report_and_no_half_of_a_new_one(reports, tmp_path, monkeypatch):
    """Whichever file is written when the disk is full, nothing that was there is touched."""
    folder = tmp_path / "s"
    shutil.copytree(reports["grid"], folder)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(make, "pdf", full)
    with pytest.raises(HuntError, match=r"The disk of .* is full; .* then write it again, or name another folder"):
        report(folder)
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_days_are_drawn_as_median_and_band_of_the_runs(tmp_path):
    data = DATA | {"series": {"numbers": ["alive", "store"], "every": 20}}
    sweep(data, tmp_path)
    report(tmp_path)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert text.count('aria-label="On day 59 the median of') == 2
    series = read_sweep(tmp_path).series
    bands = bands_by_day(series, "store")
    assert set(bands) == set(TWO)
    for id, band in bands.items():
        values = series[(series["regime"] == id) & (series["day"] == 59)]["store"]
        last = band.iloc[-1]
        assert (last["low"], last["median"], last["high"]) == tuple(np.quantile(values, [0.05, 0.5, 0.95]))
