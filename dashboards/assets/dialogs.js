// Windows over the stage: set up, what if, help, what happened.
import { answer, button, h } from './dom.js';
import { allSigns } from './legend.js';
import { sentenceOf, t } from './words.js';

export function openDialog(stage, title, body, { wide = false, side = false, closed = null } = {}) {
  for (const other of stage.root.querySelectorAll('dialog')) {
    other.close();
    other.remove();
  }
  const back = document.activeElement;
  const close = button('×', () => dialog.close(), { class: 'close', 'aria-label': t('close'), title: t('close_key') });
  const heading = h('h2', { tabindex: '-1' }, title);
  const dialog = h('dialog', { class: `${wide ? 'wide' : ''} ${side ? 'side' : ''} ${side === 'left' ? 'left' : ''}`, 'aria-label': title, on: { close: () => {
    if (closed) closed();
    dialog.remove();
    if (back && back.focus) back.focus();
  } } }, h('header', {}, heading, close), body);
  stage.root.append(dialog);
  dialog.showModal();
  heading.focus(); // a screen reader reads the title first; the next Tab reaches Close
  return dialog;
}

export function fill(select, options, value) {
  select.replaceChildren(...options.map(([id, title, lang]) => h('option', { value: id, selected: id === value, lang }, title)));
}

export function choice(label, options, value) {
  const select = h('select', {});
  fill(select, options, value);
  return { select, label: h('label', {}, h('span', {}, label), select) };
}

// Open an address. If it is refused, the window stays open and says why. A second click does nothing; closing the
// window meanwhile cancels.
export async function show(stage, dialog, error, query, given) {
  if (dialog.asking) return;
  dialog.asking = true;
  try {
    await answer(`/open?${query}`);
  } catch (problem) {
    dialog.asking = false;
    error.textContent = sentenceOf(problem);
    return;
  }
  if (!dialog.open) return;
  dialog.close();
  stage.follow(query, given);
}

export function openForks(stage, { band = stage.inSight(), day = stage.clock.day, who = null } = {}) {
  stage.clock.play(false);
  const { shelf, address } = stage;
  const film = stage.films[band];
  const names = film.head.names.slice(0, film.hunters).map((name, k) => [String(k), name]);
  const later = shelf.dials.filter((one) => one.later && one.kind !== 'table');
  const what = choice(t('fork_what'), [
    ...shelf.regimes.map((one) => [`regime:${one.id}`, t('fork_paid', one)]),
    ...shelf.acts.map((one) => [`act:${one.id}`, t(one.of === 'role' ? 'fork_by_role' : 'fork_by_hunter', { act: stage.actWords(one) })]),
    ['dial', t('fork_setting')],
  ], `regime:${shelf.regimes.map((one) => one.id).sort((a, c) => (c === 'shared-survival') - (a === 'shared-survival')).find((id) => id !== film.head.regime.id)}`);
  const dayBox = h('input', { type: 'number', min: '0', max: String(film.days - 1), value: String(day) });
  const hunter = choice(t('fork_who'), names, String(who ?? 0));
  const role = choice(t('fork_role'), shelf.roles.map((id, k) => [id, film.head.words.roles[k]]), shelf.roles[0]);
  const actOf = () => shelf.acts.find((one) => `act:${one.id}` === what.select.value);
  const dial = choice(t('fork_name'), later.map((one) => [one.name, one.title, 'en']), 'checklist');
  const value = h('input', { type: 'text', value: '0.5' });
  const about = h('p', { class: 'question' });
  const error = h('p', { class: 'refusal', role: 'alert' });
  const source = choice(t('fork_of'), address.titles.map((title, k) => [String(k), title]), String(band));
  const set = h('div', { class: 'pair' }, dial.label, h('label', {}, h('span', {}, t('fork_value')), value));
  const look = () => {
    hunter.label.hidden = !actOf() || actOf().of !== 'hunter';
    role.label.hidden = !actOf() || actOf().of !== 'role';
    set.hidden = what.select.value !== 'dial';
    const one = later.find((d) => d.name === dial.select.value);
    const dialed = what.select.value === 'dial' && one;
    const range = dialed && (one.kind === 'word' ? t('fork_one_of', { words: one.words.join(', ') }) : t('fork_range', one));
    const paid = shelf.regimes.find((r) => `regime:${r.id}` === what.select.value);
    about.replaceChildren(...(dialed ? [one.why ? h('span', { lang: 'en' }, `${one.why}. `) : '', range, one.unit ? h('span', { lang: 'en' }, ` (${one.unit})`) : ''] : [paid ? paid.words : t('fork_act')]));
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
    h('div', { class: 'pair' }, source.label, h('label', {}, h('span', {}, t('fork_from')), dayBox)),
    what.label, hunter.label, role.label, set, about, error,
    h('p', { class: 'soft' }, t('fork_same')),
    h('div', { class: 'across' }, h('button', { type: 'submit', class: 'chief' }, t('fork_play'))));
  const dialog = openDialog(stage, t('what_if'), form);
}

