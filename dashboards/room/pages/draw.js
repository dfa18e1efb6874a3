// The pictures of the projector: bars, dots over numbers, rings.
import { fill, h, number, s, W } from './parts.js';

export function bars(rows, before) {
  const short = rows.every((one) => one.label.length < 3) ? ' short' : '';
  // Options are shares of all answers, so that 13 against 12 looks as close as it is; numbers of a scale are a picture
  // of where answers lie, and there the highest bar fills its column.
  const full = (all) => Math.max(1, short ? Math.max(...[...rows, ...(before || [])].map((one) => one.n)) : all.reduce((sum, one) => sum + one.n, 0));
  const row = (one, old) => h('tr', {},
    h('th', { scope: 'row' }, one.label),
    ...(old ? [cell(old.n, full(before), 'old')] : []), cell(one.n, full(rows), ''));
  const head = before ? [h('thead', {}, h('tr', {}, h('td', {}), h('th', { scope: 'col' }, W.before), h('th', { scope: 'col' }, W.after)))] : [];
  return h('table', { class: `${rows.length > 5 ? 'bars long' : 'bars'}${short}` }, ...head, h('tbody', {}, ...rows.map((one, k) => row(one, before && before[k]))));
}
function cell(n, most, kind) {
  const picture = s('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true', class: kind },
    s('rect', { width: (100 * n) / most, height: 10 }));
  return h('td', {}, h('div', { class: 'bar' }, picture, h('b', {}, String(n))));
}

// A column of dots over each whole number; each of `marks`, a number and its label, is a sign under that number.
export function dots(range, counts, marks, text) {
  const [low, high] = range;
  const many = high - low + 1;
  const most = Math.max(6, ...Object.values(counts));
  const size = Math.min(44, 520 / most);
  const width = 1600 / many;
  const base = size * most + 10;
  const parts = [];
  const names = [];
  for (let k = low; k <= high; k += 1) {
    const x = (k - low + 0.5) * width;
    const n = counts[k] || 0;
    for (let j = 0; j < n; j += 1) parts.push(s('circle', { cx: x, cy: base - size * (j + 0.5), r: size * 0.42, class: 'dot' }));
    if (n) names.push(fill(text, { n, value: k }));
    parts.push(s('text', { x, y: base + 44, class: 'number' }, String(k)));
  }
  parts.push(s('line', { x1: 0, x2: 1600, y1: base + 4, y2: base + 4, class: 'axis' }));
  let clear = 0; // labels of neighbours stand below each other
  for (const [n, label] of [...marks].sort((one, other) => one[0] - other[0])) {
    const x = (n - low + 0.5) * width;
    const half = 10 * label.length;
    const at = Math.max(half, Math.min(1600 - half, x));
    parts.push(s('path', { d: `M${x} ${base + 58} l24 34 h-48 z`, class: 'mark' }),
      s('text', { x: at, y: base + (at - half < clear ? 158 : 122), class: 'number' }, label));
    clear = at + half;
  }
  const said = [...marks.map(([n, label]) => `${label}: ${n}`), ...names].join('. ');
  return s('svg', { viewBox: `0 0 1600 ${base + 94 + 36 * Math.max(1, marks.length)}`, class: 'dots', role: 'img', 'aria-label': said }, ...parts);
}

// Of 100 years; no year is rounded away, nor made into all of them.
export function ofHundred(n, of) {
  const share = (100 * n) / of;
  return share > 0 && share < 1 ? W.years_less : share > 99 && share < 100 ? W.years_more : String(Math.round(share));
}
// How many of all years end with each number alive; all rows have the same scale.
export function years(row, of, most) {
  const width = 1600 / row.alive.length;
  const parts = [];
  row.alive.forEach((n, k) => {
    const tall = (n / most) * 126;
    const share = (100 * n) / of;
    if (share >= 1) parts.push(s('text', { x: (k + 0.5) * width, y: 152 - tall, class: 'number share' }, String(Math.round(share))));
    parts.push(s('rect', { x: k * width + 6, y: 160 - tall, width: width - 12, height: tall, class: row.own ? 'own' : 'other' }),
      s('text', { x: (k + 0.5) * width, y: 196, class: 'number' }, String(k)));
  });
  const names = row.alive.map((n, k) => fill(W.years_label, { n: k, years: n, of })).join('. ');
  return s('svg', { viewBox: '0 0 1600 206', class: 'years', role: 'img', 'aria-label': names }, ...parts);
}

