"""A number by day: the median of the runs as a line, 5 to 95 % as a band."""

import numpy as np
import pandas as pd
import pytest

from experiments.figures.daily_bands import daily_bands

BAND = pd.DataFrame({"day": [9, 19, 29], "low": [1.0, 0.5, 0.0], "median": [2.0, 1.5, 1.0], "high": [3.0, 3.0, 4.0]})


def test_a_band_is_drawn_from_its_numbers():
    figure = daily_bands({"own-product": BAND, "none": BAND.assign(median=2.5)}, "T", "store", 30)
    axes = figure.axes[0]
    lines = [line.get_ydata().tolist() for line in axes.get_lines()]
    for wanted in ([2.0, 1.5, 1.0], [2.5, 2.5, 2.5], [1.0, 0.5, 0.0], [3.0, 3.0, 4.0]):
        assert wanted in lines
    assert axes.get_xlim() == (0, 30)
    assert axes.get_ylim()[1] > 4.0
    assert len(axes.collections) >= 2
    words = [text.get_text() for text in axes.texts]
    assert any(word.startswith("own-product 1") for word in words)


def test_what_is_no_band_is_refused():
    for wrong in (BAND.drop(columns="low"), BAND.iloc[:0], BAND.assign(high=np.nan)):
        with pytest.raises(ValueError, match="the band of none needs finite numbers"):
            daily_bands({"none": wrong}, "T", "store", 30)
    with pytest.raises(ValueError, match="bands is empty"):
        daily_bands({}, "T", "store", 30)
