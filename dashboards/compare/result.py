"""What the compare page shows of a comparison: a sentence, a picture, a small table, and the rest on request."""

import html
import math

import solara

from dashboards.compare.choices import Comparing
from dashboards.compare.comparison import Found
from dashboards.compare.findings import band_table, course, flip_table, headline, measure_table
from dashboards.compare.lines import Chart, day_lines
from dashboards.shared.numbers import number
from dashboards.shared.page_parts import Details, Markup, Table, Tag, Text
from dashboards.shared.page_words import PageWords
from dashboards.shared.pay_table import pay_rows
from hunt.catalogue.arms import read_arm
from hunt.catalogue.regimes import regime
from hunt.catalogue.scenarios import scenario

DOWNLOADS = ("everything.zip", "report.html", "report.pdf", "runs.csv", "effects.csv", "survival.png")


@solara.component
def Result(choices: Comparing, found: Found) -> None:
    """Show what a comparison found."""
    words = choices.page
    names = dict(zip(found.bands, choices.titles(), strict=True))
    with Tag("div", "content"):
        Text(headline(found, names, words), kind="finding")
        Survival(found, names, words)
        Table(*band_table(found, names, words), words.put("compare_note", runs=found.runs), words.put("compare_table"))
        Flips(found, names, words)
        with Details(words.put("compare_measures")):
            Table(
                *measure_table(found, names, words), words.put("compare_measures_note"), words.put("compare_measures")
            )
            DailyLines(found, names, words)
        with Details(words.put("compare_rules")):
            Rules(choices, found, names)
        with Details(words.put("compare_files")):
            Files(found, words)
            Text(words.put("pages_command"))
            Text(found.command, tag="pre")


@solara.component
def Survival(found: Found, names: dict[str, str], words: PageWords) -> None:
    """Draw how many are alive by day."""
    people = found.parameters[found.bands[0]].hunters
    lines = {id: [people * alive for alive, _, _ in days] for id, days in found.survival.items()}
    bands = {id: [(people * low, people * high) for _, low, high in days] for id, days in found.survival.items()}
    end = {id: number(words, line[-1], 1) for id, line in lines.items()}
    chart = Chart(lines, names, float(people), "", words.put("day_only"), bands, end)
    figure(chart, words.put("compare_curve", people=people))


def figure(chart: Chart, words: str) -> None:
    """Show a drawing with the sentence that says what it is."""
    Markup(f"{day_lines(chart)}<figcaption>{html.escape(words)}</figcaption>", tag="figure")


@solara.component
def DailyLines(found: Found, names: dict[str, str], words: PageWords) -> None:
    """Draw KPIs met and store by day."""
    day = words.put("day_only")
    most = max((value for line in found.store.values() for value in line if value == value), default=0.0)
    top = max(10.0, 20.0 * math.ceil(most / 20.0))
    with Tag("div", "content"):
        figure(Chart(found.kpi, names, 100.0, " %", day, {}, {}), words.put("compare_kpi_curve"))
        figure(Chart(found.store, names, top, "", day, {}, {}), words.put("compare_store_curve"))


@solara.component
def Flips(found: Found, names: dict[str, str], words: PageWords) -> None:
    """Show along which dials the result holds, and where it reverses."""
    if not found.flips:
        return
    parameters = list(dict.fromkeys(row["parameter"] for row in found.flips))
    said = "; ".join(f"{words.dial(one)}: {course(found, one, words)}" for one in parameters)
    with Details(f"{words.put('compare_where')} ({said})"):
        Text(words.put("compare_where_note", runs=found.runs))
        for one in parameters:
            heads, rows = flip_table(found, one, names, words)
            Table(heads, rows, words.dial(one), words.dial(one))
        sceptic = words.plain(words.scenario(scenario(found.choices.scenario))["sceptic"])
        if sceptic:
            Text(words.put("compare_sceptic", what=sceptic))


@solara.component
def Rules(choices: Comparing, found: Found, names: dict[str, str]) -> None:
    """Say what each band is paid for, and show the KPI table by which it is paid."""
    words, page = choices.words, choices.page
    items = []
    for id in found.bands:
        rule = page.plain(words.rule(regime(read_arm(id).regime)))
        paid = "" if found.paid_by_table[id] > 0.0 else f" {page.put('compare_unpaid')}"
        items.append(f"<li><b>{html.escape(names[id])}</b>: {html.escape(rule + paid)}</li>")
    with Tag("div", "content"):
        Markup("".join(items), tag="ul")
        tables = {id: (one.table, found.congruence[id]) for id, one in found.parameters.items()}
        for table, congruence in dict.fromkeys(tables.values()):
            whose = [names[id] for id in found.bands if tables[id] == (table, congruence)]
            title = page.put("compare_paid", bands=", ".join(whose))
            share = page.put("compare_congruence", share=page.number(f"{congruence:.2f}"))
            Table(*pay_rows(table, words, page), f"{title}. {share}", title)


@solara.component
def Files(found: Found, words: PageWords) -> None:
    """Offer the files of a comparison."""
    if not found.token:
        Text(words.put("compare_files_coming"))
        return
    titles = {
        "everything.zip": words.put("compare_everything"),
        "report.html": words.put("compare_report"),
        "report.pdf": words.put("compare_report_pdf"),
        "runs.csv": words.put("compare_runs_csv"),
        "effects.csv": words.put("compare_effects_csv"),
        "survival.png": words.put("compare_picture"),
    }
    Markup(
        "".join(f'<a href="/made/{found.token}/{name}" download>{titles[name]}</a>' for name in DOWNLOADS),
        tag="p",
        kind="downloads",
    )
