// The projector: it shows what the room says, and decides nothing.
import { bars, conditions, dots, legend, ofHundred, outcomes, pairs, ring, years } from './draw.js';
import { fill, follow, h, number, W } from './parts.js';

const main = document.getElementById('main');
let drawn = '';
let frame = null;
let state = null;
let offset = 0;

const clock = (ms) => new Date(ms).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', hour12: false });
const heading = (v) => [h('h1', {}, v.title), ...(v.note ? [h('p', { class: 'note' }, v.note)] : [])];

function lobby(v) {
  const seats = h('p', { class: 'seats', 'aria-hidden': 'true' }, ...Array.from({ length: v.joined }, () => h('i', {})));
  return [h('h1', {}, W.join), h('div', { class: 'lobby' },
    ...(v.wifi ? [h('figure', {}, h('img', { src: '/room/wifi.svg', alt: fill(W.wifi, v) }), h('figcaption', {}, fill(W.wifi, v)))] : []),
    h('figure', { class: v.wifi ? 'second' : '' }, h('img', { src: `/room/code.svg?${v.joining}`, alt: v.joining }), ...(v.wifi ? [h('figcaption', {}, W.wifi_then)] : [])),
    h('div', {}, h('p', { class: 'code' }, fill(W.code, v)), h('p', {}, fill(W.or_type, { address: v.joining })),
      h('p', { class: 'count' }, fill(W.joined, { n: v.joined })), seats)),
  h('p', { class: 'small' }, W.privacy, ' ', W.no_phone)];
}
const ofAll = (v) => ({ ...v, present: Math.max(v.present, v.answered) }); // who has answered may have closed the page since
// How many phones have answered and how many hands were typed; nothing of phones where there are none.
const counted = (v, kind) => [...(v.hands ? [h('p', { class: kind }, fill(W.hands_counted, v))] : []), ...(v.answered || (v.present && !v.hands) ? [h('p', { class: kind }, fill(W.answered, ofAll(v)))] : [])];
const ends = (v) => h('p', { class: 'ends' }, `${v.range[0]} = ${v.low}`, h('i'), `${v.range[1]} = ${v.high}`);
function question(v) {
  const parts = v.stage === 'revealed' ? [h('h1', {}, v.title)] : heading(v);
  const sealed = () => h('p', { class: 'small' }, fill(W.sealed, { ...v.seal, time: clock(v.seal.at_ms) }));
  if (v.stage !== 'revealed' && v.options) parts.push(h('ul', { class: 'options' }, ...v.options.map((one) => h('li', {}, one.label))));
  if (v.stage !== 'revealed' && v.range) parts.push(ends(v));
  if (v.stage === 'open') {
    parts.push(h('p', { class: 'big' }, v.left !== null && v.left !== undefined ? W.paused : v.present ? W.open : W.raise), h('p', { id: 'left', class: 'big' }), ...counted(v, 'count'));
  }
  if (v.stage === 'sealed') parts.push(...counted(v, 'big'), ...(v.keep ? [h('p', { class: 'count' }, W.kept)] : []), ...(v.seal ? [sealed()] : []));
  if (v.stage === 'revealed') {
    const n = (v.totals || []).reduce((sum, one) => sum + one.n, 0);
    if (v.totals && v.before && v.range) parts.push(ends(v));
    parts.push(...(v.totals ? [v.options || v.before ? bars(v.totals, v.before) : scale(v), h('p', { class: 'small' }, fill(W.answers, { n }))]
      : [h('p', { class: 'big' }, W.few)]));
    const won = (v.winner || '').split(',').flatMap((id) => (v.options || []).filter((one) => one.id === id));
    if (v.kind === 'vote' && won.length) parts.push(h('p', { class: 'big' }, fill(v.unchanged ? W.unchanged : W.winner, { label: won.map((one) => one.label).join(' \u00b7 ') })));
    if (v.kind === 'vote' && !won.length) {
      parts.push(h('p', { class: 'big' }, v.totals ? W.tied : W.raise), h('ol', { class: 'options' }, ...v.tied.map((id) => h('li', {}, v.options.find((one) => one.id === id).label))));
    }
  }
  return parts;
}
function lines(v) {
  const name = (id) => v.fields.find((one) => one.id === id).label;
  const parts = v.lines.length ? [] : [...(v.note ? [h('p', { class: 'note' }, v.note)] : []), h('ul', { class: 'options' }, ...v.fields.map((one) => h('li', {}, one.label)))];
  if (v.stage === 'open') parts.push(h('p', { class: 'big' }, W.open), h('p', { class: 'count' }, fill(W.answered, ofAll(v))));
  return [h('h1', {}, v.title), ...parts, h('ul', { class: v.lines.length > 8 ? 'lines many' : 'lines' },
    ...v.lines.map((one) => h('li', {}, h('span', {}, name(one.field), ' '), h('b', {}, one.text), ...(one.n > 1 ? [h('em', {}, ` × ${one.n}`)] : [])))),
  h('p', { class: 'small' }, W.lines_note)];
}
const scale = (v) => dots(v.range, Object.fromEntries(v.totals.map((one) => [one.id, one.n])), [], W.bets_label);

