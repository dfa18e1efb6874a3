// Windows over the stage: set up, what if, help.
import { answer, button, h } from './dom.js';

export function openDialog(stage, title, body, { wide = false, side = false, closed = null } = {}) {
  for (const other of stage.root.querySelectorAll('dialog')) {
    other.close();
    other.remove();
  }
  const back = document.activeElement;
  const close = button('×', () => dialog.close(), { class: 'close', 'aria-label': 'Close', title: 'Close (Esc)' });
  const dialog = h('dialog', { class: `${wide ? 'wide' : ''} ${side ? 'side' : ''}`, 'aria-label': title, on: { close: () => {
    if (closed) closed();
    dialog.remove();
    if (back && back.focus) back.focus();
  } } }, h('header', {}, h('h2', {}, title), close), body);
  stage.root.append(dialog);
  dialog.showModal();
  return dialog;
}

function fill(select, options, value) {
  select.replaceChildren(...options.map(([id, title]) => h('option', { value: id, selected: id === value }, title)));
}

function choice(label, options, value) {
  const select = h('select', {});
  fill(select, options, value);
  return { select, label: h('label', {}, h('span', {}, label), select) };
}

// Show what an address names; where it cannot be shown, the window stays and says why.
async function show(stage, dialog, error, query, given) {
  try {
    await answer(`/open?${query}`);
  } catch (problem) {
    error.textContent = problem.message;
    return;
  }
  dialog.close();
  stage.open(query, given);
}

// The bands to choose from: what the scenario compares, what is on the stage now, and every regime.
function bandsOf(stage, scenario) {
  const { shelf, address } = stage;
  const claim = shelf.scenarios.find((one) => one.id === scenario);
  const now = scenario === address.scenario ? address : { bands: [], titles: [] };
  const titles = new Map(shelf.regimes.map((one) => [one.id, one.title]));
  for (const { bands, titles: words } of [claim, now]) bands.forEach((text, k) => titles.set(text, words[k]));
  return { options: [...titles], chosen: now.bands.length ? now.bands : claim.bands };
}

export function openSetup(stage) {
  stage.clock.play(false);
  const { shelf, address } = stage;
  const scenario = choice('Scenario', shelf.scenarios.map((one) => [one.id, one.title]), address.scenario);
  const left = choice('Band', [], '');
  const right = choice('Beside it', [], '');
  const skin = choice('Words', shelf.skins.map((one) => [one.id, one.title]), address.skin);
  const seed = h('input', { type: 'text', inputmode: 'numeric', value: address.seed ?? '', placeholder: 'most typical' });
  const question = h('p', { class: 'question' });
  const error = h('p', { class: 'refusal', role: 'alert' });
  const about = () => {
    const one = shelf.scenarios.find((s) => s.id === scenario.select.value);
    question.textContent = `${one.question} Expected: ${one.finding} A sceptic: ${one.sceptic}`;
    const { options, chosen } = bandsOf(stage, one.id);
    fill(left.select, options, chosen[0]);
    fill(right.select, [['', 'nobody: one band alone'], ...options], chosen[1] || '');
  };
  scenario.select.addEventListener('change', about);
  about();
  const go = (typical) => {
    const bands = [left, right].map((one) => one.select.value).filter(Boolean);
    const settings = scenario.select.value === address.scenario ? address.settings : [];
    const text = typical ? null : seed.value.trim() || null;
    const query = stage.link({ scenario: scenario.select.value, bands, skin: skin.select.value, seed: text && encodeURIComponent(text), settings });
    return show(stage, dialog, error, query, { push: true });
  };
  const form = h('form', { class: 'form', method: 'dialog', on: { submit: (event) => { event.preventDefault(); go(false); } } },
    scenario.label, question, h('div', { class: 'pair' }, left.label, right.label),
    h('div', { class: 'pair' }, h('label', {}, h('span', {}, 'Seed: the luck'), seed), skin.label),
    error,
    h('div', { class: 'across' }, h('button', { type: 'submit', class: 'chief' }, 'Show'), button('Most typical seed', () => go(true)),
      button('Swap the bands', () => { dialog.close(); stage.swapBands(); }), button('Light or dark', () => stage.swapTheme()), button('Everything that happened', () => openLog(stage)), button('Keys, signs and words', () => openHelp(stage))),
    h('nav', { class: 'across links', 'aria-label': 'Pages' }, h('a', { href: '/story' }, 'Guided story'), h('a', { href: `/compare?${stage.link()}` }, 'Compare'), h('a', { href: `/lab?${stage.link()}` }, 'Lab')));
  const dialog = openDialog(stage, 'What is on the stage', form);
}

