// The five dials that decide whether the claim holds, in words.  The stage follows while one of them moves.
import { answer, h, say } from './dom.js';
import { meanOf } from './tally.js';
import { figure, sentenceOf, t } from './words.js';

// From the end at which the claim should hold to the one at which it should break; see docs/ledger.md.
const DIALS = [
  { name: 'small_game', low: 0.4, high: 2.4, step: 0.1 },
  { name: 'winter', low: 0, high: 1.4, step: 0.1 },
  { name: 'needed', low: 1, high: 8, step: 1 },
  { name: 'alignment', low: 0, high: 1, step: 0.05 },
  { name: 'start_trust', low: 0.1, high: 0.95, step: 0.05 },
];
const PAUSE = 120; // milliseconds without a move before the year is simulated again

export class Dials {
  constructor(stage, error, moved) {
    this.stage = stage;
    this.error = error;
    this.moved = moved;
    this.result = h('div', { class: 'dial-result', role: 'status' });
    this.rows = DIALS.filter(({ name }) => this.alike(name)).map((one) => this.row(one));
    this.heard = () => this.told();
    stage.onLearned = this.heard;
    this.element = h('fieldset', { class: 'dials' }, h('legend', {}, t('dials_title')), h('p', { class: 'soft' }, t('dials_about')), this.rows.map((one) => one.element), this.result);
    this.told();
  }

  // A dial turns for all bands: one that is set differently in each, or for one band alone, is left out.
  alike(name) {
    const own = this.stage.address.bands.some((band) => band.includes(`~${name}:`) || band.includes(`:${name}:`));
    return !own && new Set(this.stage.films.map((film) => film.head.parameters[name])).size === 1;
  }

  row({ name, low, high, step }) {
    const now = this.stage.films[0].head.parameters[name];
    const value = h('output', { class: 'num' }, figureOf(now, step));
    const id = `dial-${name}`;
    const range = h('input', { type: 'range', id, min: String(Math.min(low, now)), max: String(Math.max(high, now)), step: String(step), value: String(now),
      on: { input: () => this.move(name, range, value, step) } });
    const words = (text) => h('span', { class: 'soft', 'aria-hidden': 'true' }, text);
    range.setAttribute('aria-valuetext', figureOf(now, step));
    const element = h('div', { class: 'dial' }, h('label', { for: id }, t(`dial_${name}`)), words(t(`dial_${name}_low`)), range, words(t(`dial_${name}_high`)), value);
    return { name, element };
  }

  move(name, range, value, step) {
    const text = figureOf(Number(range.value), step);
    say(value, text);
    range.setAttribute('aria-valuetext', text);
    this.wanted = { ...(this.wanted || {}), [name]: String(Number(Number(range.value).toFixed(2))) };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.apply(), PAUSE);
  }

  // One year after the other: what moved meanwhile comes next.
  async apply() {
    if (this.busy || !this.wanted || this.over) return;
    this.busy = true;
    const { stage } = this;
    const begun = performance.now();
    const settings = [...stage.address.settings.filter(([name]) => !(name in this.wanted)), ...Object.entries(this.wanted)];
    this.wanted = null;
    const query = stage.link({ settings });
    try {
      await answer(`/open?${query}`); // a refusal leaves the stage as it is
      this.error.textContent = '';
      await stage.open(query, { day: stage.clock.day });
      this.took = performance.now() - begun;
    } catch (problem) {
      this.error.textContent = sentenceOf(problem);
    }
    this.busy = false;
    this.told();
    this.moved();
    if (this.wanted) this.apply();
  }

  // What becomes of the bands: in this year, and on average in the years that are known.
  told() {
    const { stage } = this;
    this.result.replaceChildren(...stage.films.map((film, k) => {
      const many = stage.many[stage.address.bands[k]];
      const usual = many ? t('dials_mean', { runs: many.runs, mean: figure(meanOf(many.alive), 1) }) : t('dials_wait');
      return h('p', {}, h('b', {}, `${stage.address.titles[k]}: `), t('dials_year', { alive: film.head.outcome.alive, hunters: film.hunters }), ' ', h('span', { class: 'soft' }, usual));
    }));
  }

  stop() {
    this.over = true;
    clearTimeout(this.timer);
    if (this.stage.onLearned === this.heard) this.stage.onLearned = null;
  }
}

function figureOf(value, step) {
  return figure(value, step >= 1 ? 0 : step >= 0.1 ? 1 : 2);
}
