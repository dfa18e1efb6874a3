// The trainer's strip: what is now, what to say, and one key for the next needed thing.
import { fill, follow, h, number, W } from './parts.js';

const main = document.getElementById('main');
const said = document.getElementById('said');
let state = null;
let offset = 0;
let drawn = '';
let busy = false;
let moved = -Infinity; // when the scene last changed

const TWICE = 600; // ms after a change of scene, or a question, in which another press is taken for the second of a double one
const ONCE = ['next', 'back', 'hold', 'reopen', 'skip', 'finish', 'keep', 'black', 'release', 'hide']; // what a double press must not do twice
const LONGEST = 4000; // ms that an answer may take

// What cannot be undone is asked once more: the second press of the same key in the same scene does it.
let asked = '';
let verbAsked = '';
let askedAt = -Infinity; // a double press has not read the question
function caution(v, verb) {
  if (verb === 'skip') return v.skip || v.looking ? '' : 'skip';
  if (verb === 'finish') return v.looking || v.last || v.ended ? '' : 'finish';
  if (verb !== 'next' || v.looking || v.paused || v.ended) return '';
  if (v.needed === 'choose' || v.needed === 'end') return v.needed;
  if (v.needed === 'stage' && v.to === 'sealed' && early(v)) return 'early';
  if (v.kind === 'film' && v.stage === 'playing' && !filmEnded(v)) return 'film';
  if (v.kind === 'lines' && v.needed !== 'stage' && v.unread) return 'unread';
  return v.needed === 'step' && v.unsaid ? 'tables' : '';
}
// A question that has just been opened, and that most people who are there have not answered yet.
const SOON = 20000; // ms
const sinceOpened = (v) => Date.now() + offset - v.opened_ms;
const early = (v) => v.asks && !v.hands && 2 * v.waiting > v.present && sinceOpened(v) < SOON;
const onFilm = (v) => (v.kind !== 'film' ? '' : v.film_day === null ? W.film_runs : filmEnded(v) ? W.film_ended : fill(W.film_day, { day: v.film_day, to: v.film.to }));
const filmEnded = (v) => v.film_day !== null && v.film_day >= v.film.to;
const foremost = (v) => v.options.find((one) => one.id === v.winners[0]).label;
function sure(verb) {
  const why = caution(state, verb);
  const now = `${state.v} ${why}`;
  if (!why) return true;
  if (asked === now) {
    if (performance.now() - askedAt < TWICE) return false;
    asked = said.textContent = '';
    return true;
  }
  [asked, verbAsked, askedAt] = [now, verb, performance.now()];
  const name = why === 'film' && state.film_day !== null ? 'film_day' : why;
  said.textContent = fill(W[`sure_${name}`], { ...state, to: state.film && state.film.to, day: state.film_day, first: why === 'choose' ? foremost(state) : '', n: state.of - state.at - 2,
    seconds: Math.max(1, Math.round(sinceOpened(state) / 1000)) });
  return false;
}
async function act(verb, value) {
  if (!state) return;
  if (busy) { said.textContent = W.moment; return; }
  if (ONCE.includes(verb) && performance.now() - moved < TWICE) return;
  if (!sure(verb)) return;
  if (verb === 'next' && state.needed === 'choose' && !state.looking) [verb, value] = ['winner', state.winners[0]];
  busy = true;
  try {
    const answer = await fetch('/room/do', { method: 'POST', signal: AbortSignal.timeout(LONGEST), headers: { 'Content-Type': 'application/json', 'X-Room': '1' },
      body: JSON.stringify({ verb, expect: state.v, value }) });
    const news = await answer.json();
    if (answer.ok) take(news, news.now - Date.now());
    said.textContent = answer.ok ? '' : W[`refused_${news.refused}`];
  } catch (error) { said.textContent = error.name === 'TimeoutError' ? W.unsure : W.gone; }
  busy = false;
}