function rings(v) {
  const parts = [h('h1', {}, v.title)];
  if (v.kind === 'rings') return [...parts, ...(v.rings.length ? [h('p', { class: 'big' }, fill(W[`end_${v.verdict.case}`], v.verdict)), outcomes(v)] : [])];
  if (v.kind === 'hands') {
    parts.push(h('dl', { class: 'rules' }, ...v.rules.flatMap((one) => [h('dt', {}, one.name), h('dd', {}, one.text)])), h('p', {}, v.note), ...(v.unsaid ? [h('p', { class: 'big' }, W.tables)] : []));
  }
  if (v.kind === 'day' && v.stage === 'open') {
    parts.push(h('div', { class: 'row' }, h('p', { id: 'left', class: 'big' }), ...counted(v, 'count'), ...(v.same_pay ? [h('p', { class: 'count' }, W.pay_day)] : [])));
  }
  const day = Math.max(0, ...v.rings.map((one) => one.held.length));
  if (v.kind === 'day' && v.stage === 'sealed' && !v.rings.some((one) => one.counting)) {
    parts.push(h('p', { class: 'big' }, fill(W.rings_held, { closed: v.rings.filter((one) => one.closed[day - 1]).length, rings: v.rings.length })));
  }
  const many = v.rings.length > 6;
  parts.push(h('div', { class: `rings ${many ? 'many' : v.rings.length < 5 ? 'few' : ''}` },
    ...v.rings.map((one, k) => ring(one, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[k % 26], v.days, many, v.kind === 'hands', v.falls))));
  if (v.kind === 'day') parts.push(legend());
  return parts;
}
// What hunters of the model do: with one trust that fits, with several, or no conclusion where none does.
function model({ trusts, fits }) {
  const or = (all) => [...new Set(all.map(number))].join(` ${W.or} `);
  const range = (one) => (one.low < one.high ? fill(W.both_range, one) : number(one.trust));
  const first = !trusts.length ? W.both_unlike : fill(trusts.length > 1 ? W.both_trusts : W.both_trust, { trusts: trusts.map(range).join(` ${W.or} `) });
  return [first, ...trusts.map((one) => fill(W.both_model, one)),
    ...fits.map((one) => fill(W.both_fit, { ...one, model: or(one.model), pay: one.shared ? W.pay_shared : W.pay_own }))].join(' ');
}
function both(v) {
  const n = v.both.numbers;
  const luck = n.by_luck === null ? W.both_few : n.more === n.less ? W.both_tie : n.by_luck ? W.both_luck : W.both_rare;
  const lines = n.rings ? [W.both_held, W.both_fell, luck].map((one) => fill(one, n)) : [v.both.skipped ? W.both_skipped : W.both_none];
  if (n.rings) lines.push(v.both.model ? model(v.both.model) : v.unsimulated ? W.both_unsimulated : W.computing);
  return [h('h1', {}, v.title), pairs(v.both.pairs), h('p', { class: 'small' }, W.both_legend), ...lines.map((one) => h('p', {}, one)),
    h('p', {}, ...(n.left_out && n.rings ? [fill(W.both_left, n), ' '] : []), ...(v.both.skipped ? [] : [W.both_always]))];
}
function reveal(v) {
  const parts = [h('h1', {}, v.title)];
  if (!v.result) return [...parts, h('p', { class: 'big' }, fill(W.bets_are, v.sealed ? { ...v.sealed, time: clock(v.sealed.at_ms) } : { answers: 0, time: clock(v.now) }))];
  const { alive, without } = v.result;
  const both = typeof without === 'number'; // the bet was about the year without what the room has decided since
  const given = { ...v.result, label: v.chosen.join(W.chosen_and) };
  for (const text of both ? [W.alive_without, W.alive_with] : [W.alive]) parts.push(h('p', { class: 'big' }, fill(text, given)));
  const marks = !both ? [[alive, W.outcome]] : alive === without ? [[alive, W.outcome_both]] : [[without, W.outcome_without], [alive, fill(W.outcome_with, given)]];
  parts.push(dots(v.range, v.bets || {}, marks, W.bets_label));
  if (!v.bets) parts.push(h('p', { class: 'small' }, W.few));
  const others = v.others.map((one) => fill(W.outcome_other, { ...one, of: v.result.of })).join(W.outcome_next);
  if (others) parts.push(h('p', {}, fill(W.outcome_others, { others })));
  const pairs = v.result.pairs ? fill(W.same_with, { ...given, ...v.result.pairs }) : both ? '' : fill(W.same, given); // a room of old has no pairs
  if (pairs) parts.push(h('p', {}, pairs));
  return [...parts, h('p', { class: 'small' }, v.sure ? fill(W.sure, v) : '')];
}
// What all trouble has cost, and what is in store; boards of older rooms do not have it.
const sums = (one) => (one.store === undefined ? [] : [' ', ...(one.troubles ? [fill(W.board_sum, one), ' '] : []), h('b', {}, fill(W.board_store, one))]);
// Past, present and future of the year so far; where the year has nothing of a kind, the card says so.
function board(v) {
  if (!v.result) return [h('h1', {}, v.title), h('p', { class: 'big' }, W.computing)];
  const { past, present, rescue, future } = v.result;
  const event = (one) => (one ? [h('p', { class: 'when' }, fill(W.board_day, one)), h('p', {}, one.text),
    ...(one.days ? [h('p', { class: 'cost' }, fill(W.board_cost, one))] : [])] : [h('p', {}, W.board_nothing)]);
  const card = (name, ...parts) => h('section', {}, h('h2', {}, name), ...parts);
  return [h('h1', {}, v.title), h('p', { class: 'note' }, fill(W.board_today, v.result), ...sums(v.result)), h('div', { class: 'board' },
    card(W.board_past, ...event(past)),
    card(W.board_present, ...event(present), ...(rescue ? [h('p', {}, rescue.text)] : [])),
    card(W.board_future, ...(future ? [h('p', { class: 'when' }, fill(W.board_day, future)), h('p', {}, fill(W[`board_${future.what}`], future))] : [h('p', {}, W.board_nothing)])))];
}
function map(v) {
  if (!v.result) return [h('h1', {}, v.title), h('p', { class: 'big' }, W.computing)];
  const found = v.tried && !v.trying ? [...(v.tried.words ? [h('p', { class: 'note' }, v.tried.words)] : []),
    h('p', { class: 'big' }, fill(W[`map_tried_${v.tried.better}`], v.tried)), h('p', {}, fill(W.map_dials, v.tried))] : [];
  return [h('h1', {}, v.title), h('p', {}, W.map_axes), conditions(v.result, null), ...(v.trying ? [h('p', { class: 'big' }, W.computing)] : found)];
}
function place(v) {
  const parts = v.stage === 'open' ? [h('p', { class: 'count' }, v.present ? W.open : W.raise), ...counted(v, 'count')] : v.stage === 'sealed' ? counted(v, 'count')
    : v.stage === 'revealed' && !v.totals ? [h('p', { class: 'count' }, W.few)] : [];
  return [h('h1', {}, v.title), h('p', {}, W.map_axes), ...(v.map ? [conditions(v.map, v.totals)] : []), ...parts];
}
function manyYears(v) {
  if (!v.result) return [h('h1', {}, v.title), h('p', { class: 'big' }, W.computing)];
  const most = Math.max(...v.result.rows.flatMap((one) => one.alive));
  const ended = (one) => fill(W.years_ends, { none: ofHundred(one.alive[0], v.result.years), all: ofHundred(one.alive.at(-1), v.result.years) });
  const title = (one) => [one.own && v.result.decided ? `${one.title}, ${yours(v.chosen)}` : one.title, ...(one.own ? [h('em', {}, ` (${W.years_own})`)] : [])];
  return [h('h1', {}, v.title), ...v.result.rows.map((one) => h('section', { class: 'arm' },
    h('header', {}, h('h2', {}, ...title(one)), h('p', {}, ended(one))), years(one, v.result.years, most))),
  h('p', { class: 'axis' }, W.years_axis), ...(v.result.finding ? [h('p', { class: 'finding' }, fill(W.years_finding, v.result.finding))] : [])];
}