export function openHelp(stage) {
  const rows = [[t('key_space'), 'key_space_does'], ['← →', 'key_arrows_does'], [t('key_pages'), 'key_pages_does'],
    [t('key_ends'), 'key_ends_does'], ['1 2 3 4', 'key_speed_does'], ['W', 'key_w_does'], ['F', 'key_f_does'], ['L', 'key_l_does'], ['T', 'key_t_does'], ['0', 'key_0_does'], ['K', 'key_k_does'],
    ['E', 'key_e_does'], ['S', 'key_s_does'], ['B', 'key_b_does'], ['D', 'key_d_does'], ['X', 'key_x_does'], ['Esc', 'key_escape_does']];
  const { skin, meanings } = stage.films[0].head;
  openDialog(stage, t('help'), h('div', {}, h('h3', {}, t('signs_heading')), allSigns(stage.films[0].head.words.roles),
    h('h3', {}, t('keys_title')), h('table', { class: 'keys' }, rows.map(([key, does]) => h('tr', {}, h('th', {}, key), h('td', {}, t(does))))),
    h('h3', {}, t('signs_title', { skin: skin.title })),
    h('table', { class: 'keys', lang: skin.language }, Object.entries(meanings || {}).map(([key, words]) => h('tr', {}, h('th', {}, t(`meaning_${key}`)), h('td', {}, words))))));
}

// The event log in sentences: go to the day, or ask why.
export function openLog(stage) {
  stage.clock.play(false);
  const band = Math.min(stage.looking || 0, stage.films.length - 1);
  const list = h('div', { class: 'everything', tabindex: '0' });
  const show = (k) => {
    const film = stage.films[k];
    const { log } = film.head;
    const news = (event, i) => log[i] && !film.events.slice(Math.max(0, i - 4), i).some((one, n) => one.day === event.day && log[Math.max(0, i - 4) + n] === log[i]);
    list.replaceChildren(...film.events.map((event, i) => news(event, i) && h('p', { class: event.day > stage.clock.day ? 'later' : '' },
      button(t('day', { day: event.day }), () => { dialog.close(); stage.go(event.day); }, { title: t('go_there') }), ' ', film.head.log[i], event.near ? h('em', { class: 'near' }, ` ${t('near_miss')} `) : ' ',
      event.who >= 0 ? button(t('why'), () => stage.askWhy(k, event.day, event.who)) : null)).filter(Boolean));
    const now = list.querySelector('.later');
    list.scrollTop = now ? now.offsetTop - list.clientHeight / 2 : list.scrollHeight;
  };
  const pick = choice(t('band'), stage.address.titles.map((title, k) => [String(k), title]), String(band));
  pick.select.addEventListener('change', () => show(Number(pick.select.value)));
  const dialog = openDialog(stage, t('log'), h('div', {}, pick.label, list), { side: true });
  show(band);
}