function needed(v) {
  if (v.looking) return W.do_back;
  if (v.ended) return v.unforgotten ? W.do_forget : W.ended;
  if (v.kind === 'film' && v.stage === 'playing' && !v.paused && !filmEnded(v)) return W.do_film;
  return v.needed === 'stage' ? W[`do_stage_${v.to}`] : fill(W[`do_${v.needed}`], v);
}
const minutesAhead = (v) => (v.begun ? Math.round(v.planned - (Date.now() + offset - v.begun) / 60000) : 0);
const minutesLate = (v) => (v.begun ? Math.round((Date.now() + offset - v.begun) / 60000 - v.planned - v.planned_here) : 0);
function time(v) {
  if (!v.begun) return W.not_begun;
  const minutes = (Date.now() + offset - v.begun) / 60000;
  const late = minutesLate(v);
  const early = minutesAhead(v);
  const word = late > 0 ? fill(W.behind, { n: late }) : early > 0 ? fill(W.ahead, { n: early }) : W.on_time;
  return `${fill(W.clock, { minutes: Math.floor(minutes), planned: v.minutes })} · ${word}`;
}
const part = (name, text, kind) => (text ? [h('section', { class: kind }, h('h2', {}, name), h('p', {}, text))] : []);

// Of the optional steps to come the next ones, as many as make up for the time that is lost.
function droppable(v) {
  let saved = 0;
  return v.droppable.filter((one) => {
    const wanted = saved < minutesLate(v);
    saved += one.minutes;
    return wanted;
  });
}
function notes(v) {
  const list = v.goes_on ? [fill(W.goes_on, v)] : [];
  list.push(fill(W.present, v), ...(v.asleep ? [fill(W.asleep, v)] : []));
  if (v.asks && v.present) list.push(fill(W.answered, v));
  if (v.asks && v.present && v.stage === 'open') list.push(v.waiting ? fill(W.waiting, v) : W.all_in);
  if (v.hands) list.push(fill(W.hands_counted, v));
  if (v.unsaid) list.push(fill(W.unsaid, v));
  if (v.kind === 'lobby') list.push(v.rehearsal ? W.rehearsal : v.reached ? W.reached : fill(W.unreached, v));
  if (v.kind === 'film' && v.stage === 'playing' && !v.looking) {
    list.push(onFilm(v));
  }
  if (v.needed === 'choose') list.push(fill(W.clicker, { first: foremost(v) }));
  if (v.pairing && (v.kind === 'lobby' || !v.tablet)) list.push(fill(W.pairing, v));
  if (v.looking) list.push(W.looking);
  if (v.paused) list.push(W.paused);
  if (v.black) list.push(W.black);
  if (v.skip && !v.looking && minutesAhead(v) <= 0) list.push(W.skip);
  if (v.droppable.length && !v.looking && minutesLate(v) > 0) list.push(fill(W.drop, { n: minutesLate(v), steps: droppable(v).map((one) => fill(W.drop_step, one)).join(' · ') }));
  if (v.crossed) list.push(v.second ? W.crossed_second : W.crossed);
  if (v.crossed && v.tables.length) list.push(fill(W.crossed_tables, { letters: v.shared_tables.map((k) => LETTERS[k % 26]).join(' ') || '-' }));
  if (v.keepable) list.push(W.keep);
  if (v.kept) list.push(fill(W.keep_sum, v.kept));
  if (v.uncounted) list.push(W.uncounted);
  if (v.unforgotten) list.push(fill(W.unforgotten, v));
  if (v.not_kept) list.push(v.not_kept);
  if (v.unsimulated) list.push(fill(W.unsimulated, v));
  if (v.kind === 'map' && v.result && v.result.rows.at(-1)[3].own < v.result.rows.at(-1)[2].own) list.push(W.map_asked);
  if (v.asked) list.push(v.asked);
  if (v.failed) list.push(fill(W.failed, v));
  return h('ul', { class: 'notes' }, ...list.map((one) => h('li', one === onFilm(v) ? { id: 'film' } : {}, one)));
}
// Lines that people typed: the first one is chosen; Enter shows it, Delete hides it, arrows choose another one.
let chosen = 0;
function lines(v) {
  if (v.kind !== 'lines') return [];
  const name = (one) => v.fields.find((field) => field.id === one.field).label;
  chosen = Math.max(0, Math.min(chosen, v.held_lines.length - 1));
  const row = (one, buttons, kind, label) => h('li', { class: kind }, h('span', {}, ...(label ? [h('small', {}, label)] : []), one.text, ...(one.n > 1 ? [h('b', {}, ` × ${one.n}`)] : [])), ...buttons);
  const act1 = (verb, one) => h('button', { type: 'button', onclick: () => act(verb, one.line) }, W[verb]);
  const groups = v.fields.map((field) => ({ label: field.label, rows: v.held_lines.map((one, k) => ({ ...one, k })).filter((one) => one.field === field.id) }));
  return [h('section', {}, h('h2', {}, fill(W.lines_held, { n: v.held_lines.length })), h('p', {}, W.lines_keys),
    ...groups.filter((one) => one.rows.length).flatMap(({ label, rows }) => [h('h3', {}, label),
      h('ul', { class: 'held' }, ...rows.map((one) => row(one, [act1('release', one), act1('hide', one)], one.k === chosen ? 'first' : '')))])),
  h('section', {}, h('h2', {}, fill(W.lines_shown, { n: v.lines.length })),
    h('ul', { class: 'held' }, ...v.lines.map((one) => row(one, [act1('hide', one)], '', name(one)))))];
}
function onLine(key) {
  const list = state.kind === 'lines' ? state.held_lines : [];
  if (!list.length) return false;
  if (key === 'Enter') act('release', list[chosen].line);
  else if (key === 'Delete') act('hide', list[chosen].line);
  else if (key === 'ArrowDown' || key === 'ArrowUp') {
    chosen = Math.max(0, Math.min(list.length - 1, chosen + (key === 'ArrowDown' ? 1 : -1)));
    drawKeeping(state);
  } else return false;
  return true;
}
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
function hands(v) {
  const fields = counted(v).map((one) => ({ ...one, input: h('input', { type: 'number', min: 0, max: one.most, id: `n-${one.id}`, value: v.counts[one.id] ?? '', onfocus: (event) => redrawing || event.target.select() }) }));
  const filled = () => fields.filter((one) => one.input.value !== '').map((one) => [one.id, Number(one.input.value)]);
  const kept = Object.keys(v.counts).length ? fill(W.hands_kept, { n: Object.values(v.counts).reduce((sum, n) => sum + n, 0) }) : '';
  const note = v.kind === 'place' ? `${W.hands_note} ${W.hands_place}` : W.hands_note;
  return form(`${note} ${W.typing}`, fields, () => act('count', Object.fromEntries(filled())), W.hands, W.hands_keep, kept);
}
function counted(v) {
  if (v.kind === 'day') {
    return Object.entries(v.by_hand).map(([k, people]) => ({ id: k, most: people, label: fill(W.table_held, { letter: LETTERS[(k - 1) % 26], people }) }));
  }
  if (v.kind === 'place') {
    return v.axes.needed.flatMap((n, y) => v.axes.small_game.map((_, x) => ({ id: `${x}-${y}`, most: 500, label: `${W.map_rows.split('|')[y]}, ${W.map_columns.split('|')[x]}` })));
  }
  const names = v.options || Array.from({ length: v.range[1] - v.range[0] + 1 }, (_, k) => ({ id: String(v.range[0] + k), label: String(v.range[0] + k) }));
  return names.map((one) => ({ ...one, most: 500 }));
}
function tables(v) {
  const input = h('input', { type: 'text', class: 'wide', id: 'n-tables', autocomplete: 'off', placeholder: '6 6 5', value: v.tables.join(' ') });
  return form(W.tables_note, [{ label: W.tables, id: 'tables', input }], () => act('tables', (input.value.match(/[^\s,;]+/g) || []).map(Number)));
}
// Three dials for a volunteer, and the finder's own words, which the trainer types.
function dials(v) {
  const last = v.tried || v.dials_here;
  const steps = { small_game: 0.1, needed: 1, winter: 0.1 };
  const fields = Object.entries(v.dials).map(([name, [min, max]]) => ({ id: name, label: fill(W[`dial_${name}`], { min, max, here: v.dials_here[name] }),
    input: h('input', { type: 'number', id: `n-${name}`, min, max, step: steps[name], value: last[name] }) }));
  const words = { id: 'words', label: W.dial_words, input: h('input', { type: 'text', class: 'wide', id: 'n-words', maxlength: 60, autocomplete: 'off' }) };
  const columns = W.map_columns.split('|').map((one, k) => `${one} ${number(v.result.small_game[k])}`).join(', ');
  return form(`${W.dials_note} ${fill(W.dials_columns, { columns })}`, [...fields, words], () => act('try', { ...Object.fromEntries(fields.map((one) => [one.id, Number(one.input.value)])), words: words.input.value }), W.dials, W.dials_try);
}
function form(note, fields, keep, name = W.hands, go = W.hands_keep, kept = '') {
  return h('form', { class: 'hands', onsubmit: (event) => {
    event.preventDefault();
    document.activeElement.blur();
    keep();
  } }, h('h2', {}, name), h('p', {}, note),
  ...fields.map((one) => h('div', {}, h('label', { for: `n-${one.id}` }, one.label), one.input)),
  h('button', { type: 'submit' }, go), h('output', {}, kept));
}
// What is being typed survives a new picture of the same step, as when the clock closes a day.
let redrawing = false;
function drawKeeping(v) {
  const typed = main.dataset.step === v.id ? [...main.querySelectorAll('.hands input')].map((one) => [one.id, one.value]) : [];
  const active = document.activeElement && document.activeElement.id;
  draw(v);
  main.dataset.step = v.id;
  for (const [id, value] of active && active.startsWith('n-') ? typed : []) {
    const one = document.getElementById(id);
    if (one) one.value = value;
    if (one && id === active) {
      redrawing = true; // what is half typed is not marked, or the next digit would take its place
      one.focus();
      redrawing = false;
    }
  }
}
// Kinds of steps that are told and not asked: one of them is short at each of its stages, unless hands are counted.
const TOLD = ['card', 'day', 'film', 'rings', 'both', 'reveal', 'years', 'board'];
function draw(v) {
  const choices = v.winners.length
    ? [h('ol', { class: 'winners' }, ...v.winners.map((id) => h('li', {}, h('button', { onclick: () => act('winner', id) }, v.options.find((one) => one.id === id).label))))] : [];
  const here = v.stage === 'open' || v.stage === 'sealed';
  const countable = here && (v.kind === 'day' ? Object.keys(v.by_hand).length > 0 : ['scale', 'choice', 'vote', 'bet', 'place'].includes(v.kind));
  main.classList.toggle('short', TOLD.includes(v.kind) && !v.do && !countable);
  main.replaceChildren(
    h('h1', { class: 'only-read' }, W.title),
    h('p', { class: 'time' }, h('b', {}, `${v.at + 1}/${v.of}`), ' ', h('span', { id: 'time' }, time(v)), ' ', h('b', { id: 'left' })),
    h('div', { class: 'cues' }, ...part(W.now, v.title, 'now'), ...part(W.do, v.do, 'do'), ...part(W.say, v.film_gone === null ? v.say : fill(W.film_gone, { day: v.film_gone }), 'say'), ...part(W.avoid, v.avoid, 'avoid'), ...part(W.next, v.next, 'next')),
    notes(v), ...choices,
    h('button', { class: 'go', id: 'next', onclick: () => act('next') }, h('kbd', {}, W.key_next), ' ', needed(v)),
    ...doors(v), ...lines(v), ...(countable ? [hands(v)] : v.kind === 'hands' ? [tables(v)] : v.kind === 'map' && v.result ? [dials(v)] : []), h('p', { class: 'keys' }, W.keys), ...(v.paired ? [] : [links()]));
}
// The ways in: which address phones are sent to; the tick can be set by another device only.
function doors(v) {
  if (v.kind !== 'lobby' || v.rehearsal) return [];
  return [h('section', {}, h('h2', {}, W.doors), h('ul', { class: 'doors' }, ...v.doors.map((one) => h('li', {},
    h('button', { 'aria-pressed': String(one.chosen), onclick: () => act('address', one.address) },
      `${one.address} ${one.name} · ${one.reached ? `\u2713 ${W.door_reached}` : W.door_unreached}`)))))];
}
const PAPERS = ['handout', 'run-sheet', 'cards', 'ballots'];
function links() {
  const link = (href, text, more) => [h('a', { href, ...more }, text), ' '];
  return h('p', { class: 'links' }, ...link('/room/export.zip', W.export, { download: '' }), ...link('/room/workshop.zip', W.workshop, { download: '' }),
    ...PAPERS.flatMap((one) => link(`/room/print/${one}`, W[`print_${one.replace('-', '_')}`], { target: '_blank' })));
}
function take(news, off) {
  if (!news) { said.textContent = W.gone; return; }
  if (said.textContent === W.gone) said.textContent = '';
  if (state && state.v !== news.v) moved = performance.now();
  state = news;
  offset = off;
  if (asked && asked !== `${news.v} ${caution(news, verbAsked)}`) { asked = ''; said.textContent = ''; }
  const look = JSON.stringify({ ...news, now: 0, film_day: news.kind === 'film' && filmEnded(news) }); // a button that is replaced cannot be clicked
  const typing = document.activeElement && document.activeElement.tagName === 'INPUT';
  if (look !== drawn && !(typing && JSON.parse(drawn || '{}').v === news.v)) { // numbers that are being typed stay
    drawn = look;
    drawKeeping(news);
  }
}
function tick() {
  const place = document.getElementById('time');
  if (!place || !state) return;
  place.textContent = time(state);
  const film = document.getElementById('film');
  if (film && state.kind === 'film') film.textContent = onFilm(state);
  const left = state.seconds && state.stage === 'open' && state.left === null
    ? state.seconds - (Date.now() + offset - state.opened) / 1000 : null;
  document.getElementById('left').textContent = left === null ? '' : fill(W.left, { n: Math.max(0, Math.ceil(left)) });
}
setInterval(tick, 250);

