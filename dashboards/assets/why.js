// Why? In words first, numbers second; the rules themselves were asked.
import { answer, button, h } from './dom.js';
import { openDialog } from './dialogs.js';

const COLOURS = { own_food: 'w-food', own_product: 'w-mine', common: 'w-ours', praise: 'w-praise', effort: 'w-effort' };

export async function openWhy(stage, band, day, who) {
  stage.clock.play(false);
  const film = stage.films[band];
  const body = h('div', { class: 'whybox' }, h('p', {}, 'Asking the rules …'));
  const pick = h('select', { 'aria-label': 'Hunter', on: { change: () => show(day, Number(pick.value)) } },
    film.head.names.slice(0, film.hunters).map((name, k) => h('option', { value: String(k) }, name)));
  const dayBox = h('input', { type: 'number', min: '0', max: String(film.days - 1), 'aria-label': 'Day', on: { change: () => show(Number(dayBox.value), Number(pick.value)) } });
  const dialog = openDialog(stage, 'Why?', h('div', {}, h('div', { class: 'across pickers' }, h('label', {}, 'Hunter ', pick), h('label', {}, 'Day ', dayBox), h('span', { class: 'soft' }, stage.address.titles[band])), body), { side: true });
  dialog.dataset.state = 'asking';

  async function show(when, hunter) {
    pick.value = String(hunter);
    dayBox.value = String(when);
    dialog.dataset.state = 'asking';
    const died = film.at('hunters.died', hunter, film.days - 1);
    if (died >= 0 && died < when) {
      body.replaceChildren(h('p', { class: 'refusal' }, `${film.head.names[hunter]} died on day ${died}; ask for that day or an earlier one.`));
      dialog.dataset.state = 'answered';
      return;
    }
    try {
      const told = await answer(`/why?${stage.one(stage.address.bands[band])}&day=${when}&hunter=${hunter}`);
      body.replaceChildren(...page(told, stage, band));
      stage.answered = { ...told, band };
    } catch (error) {
      body.replaceChildren(h('p', { class: 'refusal' }, error.message));
    }
    dialog.dataset.state = 'answered';
  }
  await show(day, who);
}

// Both branches beside each other, from that morning on: as it was, and with another choice of this one hunter.
async function choseOtherwise(stage, band, told, option) {
  const of = stage.address.bands[band];
  const mine = `${told.day}:force:${told.hunter}/`;
  const rest = of.split('~').filter((part) => !part.startsWith(mine)).join('~');
  const forked = `${rest}~${mine}${stage.films[band].head.vocabulary.option[option]}`;
  await stage.open(stage.link({ bands: [of, forked] }), { day: told.day, playing: true, push: true });
}

function page(told, stage, band) {
  const list = (lines) => h('ul', {}, lines.map((line) => h('li', {}, line)));
  const most = Math.max(0.01, ...told.options.flatMap((one) => {
    const parts = Object.values(one.parts);
    return [parts.filter((v) => v > 0).reduce((a, c) => a + c, 0), -parts.filter((v) => v < 0).reduce((a, c) => a + c, 0)];
  }));
  const used = Object.keys(told.parts).filter((name) => told.options.some((one) => Math.abs(one.parts[name] || 0) >= 0.005));
  const bar = (one) => {
    const parts = Object.entries(one.parts);
    const side = (sign) => parts.filter(([, v]) => v * sign > 0).map(([name, v]) => h('i', { class: COLOURS[name] || '', style: `width:${(100 * Math.abs(v)) / most}%`, title: `${told.parts[name]} ${v.toFixed(2)}` }));
    return h('div', { class: 'sums' }, h('div', { class: 'less' }, side(-1)), h('div', { class: 'more' }, side(1)));
  };
  const rows = told.options.map((one) => h('tr', { class: one.option === told.chosen ? 'chosen' : '' },
    h('th', { scope: 'row' }, one.word, one.option === told.chosen ? ' ✓' : ''), h('td', {}, bar(one)),
    h('td', { class: 'num' }, one.worth.toFixed(2)), h('td', { class: 'num' }, `${Math.round(100 * one.chance)} %`),
    h('td', {}, one.option === told.chosen ? null : button('What if?', () => choseOtherwise(stage, band, told, one.option), { class: 'otherwise', 'aria-label': `What if ${told.name} had chosen ${one.word}?`, title: `What if ${told.name} had chosen ${one.word}?` }))));
  const legend = h('p', { class: 'legend' }, used.map((name) => h('span', {}, h('i', { class: COLOURS[name] || '' }), told.parts[name])));
  const trust = (ties) => ties.map((one) => `${one.name} ${one.trust.toFixed(2)}`).join(', ');
  return [
    h('h3', {}, `Day ${told.day}: ${told.name}, ${told.role}`),
    ...told.said.map((line) => h('p', { class: 'said' }, line)),
    h('div', { class: 'halves' },
      h('section', {}, h('h4', {}, `${told.name} could see`), list(told.saw)),
      h('section', {}, h('h4', {}, `${told.name} could not see`), list(told.unseen))),
    told.came.length ? h('section', {}, h('h4', {}, 'What came of it'), list(told.came)) : null,
    h('h4', {}, 'The sums, in days of food'), legend,
    h('table', { class: 'options' }, h('thead', {}, h('tr', {}, h('th', {}, 'option'), h('th', {}, ''), h('th', {}, 'worth'), h('th', {}, 'chance'), h('th', {}))), h('tbody', {}, rows)),
    h('p', { class: 'soft' }, `Trust used: ${told.trust.used.toFixed(2)} on average. Most in ${trust(told.trust.most)}; least in ${trust(told.trust.least)}.`),
    h('p', { class: 'soft' }, `The rule: ${told.rule}`),
    button('What if that morning had been different?', () => stage.fork({ band, day: told.day, who: told.hunter }), { class: 'wide' }),
  ].filter(Boolean);
}
