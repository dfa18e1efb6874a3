// The year as a line: seasons, marks of what happened, and a handle to drag.
import { h, say } from './dom.js';
import { t } from './words.js';

export const LOUD = { down: 'kill', escaped: 'gap', died: 'death', wolves: 'wolf', rescued: 'rescue', incident: 'gap', fixed: 'fence', review: 'fence', broadcast: 'act', feast: 'act' };

export class Scrub {
  constructor(stage) {
    this.stage = stage;
    const [film] = stage.films;
    const { days } = film;
    this.days = days;
    this.range = h('input', { type: 'range', class: 'range', min: '0', max: String(days - 1), step: '1', value: '0', 'aria-label': t('day_only'),
      on: { input: () => stage.go(Number(this.range.value)) } });
    const seasons = [];
    for (let start = 0; start < days; start += 90) {
      const length = Math.min(90, days - start);
      const k = Math.floor(start / 90) % 4;
      seasons.push(h('span', { class: `part season${k}`, style: `left:${(100 * start) / days}%;width:${(100 * length) / days}%` },
        film.head.words.seasons[k]));
    }
    this.seasons = seasons;
    const marks = stage.films.map((one, row) => {
      const told = new Set(one.head.told.map((t) => t.day));
      const spots = [];
      for (const day of told) spots.push(h('i', { class: 'told-mark', style: `left:${this.at(day)}%` }));
      const seen = new Set();
      for (const event of one.events) {
        const kind = LOUD[one.head.vocabulary.event[event.kind]];
        const key = `${kind}-${Math.round((event.day / days) * 120)}`;
        if (kind && !seen.has(key)) {
          seen.add(key);
          spots.push(h('i', { class: `event ${kind}`, style: `left:${this.at(event.day)}%` }));
        }
      }
      for (const done of one.head.done) spots.push(h('i', { class: 'forked', style: `left:${this.at(done.day)}%` }));
      return h('div', { class: `marks row${row}` }, spots);
    });
    this.head = h('div', { class: 'now' });
    this.veil = h('div', { class: 'veil' }); // the days to come are there, but faint
    this.rows = h('div', { class: 'rows', 'aria-hidden': 'true' }, marks);
    this.element = h('div', { class: 'scrub' }, h('div', { class: 'seasons' }, seasons), this.rows, this.veil, this.head, this.range);
  }

  // A season's name where there is room for all of it, else its first word or letters.
  fit() {
    const [film] = this.stage.films;
    this.seasons.forEach((one, k) => {
      const name = film.head.words.seasons[k % 4];
      const fits = [name, name.split(' ')[0], `${name.slice(0, 3)}.`, ''].some((words) => {
        say(one, words);
        return one.scrollWidth <= one.clientWidth;
      });
      one.classList.toggle('tight', !fits);
    });
  }

  at(day) {
    return (100 * day) / Math.max(1, this.days - 1);
  }

  update(time) {
    this.head.style.left = `${this.at(time)}%`;
    this.veil.style.left = this.head.style.left;
    if (this.stage.options.ownAddress || this.stage.options.room) this.rows.style.clipPath = `inset(0 ${100 - this.at(time)}% 0 0)`; // the story and a room hide the days to come
    const day = String(Math.floor(time + 1e-6));
    if (this.range.value !== day) this.range.value = day;
    const words = this.stage.season ? t('day_and_season', { day, season: this.stage.season.textContent }) : day;
    if (this.range.getAttribute('aria-valuetext') !== words) this.range.setAttribute('aria-valuetext', words);
  }
}
