"""The valley: seasons, weather, and the herds that pass through."""

import numpy as np
import pytest
from small_world import logged, small_world

from hunt.catalogue.parameters import Parameters
from hunt.history import record
from hunt.vocabulary import EventKind, Season, Weather
from hunt.world.camp import TEND_HALF, TEND_SHARE
from hunt.world.valley import UNUSUAL_WEATHER, USUAL_WEATHER, dawn, herds_move, other_weather


def test_a_year_has_four_seasons_of_ninety_days():
    world, luck = small_world(days=720)
    seasons = []
    for day in (0, 89, 90, 180, 270, 359, 360, 630):
        dawn(day, world, luck)
        seasons.append(world.camp.season)
    assert seasons == [0, 0, 1, 2, 3, 3, 0, 3]
    assert logged(world).count(EventKind.WINTER) == 2


def test_the_store_is_counted_on_the_first_winter_morning():
    world, luck = small_world(days=720)
    world.camp.store, world.camp.living = 35.0, 7
    dawn(270, world, luck)
    world.camp.store = 1.0
    dawn(630, world, luck)
    assert world.camp.winter_store == 5.0


def test_weather_is_as_the_season_would_have_it_but_on_unusual_days():
    world, luck = small_world(volatility=0.4, days=360)
    luck.weather[:, 1] = 0.999
    for day in range(0, 360, 30):
        luck.weather[day, 0] = 0.4
        dawn(day, world, luck)
        assert (world.camp.weather, world.camp.as_planned) == (USUAL_WEATHER[world.camp.season], True)
        luck.weather[day, 0] = 0.3
        dawn(day, world, luck)
        assert (world.camp.weather, world.camp.as_planned) == (Weather.STORM, False)
    assert logged(world).count(EventKind.STORM) == 12


def test_unusual_weather_comes_by_its_chances():
    draws = (np.arange(1000) + 0.5) / 1000
    for season in Season:
        often = np.bincount([other_weather(season, chance) for chance in draws], minlength=4) / 1000
        assert often[:3] == pytest.approx(UNUSUAL_WEATHER[season], abs=1e-9)
        assert often[Weather.STORM] == pytest.approx(1.0 - sum(UNUSUAL_WEATHER[season]))


def test_fog_halves_what_can_be_seen():
    world, luck = small_world(sight=4, volatility=1.0)
    sights = []
    for chance in (0.1, 0.5, 0.75, 0.99):  # clear, fog, snow, storm of an unusual day in spring
        luck.weather[0, 1] = chance
        dawn(0, world, luck)
        sights.append((world.camp.weather, world.camp.sight))
    assert sights == [(Weather.CLEAR, 4), (Weather.FOG, 2), (Weather.SNOW, 3), (Weather.STORM, 1)]


def test_a_morning_counts_who_is_able_what_they_own_and_what_tending_saves():
    world, luck = small_world()
    world.hunters[0].alive, world.camp.living = False, 7
    world.hunters[1].injured = 3
    for hunter in world.hunters:
        hunter.owns = 0.5
    world.camp.tending_today, world.camp.spoiled_yesterday = 2, 10.0
    world.camp.brought = world.camp.common = 99.0
    dawn(5, world, luck)
    assert (world.camp.able, world.camp.owned, world.camp.today) == (6, 0.5, 5)
    assert world.camp.tend_saves == pytest.approx(TEND_SHARE / (TEND_HALF + 2) * 10.0)
    assert (world.camp.tending, world.camp.tending_today) == (2, 0)
    assert world.camp.brought == world.camp.common == 0.0


def test_herds_come_on_their_day_and_are_listed_until_nothing_of_them_is_left():
    world, luck = small_world(herds=40)
    for b, beast in enumerate(world.beasts):
        beast.arrives, beast.leaves, beast.here = 3 * b, 3 * b + 5, False
    listed = []
    for day in range(9):
        herds_move(day, world, luck)
        listed.append(list(world.present[: world.camp.present]))
    assert listed[0] == [0]
    assert listed[3] == listed[4] == [0, 1]
    assert listed[5] == [1]
    world.beasts[2].here, world.beasts[2].meat = False, 50.0
    herds_move(9, world, luck)
    assert 2 in world.present[: world.camp.present], "a carcass is still there"


def test_the_great_herd_is_announced_on_its_day():
    world, luck = small_world(great_herd=3)
    for beast in world.beasts:
        beast.arrives = 3
    for day in range(5):
        herds_move(day, world, luck)
    assert logged(world).count(EventKind.GREAT_HERD) == 1
    assert next(one for one in world.log if one.kind == EventKind.GREAT_HERD).day == 3


@pytest.mark.usefixtures("compiled")
def test_over_a_year_the_great_herd_comes_on_its_day():
    run = record(Parameters(great_herd=200), 1)
    assert (run.beasts["arrives"][-1] == 200).sum() >= 3
    assert EventKind.GREAT_HERD in run.events["kind"]
