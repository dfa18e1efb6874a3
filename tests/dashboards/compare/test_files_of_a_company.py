"""The files to download, in the words of a company: report and figures speak of its work, code stays as it is."""

import re

import pytest
from company_words import COMPANIES, STONE_AGE
from matplotlib.text import Text

from dashboards.compare.comparison import in_words_of
from experiments.comparison.compare import compare
from experiments.reports.comparison_files import figures_of, write_files
from experiments.reports.comparison_report import story_of_comparison
from experiments.reports.story import as_it_is
from hunt.narrator import skin

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("compiled")]

LEFT = re.compile(r"```.*?```|\([\w.-]+\)|restricted mean survival time", re.DOTALL)
"""Code, ids of regimes, names of files, and a term of statistics."""


@pytest.fixture(scope="module")
def result(compiled):
    return compare("default-valley", runs=4, seed=1, flip_runs=2, settings={"days": 300})


@pytest.mark.parametrize("id", COMPANIES)
def test_a_company_reads_a_report_without_the_stone_age(result, id, tmp_path):
    say = in_words_of(skin(id), result.scenario)
    write_files(result, tmp_path, say=say)
    report = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert skin(id).regimes["shared-survival"] in report
    assert skin(id).scenarios[result.scenario.id]["question"] in report
    assert "hunt compare" in report
    for line in LEFT.sub("", report).splitlines():
        assert not STONE_AGE.search(line), line
    drawn = figures_of(result)
    story_of_comparison(result, drawn).said(say)
    texts = [text.get_text() for one in drawn.values() for text in one.findobj(Text) if text.get_text()]
    assert len(texts) > 50
    for text in texts:
        assert not STONE_AGE.search(LEFT.sub("", text)), text


def test_others_read_the_usual_report(result):
    assert in_words_of(skin("stone-age"), result.scenario) is as_it_is
    assert in_words_of(skin("steinzeit"), result.scenario) is as_it_is