export function openForks(stage, { band = stage.films.length - 1, day = stage.clock.day, who = null } = {}) {
  stage.clock.play(false);
  const { shelf, address } = stage;
  const film = stage.films[band];
  const names = film.head.names.slice(0, film.hunters).map((name, k) => [String(k), name]);
  const later = shelf.dials.filter((one) => one.later && one.kind !== 'table');
  const what = choice('What is different', [
    ...shelf.regimes.map((one) => [`regime:${one.id}`, `paid otherwise: ${one.title}`]),
    ...shelf.acts.map((one) => [`act:${one.id}`, `${stage.actWords(one)} (${one.of === 'role' ? 'a role' : 'by a hunter'})`]),
    ['dial', 'a setting …'],
  ], `regime:${shelf.regimes.map((one) => one.id).sort((a, c) => (c === 'shared-survival') - (a === 'shared-survival')).find((id) => id !== film.head.regime.id)}`);
  const dayBox = h('input', { type: 'number', min: '0', max: String(film.days - 1), value: String(day) });
  const hunter = choice('Who does it', names, String(who ?? 0));
  const role = choice('Which role', shelf.roles.map((id, k) => [id, film.head.words.roles[k]]), shelf.roles[0]);
  const actOf = () => shelf.acts.find((one) => `act:${one.id}` === what.select.value);
  const dial = choice('Setting', later.map((one) => [one.name, one.name]), 'checklist');
  const value = h('input', { type: 'text', value: '0.5' });
  const about = h('p', { class: 'question' });
  const error = h('p', { class: 'refusal', role: 'alert' });
  const source = choice('Fork of', address.titles.map((title, k) => [String(k), title]), String(band));
  const set = h('div', { class: 'pair' }, dial.label, h('label', {}, h('span', {}, 'Value'), value));
  const look = () => {
    hunter.label.hidden = !actOf() || actOf().of !== 'hunter';
    role.label.hidden = !actOf() || actOf().of !== 'role';
    set.hidden = what.select.value !== 'dial';
    const one = later.find((d) => d.name === dial.select.value);
    about.textContent = what.select.value === 'dial' && one
      ? `${one.why}. ${one.kind === 'word' ? `One of ${one.words.join(', ')}` : `From ${one.low} to ${one.high}`} (${one.unit}).`
      : what.select.value.startsWith('regime:') ? shelf.regimes.find((r) => r.id === what.select.value.slice(7)).words
        : 'An act of one hunter on that morning.';
  };
  what.select.addEventListener('change', look);
  dial.select.addEventListener('change', look);
  look();
  const go = () => {
    const of = address.bands[Number(source.select.value)];
    const [kind, id] = what.select.value.split(':');
    const done = kind === 'regime' ? `regime:${id}` : kind === 'act' ? `${id}:${actOf().of === 'role' ? role.select.value : hunter.select.value}` : `${dial.select.value}:${encodeURIComponent(value.value.trim())}`;
    const when = Number(dayBox.value);
    const bands = [of, `${of}~${when}:${done}`];
    return show(stage, dialog, error, stage.link({ bands }), { day: when, playing: true, push: true });
  };
  const form = h('form', { class: 'form', method: 'dialog', on: { submit: (event) => { event.preventDefault(); go(); } } },
    h('div', { class: 'pair' }, source.label, h('label', {}, h('span', {}, 'From the morning of day'), dayBox)),
    what.label, hunter.label, role.label, set, about, error,
    h('p', { class: 'soft' }, 'Both go on beside each other from that day, with the same weather, beasts and dice.'),
    h('div', { class: 'across' }, h('button', { type: 'submit', class: 'chief' }, 'Play both')));
  const dialog = openDialog(stage, 'What if?', form);
}

export function openHelp(stage) {
  const rows = [['Space', 'play, pause'], ['← →', 'a day back, a day on'], ['Page Up, Page Down', 'what was told before, what is told next (clicker)'],
    ['Home, End', 'first day, last day'], ['1 2 3 4', 'speed'], ['W', 'why?'], ['F', 'what if? fork this day'], ['L', 'a thousand winters'],
    ['E', 'everything that happened'], ['S', 'scenario, regimes, seed, words'], ['B', 'swap the bands'], ['D', 'light, dark'], ['X', 'black screen'], ['Esc', 'close']];
  openDialog(stage, 'Keys', h('div', {}, h('table', { class: 'keys' }, rows.map(([key, words]) => h('tr', {}, h('th', {}, key), h('td', {}, words)))),
    h('h3', {}, `What stands for what: ${stage.films[0].head.skin.title}`),
    h('table', { class: 'keys', lang: stage.films[0].head.skin.language }, Object.entries(stage.films[0].head.meanings || {}).map(([key, words]) => h('tr', {}, h('th', {}, key.replaceAll('_', ' ')), h('td', {}, words)))),
    h('p', { class: 'legend-line' }, 'Round works for all, square for the own product. The chevron leads. A rope is trust, dotted where there is little. Sheets are hours in talk. A hollow mammoth has not been seen yet.')));
}

// Everything that was noted, in sentences: go there, or ask why.
export function openLog(stage) {
  stage.clock.play(false);
  const band = Math.min(stage.looking || 0, stage.films.length - 1);
  const list = h('div', { class: 'everything', tabindex: '0' });
  const show = (k) => {
    const film = stage.films[k];
    const { log } = film.head;
    const news = (event, i) => log[i] && !film.events.slice(Math.max(0, i - 4), i).some((one, n) => one.day === event.day && log[Math.max(0, i - 4) + n] === log[i]);
    list.replaceChildren(...film.events.map((event, i) => news(event, i) && h('p', { class: event.day > stage.clock.day ? 'later' : '' },
      button(`Day ${event.day}`, () => { dialog.close(); stage.go(event.day); }, { title: 'Go there' }), ' ', film.head.log[i], ' ',
      event.who >= 0 ? button('Why?', () => stage.askWhy(k, event.day, event.who)) : null)).filter(Boolean));
    const now = list.querySelector('.later');
    list.scrollTop = now ? now.offsetTop - list.clientHeight / 2 : list.scrollHeight;
  };
  const pick = choice('Band', stage.address.titles.map((title, k) => [String(k), title]), String(band));
  pick.select.addEventListener('change', () => show(Number(pick.select.value)));
  const dialog = openDialog(stage, 'Everything that happened', h('div', {}, pick.label, list), { side: true });
  show(band);
}