// Where there are phones, the last screen leads them to their handout.
function end(v) {
  if (!v.joined) return [h('h1', {}, W.thanks)];
  return [h('h1', {}, W.thanks), h('div', { class: 'lobby' },
    h('figure', {}, h('img', { src: `/room/handout.svg?${v.handout}`, alt: v.handout })),
    h('div', {}, h('p', { class: 'big' }, W.handout), h('p', { class: 'small' }, v.handout), h('p', {}, W.handout_note)))];
}

// The stage in a frame, loaded before it is shown: it plays from one day to another, as the trainer says.
function load(film) {
  const address = `/?${film.query}#day=${film.from}`;
  const room = JSON.stringify({ from: film.from, to: film.to, seconds: film.seconds, quick: film.quick, decided: yours(film.chosen) });
  if (frame && frame.dataset.address === address && frame.dataset.room === room) return;
  if (frame) frame.remove();
  frame = h('iframe', { src: address, title: W.film, 'data-address': address, 'data-room': room, tabindex: '-1' });
  document.body.append(frame);
}
function unload() {
  if (frame) frame.remove();
  frame = null;
}
// What the room has decided of a year, as a part of its title.
const yours = (chosen) => (chosen.length ? fill(chosen.length === 1 ? W.decided_one : W.decided, { n: chosen.length, label: chosen[0] }) : '');
// A film that has come to its end; where bets on it are still sealed, the end is covered. Since when nobody is left is
// said only when the film has shown it.
let over = false;
let gone = null;
function film(v) {
  load(v.film);
  const stage = frame.contentWindow && frame.contentWindow.__stage;
  if (!stage || !stage.ready || !stage.clock) return;
  const wanted = v.film.playing && !v.held;
  const ended = stage.clock.day >= stage.clock.until;
  over = v.film.playing && ended && v.film.sealed;
  gone = stage.clock.gone !== null && stage.clock.day >= stage.clock.gone ? stage.clock.gone : null;
  if (wanted && !stage.clock.playing && !ended) stage.clock.play(true);
  if (!wanted && stage.clock.playing) stage.clock.play(false);
}

