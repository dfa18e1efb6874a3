// The acts of the guided story. Their sentences are in hunt/words/page; what happens in them is in story_*.js.
import { Place } from './story_place.js';
import { OtherRule } from './story_rule.js';
import { Bands, ManyYears } from './story_bands.js';

const BOTH = ['own-product', 'shared-survival'];

export const ACTS = [
  { make: Place }, // the player decides for one hunter
  { make: OtherRule, needsChoices: true }, // the same choices under the other rule
  { make: Bands, bands: BOTH }, // both rules, and nobody chooses for anyone
  { make: ManyYears, bands: BOTH, from: Infinity },
  { make: Bands, bands: BOTH, scenario: 'conveyor-valley' }, // where one hunter is enough
];
