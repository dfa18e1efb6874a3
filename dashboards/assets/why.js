// Why? Words first, numbers second; both come from the rules themselves.
import { answer, button, h } from './dom.js';
import { openDialog, show } from './dialogs.js';
import { figure, sentenceOf, t } from './words.js';

const COLOURS = { own_food: 'w-food', own_product: 'w-mine', common: 'w-ours', praise: 'w-praise', effort: 'w-effort', honour: 'w-honour' };

export async function openWhy(stage, band, day, who) {
  stage.clock.play(false);
  const film = stage.films[band];
  const body = h('div', { class: 'whybox' }, h('p', {}, t('asking')));
  const pick = h('select', { 'aria-label': t('hunter'), on: { change: () => ask(Number(dayBox.value), Number(pick.value)) } },
    film.head.names.slice(0, film.hunters).map((name, k) => h('option', { value: String(k) }, name)));
  const dayBox = h('input', { type: 'number', min: '0', max: String(film.days - 1), 'aria-label': t('day_only'), on: { change: () => ask(Number(dayBox.value), Number(pick.value)) } });
  const dialog = openDialog(stage, t('why'), h('div', {}, h('div', { class: 'across pickers' }, h('label', {}, `${t('hunter')} `, pick), h('label', {}, `${t('day_only')} `, dayBox), h('span', { class: 'soft' }, stage.address.titles[band])), body), {
    side: band > 0 ? 'left' : 'right', // not over the band in question
    closed: () => { film.asked = -1; stage.render(true); },
  });
  dialog.dataset.state = 'asking';

  async function ask(when, hunter) {
    pick.value = String(hunter);
    film.asked = hunter;
    stage.render(true);
    dayBox.value = String(when);
    dialog.dataset.state = 'asking';
    const died = film.at('hunters.died', hunter, film.days - 1);
    if (died >= 0 && died < when) {
      body.replaceChildren(h('p', { class: 'refusal' }, t('why_died', { name: film.head.names[hunter], day: died })));
      dialog.dataset.state = 'answered';
      return;
    }
    try {
      const reply = await answer(`/why?${stage.one(stage.address.bands[band])}&day=${when}&hunter=${hunter}`);
      body.replaceChildren(...page(reply, stage, band));
      stage.answered = { ...reply, band };
    } catch (error) {
      body.replaceChildren(h('p', { class: 'refusal' }, sentenceOf(error)));
    }
    dialog.dataset.state = 'answered';
  }
  await ask(day, who);
}

// Both versions side by side from that morning: as it was, and with this one hunter choosing differently.
async function choseOtherwise(stage, band, reply, action) {
  const of = stage.address.bands[band];
  const mine = `${reply.day}:force:${reply.hunter}/`;
  const rest = of.split('~').filter((part) => !part.startsWith(mine)).join('~');
  const forked = `${rest}~${mine}${stage.films[band].head.vocabulary.action[action]}`;
  await show(stage, stage.root.querySelector('dialog[open]'), stage.root.querySelector('.whybox .refusal'), stage.link({ bands: [of, forked] }), { day: reply.day, playing: true, push: true });
}

function page(reply, stage, band) {
  const list = (lines) => h('ul', {}, lines.map((line) => h('li', {}, line)));
  const most = Math.max(0.01, ...reply.actions.flatMap((one) => {
    const parts = Object.values(one.parts);
    return [parts.filter((v) => v > 0).reduce((a, c) => a + c, 0), -parts.filter((v) => v < 0).reduce((a, c) => a + c, 0)];
  }));
  const used = Object.keys(reply.parts).filter((name) => reply.actions.some((one) => Math.abs(one.parts[name] || 0) >= 0.005));
  const bar = (one) => {
    const parts = Object.entries(one.parts);
    const side = (sign) => parts.filter(([, v]) => v * sign > 0).map(([name, v]) => h('i', { class: COLOURS[name] || '', style: `width:${(100 * Math.abs(v)) / most}%`, title: `${reply.parts[name]} ${figure(v, 2)}` }));
    return h('div', { class: 'sums' }, h('div', { class: 'less' }, side(-1)), h('div', { class: 'more' }, side(1)));
  };
  const rows = reply.actions.map((one) => h('tr', { class: one.action === reply.chosen ? 'chosen' : '' },
    h('th', { scope: 'row' }, one.word, one.action === reply.chosen ? ' ✓' : ''), h('td', {}, bar(one)),
    h('td', { class: 'num' }, figure(one.worth, 2)), h('td', { class: 'num' }, `${Math.round(100 * one.chance)} %`),
    h('td', {}, one.action === reply.chosen ? null : button(t('what_if'), () => choseOtherwise(stage, band, reply, one.action), { class: 'otherwise', 'aria-label': `${t('what_if')} ${t('had_chosen', { name: reply.name, option: one.word })}`, title: t('had_chosen', { name: reply.name, option: one.word }) }))));
  const legend = h('p', { class: 'legend' }, used.map((name) => h('span', {}, h('i', { class: COLOURS[name] || '' }), reply.parts[name])));
  const trust = (ties) => ties.map((one) => `${one.name} ${figure(one.trust, 2)}`).join(', ');
  return [
    h('h3', {}, t('why_head', reply)),
    ...reply.said.map((line) => h('p', { class: 'said' }, line)),
    h('div', { class: 'halves' },
      h('section', {}, h('h4', {}, t('could_see', reply)), list(reply.saw)),
      h('section', {}, h('h4', {}, t('could_not_see', reply)), list(reply.unseen))),
    reply.came.length ? h('section', {}, h('h4', {}, t('what_came')), list(reply.came)) : null,
    h('h4', {}, t('sums')), legend,
    h('table', { class: 'options' }, h('thead', {}, h('tr', {}, h('th', {}, t('option')), h('td', {}), h('th', {}, t('worth')), h('th', {}, t('chance')), h('td', {}))), h('tbody', {}, rows)),
    h('p', { class: 'refusal', role: 'alert' }),
    h('p', { class: 'soft' }, t('trust_used', { used: figure(reply.trust.used, 2), most: trust(reply.trust.most), least: trust(reply.trust.least) })),
    h('p', { class: 'soft' }, t('the_rule', reply)),
    button(t('fork_morning'), () => stage.fork({ band, day: reply.day, who: reply.hunter }), { class: 'wide' }),
  ].filter(Boolean);
}
