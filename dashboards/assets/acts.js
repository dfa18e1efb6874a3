// The acts of the guided story: what is shown and what the bet is about. Their sentences are in hunt/words/page.
const BOTH = ['own-product', 'shared-survival'];
const WHOLE_YEAR = { from: 0, until: null };
const HALF = 179;
const BAND = 12; // hunters of the default valley

const moreInTheSecond = { low: -BAND, high: BAND, between: true, of: (_, films) => films[1].head.outcome.alive - films[0].head.outcome.alive };

export const ACTS = [
  {
    bands: ['own-product'],
    mine: true, // the viewer decides for one of the hunters
    choices: 4,
    from: 'choice', // some days before the first one
    until: HALF,
    bet: { low: 0, high: 10, unit: 'story_mammoths', of: (film) => film.at('camp.kills', 0, HALF) },
  },
  {
    bands: ['own-product'],
    mine: true,
    from: HALF + 1,
    until: null,
    fates: true,
    bet: { low: 0, high: BAND, unit: 'story_of_12', of: (film) => film.head.outcome.alive },
  },
  { bands: BOTH, ...WHOLE_YEAR, speed: 3, fates: true, bet: moreInTheSecond },
  {
    bands: BOTH,
    from: 'end',
    until: null,
    many: true,
    bet: { low: 0, high: 100, unit: 'story_of_100', of: (_, films, stage) => extinct(stage, 0) },
  },
  { scenario: 'conveyor-valley', bands: BOTH, ...WHOLE_YEAR, speed: 3, fates: true, bet: moreInTheSecond },
];

export const LINES = 3; // at most, in an act

// Share of the years, in percent, after which nobody of a band is left.
function extinct(stage, k) {
  const many = stage.many[stage.address.bands[k]];
  const total = many.alive.reduce((a, c) => a + c, 0);
  return Math.round((100 * many.alive[0]) / total);
}
