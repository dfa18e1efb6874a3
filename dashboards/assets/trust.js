// Who trusts whom: each row trusts, each column is trusted. Bigger dots mean more trust; dotted where a rope would be.
import { openDialog } from './dialogs.js';
import { h, say } from './dom.js';
import { figure, t } from './words.js';

const CELL = 28; // in the same units as all sizes on the stage
const EDGE = 64; // room for names
const LITTLE = 0.3; // below it ropes are dotted, too
const NS = 'http://www.w3.org/2000/svg';

function s(tag, given, ...children) {
  const one = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(given)) one.setAttribute(name, value);
  one.append(...children);
  return one;
}

class Matrix {
  constructor(film, title) {
    this.film = film;
    const n = film.hunters;
    const names = film.head.names.slice(0, n);
    const middle = (k) => EDGE + (k + 0.5) * CELL;
    this.rows = names.map((name, k) => s('text', { x: EDGE - 6, y: middle(k), 'text-anchor': 'end', 'dominant-baseline': 'central' }, name));
    this.columns = names.map((name, k) => s('text', { 'dominant-baseline': 'central', transform: `translate(${middle(k)} ${EDGE - 6}) rotate(-90)` }, name));
    this.dots = names.flatMap((_, i) => names.map((__, j) => s('circle', { cx: middle(j), cy: middle(i) }, s('title', {}))));
    const size = EDGE + n * CELL;
    this.picture = s('svg', { viewBox: `0 0 ${size} ${size}`, class: 'matrix', role: 'img', style: `--size:${size}` }, ...this.rows, ...this.columns, ...this.dots);
    this.twin = h('p', { class: 'twin' });
    this.element = h('section', {}, h('h3', {}, title), h('div', { class: 'sideways', tabindex: '0', role: 'group', 'aria-label': title }, this.picture), this.twin);
  }

  show(day) {
    const { film } = this;
    const n = film.hunters;
    const { names } = film.head;
    const lives = Array.from({ length: n }, (_, k) => film.alive(k, day));
    const sums = Array(n).fill(0);
    this.dots.forEach((dot, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      const shown = i !== j && lives[i] && lives[j];
      dot.style.display = shown ? '' : 'none';
      if (!shown) return;
      const trust = film.trust(i, j, day);
      sums[j] += trust;
      dot.setAttribute('r', Math.max(2, 0.5 * CELL * trust).toFixed(2));
      dot.setAttribute('class', trust < LITTLE ? 'little' : '');
      dot.firstChild.textContent = t('trust_pair', { who: names[i], whom: names[j], trust: figure(trust, 2) });
    });
    lives.forEach((one, k) => {
      for (const label of [this.rows[k], this.columns[k]]) label.setAttribute('class', one ? '' : 'gone');
    });
    const living = lives.map((one, k) => (one ? k : -1)).filter((k) => k >= 0);
    const others = living.length - 1;
    let words = '';
    if (others > 0) {
      const order = [...living].sort((a, c) => sums[c] - sums[a]);
      const mean = living.reduce((sum, k) => sum + sums[k], 0) / living.length / others;
      const of = (k) => `${names[k]} ${figure(sums[k] / others, 2)}`;
      words = t('trust_twin', { mean: figure(mean, 2), most: of(order[0]), least: of(order[order.length - 1]) });
    } else words = t('trust_nobody');
    say(this.twin, words);
    this.picture.setAttribute('aria-label', words);
  }
}

export function openTrust(stage) {
  stage.clock.play(false);
  const matrices = stage.films.map((film, k) => new Matrix(film, stage.address.titles[k]));
  const head = h('output', { class: 'big' });
  const slider = h('input', { type: 'range', min: '0', max: String(stage.clock.until), value: String(stage.clock.day), 'aria-label': t('day_only'), on: { input: () => show(Number(slider.value)) } });
  const show = (day) => {
    stage.go(day);
    say(head, t('day', { day }));
    for (const one of matrices) one.show(day);
  };
  openDialog(stage, t('trust_title'), h('div', { class: 'trusts' },
    h('div', { class: 'across' }, head, slider),
    h('div', { class: 'fields' }, matrices.map((one) => one.element)),
    h('p', { class: 'twin' }, t('trust_legend'))), { wide: true });
  show(stage.clock.day);
  slider.focus();
}