const KEYS = { ' ': 'next', PageDown: 'next', ArrowRight: 'next', PageUp: 'back', ArrowLeft: 'back', p: 'hold', o: 'reopen', s: 'skip', e: 'finish', k: 'keep', x: 'black', b: 'black', '.': 'black' };
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.tagName === 'INPUT';
  if (event.key === 'Escape' && typing) event.target.blur();
  if (event.key === ' ' && typing && event.target.type === 'number') { event.preventDefault(); said.textContent = W.typing; }
  if (typing) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.repeat && (KEYS[key] || key === 'Enter' || key === 'Delete')) { event.preventDefault(); return; } // a key that is held down is one press
  if (event.key === ' ' && event.target.tagName === 'BUTTON' && event.target.id !== 'next') return; // that button's own
  if (event.target.tagName !== 'BUTTON' && state && onLine(key)) event.preventDefault();
  else if (KEYS[key]) {
    event.preventDefault();
    act(KEYS[key]);
  } else if (/^[1-9]$/.test(key) && state && state.winners.length >= Number(key)) act('winner', state.winners[Number(key) - 1]);
  else if (key === 'h') {
    const first = document.querySelector('.hands input');
    if (first) { event.preventDefault(); first.focus(); first.select(); }
  }
});
// A tablet whose place another one has taken is asked for the digits again.
follow('/room/strip/state', 500, take, () => {
  const paired = Boolean(state && state.paired);
  if (paired) location.href = '/remote';
  return paired;
});
