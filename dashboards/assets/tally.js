// Many years in one table, a row for each band: who is left on average, and how often nobody is.
import { h } from './dom.js';
import { figure, t } from './words.js';

// How many are left at the end, on average: `alive` counts years by that number.
export function meanOf(alive) {
  const total = alive.reduce((a, c) => a + c, 0);
  return alive.reduce((sum, c, k) => sum + c * k, 0) / Math.max(1, total);
}

// In how many of those years nobody is left, in percent.
export function extinct(alive) {
  const total = alive.reduce((a, c) => a + c, 0);
  const share = (100 * alive[0]) / Math.max(1, total);
  return share > 0 && share < 1 ? '< 1' : figure(share);
}

// The line by which charts draw what is only there for reference.
export function sample() {
  return h('span', { class: 'sample', html: '<svg viewBox="0 0 60 20" aria-hidden="true"><path d="M4 10H58"/></svg>' });
}

// `rows`: title, counts by number of living, hunters, and whether the row is only there for reference.
export function tally(rows) {
  return h('table', { class: 'tally' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('band')), h('th', { scope: 'col', colspan: '2' }, t('tally_mean')), h('th', { scope: 'col', class: 'num' }, t('nobody_left')))),
    h('tbody', {}, rows.map(({ title, alive, hunters, reference }) => {
      const mean = meanOf(alive);
      return h('tr', { class: reference ? 'dimmed' : '' },
        h('th', { scope: 'row' }, title, reference ? sample() : null),
        h('td', { class: 'mean' }, h('div', { class: 'bar' }, h('div', { class: 'fill', style: `width:${(100 * mean) / hunters}%` }))),
        h('td', { class: 'num' }, t('tally_of', { mean: figure(mean, 1), hunters })),
        h('td', { class: 'num' }, `${extinct(alive)} %`));
    })));
}
