// What the story says of a film: counted here, from what the film has of each day.
import { sceneOf } from './scene.js';

const mean = (values) => (values.length ? values.reduce((a, c) => a + c, 0) / values.length : 0);
const daysTo = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k);

const NOTICED = 0.01; // a change of trust that is worth a word

// How far a hunter met the KPI on some days, in percent; days after death do not count.
export function kpi(film, who, from, to) {
  return 100 * mean(daysTo(from, to).filter((day) => film.alive(who, day)).map((day) => Math.min(1, film.at('hunters.product', who, day))));
}

// How far the others trust a hunter on the evening of a day: [other, trust] of those who are alive.
export function trustIn(film, who, day) {
  return [...Array(film.hunters).keys()].filter((k) => k !== who && film.alive(k, day)).map((k) => [k, film.trust(k, who, day)]);
}

// One hunt, from a morning to its end: the kill, the hunter's KPI, and what it did to the others' trust.
export function huntFacts(film, who, { day, beast, over }) {
  const down = film.at('beasts.down', beast, over);
  const killed = down >= day && down <= over;
  const { need } = film.head.parameters;
  const after = trustIn(film, who, over);
  const change = after.map(([k, trust]) => ({ name: film.head.names[k], before: film.trust(k, who, day - 1), after: trust }));
  const [before, later] = [mean(change.map((one) => one.before)), mean(change.map((one) => one.after))];
  const way = Math.sign(later - before);
  return {
    killed,
    food: killed ? film.at('beasts.meat', beast, down) / need / Math.max(1, film.at('camp.living', 0, down)) : 0,
    kpi: kpi(film, who, day, over),
    before,
    after: later,
    names: change.filter((one) => (one.after - one.before) * way >= NOTICED).map((one) => one.name), // who trusts them differently now
  };
}

// What a whole year came to for a hunter and the band.
export function yearFacts(film, who) {
  const last = film.days - 1;
  const died = film.at('hunters.died', who, last);
  return {
    alive: film.head.outcome.alive,
    kills: film.at('camp.kills', 0, last),
    mine: kpi(film, who, 0, last),
    band: mean([...Array(film.hunters).keys()].map((k) => kpi(film, k, 0, last))),
    died: died >= 0 ? died : null,
    ...promisesOfOthers(film, who),
  };
}

// What the others did with their promises: hunter-days on which one was due, and how each was spent.
function promisesOfOthers(film, who) {
  const count = { due: 0, held: 0, gaps: 0, away: 0 };
  for (let day = 0; day < film.days; day += 1) {
    for (const one of sceneOf(film, day).hunters) {
      if (one.h === who || !one.alive || !one.promised) continue;
      if (one.action === film.action.hunt) count.held += 1;
      else if (one.away) count.away += 1;
      else if (one.broke) count.gaps += 1;
      else continue; // excused: a storm, or injured
      count.due += 1;
    }
  }
  return { ...count, kept: count.due ? (100 * count.held) / count.due : 0 };
}
