// Parts of the story's cards: bets as buttons, a table of two years, one mark per hunter.
import { button, h } from './dom.js';
import { t } from './words.js';

export const OFFERED = ['hunt', 'own', 'forage']; // what the player can do on a morning

// A bet is placed with one press: no answer is chosen beforehand.
export function bet(question, options, placed) {
  return [h('p', { class: 'ask', id: 'story-ask' }, question),
    h('div', { class: `bets${options.length > 4 ? ' numbers' : ''}`, role: 'group', 'aria-labelledby': 'story-ask' },
      options.map(({ value, label }) => button(String(label ?? value), () => placed(value), { 'data-value': value })))];
}

// Rows of [what, in the first film, in the second], under the titles of both.
export function twoColumns(titles, rows) {
  return h('table', { class: 'versus' },
    h('thead', {}, h('tr', {}, h('td'), titles.map((title) => h('th', { scope: 'col' }, title)))),
    h('tbody', {}, rows.map(([what, ...values]) => h('tr', {}, h('th', { scope: 'row' }, what), values.map((value) => h('td', {}, value))))));
}

// The number of the moment.
export function headline(number, unit) {
  return h('p', { class: 'verdict' }, h('b', { id: 'truth' }, String(number)), ` ${unit}`);
}

// One mark per hunter: alive or dead.
export function fates(film, title) {
  const { alive } = film.head.outcome;
  const marks = Array.from({ length: film.hunters }, (_, k) => h('i', { class: `mark ${k < alive ? 'ours' : 'dead'}`, style: `animation-delay:${k * 60}ms` }));
  return h('div', { class: 'fates', role: 'img', 'aria-label': `${title}: ${t('alive', { living: alive, hunters: film.hunters })}` }, marks);
}

// Something that opens on request.
export function more(summary, ...lines) {
  return h('details', {}, h('summary', {}, summary), lines.map((line) => h('p', {}, line)));
}