const BEASTS = {
  mammoth: ['M70 118 q0 -40 30 -40 q34 0 34 40 v16 h-12 v-12 h-28 v12 h-12 v-12 q-12 0 -12 -4z', 'M66 126 h72 q0 -26 -36 -26 q-34 0 -36 26z'],
  box: ['M74 74 h52 v52 h-52z', 'M74 74 h52 v52 h-52z M84 100 l12 12 l22 -24 l-5 -5 l-17 18 l-7 -7z'], // with a tick when it is done
};

// A ring of people: a dot for each who holds, a gap where one is missing; the store against the winter's line.
export function ring(one, letter, days, many, before, falls) {
  const day = one.held.length;
  const held = day ? one.held[day - 1] : 0;
  const rested = day ? one.rested[day - 1] : 0;
  const around = [];
  for (let k = 0; k < one.size; k += 1) {
    const angle = (2 * Math.PI * k) / one.size - Math.PI / 2;
    const kind = k < held ? 'held' : day && k < one.size - rested ? 'gap' : 'rest';
    around.push(s('circle', { cx: 100 + 74 * Math.cos(angle), cy: 100 + 74 * Math.sin(angle), r: 17, class: kind }));
  }
  const closed = day > 0 && one.closed[day - 1];
  const [standing, lying] = BEASTS[W.shape];
  const picture = s('svg', { viewBox: '0 0 200 200', 'aria-hidden': 'true' },
    ...(closed ? [s('circle', { cx: 100, cy: 100, r: 74, class: 'line' })] : []),
    ...(one.models ? [s('circle', { cx: 100, cy: 100, r: 97, class: 'modelled' })] : []), // never which of them: that would say who
    s('path', { d: one.fell === null ? standing : lying, class: 'beast', 'fill-rule': 'evenodd' }),
    ...around);
  const lines = !day ? (many ? [] : [fill(W.ring_needs, one)]) : one.counting ? [W.ring_counting] : many ? [] // the picture has more room then, and says it
    : [fill(W.ring_day, { day: Math.min(day, days), held, size: one.size }), closed ? W.ring_closed : W.ring_gap];
  if (rested && !one.counting) lines.push(fill(W.ring_rested, { n: rested }));
  if (one.models) lines.push(fill(W.ring_models, { n: one.models }));
  const fallen = one.fell === null || many ? fill(many ? W.ring_closings : W.ring_days, { days: one.days, falls }) : fill(W.ring_fell, { day: one.fell + 1 });
  return h('section', { class: 'ring' }, h('h2', {}, fill(W.ring, { letter })), picture, ...(before ? [] : [store(one, many)]), ...(lines.length ? [h('p', {}, lines.join(' · '))] : []),
    ...(before || one.counting ? [] : [h('p', {}, fallen)]));
}
// What the marks of a ring mean, while people choose and when they see what came of it.
export function legend() {
  const mark = (kind) => s('svg', { viewBox: '0 0 44 44', 'aria-hidden': 'true', class: 'mark' }, s('circle', { cx: 22, cy: 22, r: 17, class: kind }));
  const bar = s('svg', { viewBox: '0 0 10 44', 'aria-hidden': 'true', class: 'mark' }, s('rect', { x: 2, width: 6, height: 44, class: 'winter' }));
  return h('p', { class: 'legend' }, ...['held', 'gap', 'rest'].map((kind) => h('span', {}, mark(kind), ` ${W[`legend_${kind}`]}`)), h('span', {}, bar, ` ${W.legend_line}`));
}
// The days of every ring side by side, what it has for the winter, what it was paid, and whether that is enough.
export function outcomes(v) {
  const days = Array.from({ length: v.days }, (_, k) => k);
  const paid = v.rings.some((one) => one.paid !== undefined);
  const head = [...days.map((k) => fill(W.out_day, { day: k + 1 }).replace(' ', '\u00a0')), W.out_days, W.out_food, ...(paid ? [W.out_points] : []), W.out_winter];
  const row = (one, k) => h('tr', { class: one.lives ? 'lives' : '' },
    h('th', { scope: 'row' }, fill(W.ring, { letter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[k % 26] }), ...(one.models ? [h('small', {}, fill(W.ring_models, { n: one.models }))] : [])),
    ...days.map((day) => h('td', { class: one.closed[day] ? 'closed' : '' }, day < one.held.length ? `${fill(W.out_of, { n: one.held[day], of: one.size })}${one.closed[day] ? ' \u2713' : ''}` : '')),
    h('td', {}, fill(W.out_of, { n: one.days, of: v.falls })),
    h('td', {}, fill(W.out_needs, { n: one.store, of: one.line })),
    ...(paid ? [h('td', {}, number(one.paid))] : []), h('td', {}, h('b', {}, one.lives ? W.out_lives : W.out_dies)));
  return h('table', { class: v.rings.length > 8 ? 'outcomes many' : 'outcomes' }, h('caption', {}, fill(W.out_legend, { mark: '\u2713' })),
    h('thead', {}, h('tr', {}, h('td', {}), ...head.map((one) => h('th', { scope: 'col' }, one)))), h('tbody', {}, ...v.rings.map(row)));
}
function store(one, many) {
  const wide = (n) => Math.min(100, (100 * n) / one.most);
  return h('div', { class: 'store' },
    s('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      s('rect', { width: wide(one.store), height: 10 }), s('line', { x1: wide(one.line), x2: wide(one.line), y1: 0, y2: 10 })),
    h('span', {}, fill(many ? W.ring_short : W.ring_store, one)));
}

// Rings under both pay rules: each ring is a line between how often it held under the one and the other.
export function pairs(rows) {
  const x = (one, n) => 60 + (1480 * n) / one.most;
  const mark = (one, n, fell, y) => {
    const kind = one.counted ? 'dot' : 'hollow';
    return fell ? s('path', { d: `M${x(one, n)} ${y - 26} l26 26 l-26 26 l-26 -26z`, class: kind }) : s('circle', { cx: x(one, n), cy: y, r: 18, class: kind });
  };
  const parts = [W.pay_own, W.pay_shared].flatMap((name, k) => [
    s('line', { x1: 60, x2: 1540, y1: 90 + 200 * k, y2: 90 + 200 * k, class: 'axis' }),
    s('text', { x: 60, y: 40 + 292 * k, class: 'name' }, name)]);
  for (const one of rows) {
    parts.push(s('line', { x1: x(one, one.own), x2: x(one, one.shared), y1: 90, y2: 290, class: one.counted ? 'join' : 'join hollow' }),
      mark(one, one.own, one.own_fell, 90), mark(one, one.shared, one.shared_fell, 290));
  }
  for (let k = 0; k <= 4; k += 1) parts.push(s('text', { x: 60 + 370 * k, y: 380, class: 'number' }, `${25 * k} %`));
  const names = rows.map((one) => fill(W.both_ring, one)).join('. ');
  return s('svg', { viewBox: '0 0 1600 396', class: 'pairs', role: 'img', 'aria-label': names }, ...parts);
}

// The map of conditions: a word, a shade and whole numbers per place (its decimals would say more than 60 pairs know), a cross where this workshop's year lies, and the room's own places.
const rounded = (one, n) => (one.better !== 'unclear' && Math.round(one.own) === Math.round(one.shared) ? number(n) : Math.round(n));
export function conditions(map, totals) {
  const [columns, rows] = [W.map_columns.split('|'), W.map_rows.split('|')];
  const counts = Object.fromEntries((totals || []).map((one) => [one.id, one.n]));
  const cell = (one, x, y) => {
    const n = counts[`${x}-${y}`] || 0;
    const here = map.here[0] === x && map.here[1] === y;
    return h('td', { class: one.better }, h('span', { class: 'sign' }, W[`map_sign_${one.better}`]), h('span', { class: 'numbers' }, `${rounded(one, one.own)} : ${rounded(one, one.shared)}`),
      ...(here ? [h('b', { class: 'here' }, W.map_here)] : []), ...(n ? [h('b', { class: 'count' }, fill(W.map_count, { n }))] : []));
  };
  return h('table', { class: 'conditions' }, h('caption', {}, fill(W.map_legend, map)),
    h('tbody', {}, ...map.rows.map((row, y) => h('tr', {}, h('th', { scope: 'row' }, rows[y]), ...row.map((one, x) => cell(one, x, y)))),
      h('tr', {}, h('td', {}, ''), ...columns.map((one) => h('th', { scope: 'col' }, one)))));
}