const DRAW = { lobby, card: heading, scale: question, choice: question, vote: question, bet: question, lines, hands: rings, day: rings,
  rings, both, reveal, years: manyYears, board, map, place, film: (v) => (over ? [h('h1', {}, gone === null ? W.film_over : fill(W.film_gone, { day: gone }))] : heading(v)), end };

function take(news, off) {
  if (!news) return; // the last picture stays until the program is back
  state = news;
  offset = off;
  document.body.classList.toggle('black', news.black);
  over = false;
  gone = null;
  if (news.kind === 'film') film(news);
  else if (news.ahead) load(news.ahead);
  else unload();
  document.body.classList.toggle('film', news.kind === 'film' && !over);
  const look = JSON.stringify({ ...news, now: 0, over, gone });
  if (look === drawn) return;
  drawn = look;
  main.dataset.kind = news.kind;
  main.dataset.stage = news.stage;
  main.replaceChildren(...DRAW[news.kind](news));
  tick();
}
function tick() {
  const place = document.getElementById('left');
  if (!place || !state.seconds || state.left !== null) return;
  const left = state.seconds - (Date.now() + offset - state.opened) / 1000;
  const n = Math.max(0, Math.ceil(left));
  place.textContent = fill(W.seconds, { n });
}
setInterval(tick, 250);
// The strip is told which day a film has come to, and since when nobody is left.
function where() {
  const stage = state && state.kind === 'film' && frame && frame.contentWindow && frame.contentWindow.__stage;
  if (!stage || !stage.ready || !stage.clock) return '/room/state';
  const day = stage.clock.day >= stage.clock.until ? state.film.to : Math.floor(stage.clock.day);
  return `/room/state?film=${state.id}&day=${day}${gone === null ? '' : `&gone=${gone}`}`;
}
follow(where, 500, take);

// The laptop stays awake while the projector's page is in front.
async function awake() {
  try { await navigator.wakeLock.request('screen'); } catch { /* the system decides */ }
}
document.addEventListener('visibilitychange', awake);
awake();
