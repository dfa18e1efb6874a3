// Set up: which valley, which bands, which luck and words, and the dials.  The stage stays in view and follows a dial.
import { Dials } from './dials.js';
import { choice, fill, openDialog, openHelp, openLog, show } from './dialogs.js';
import { button, h } from './dom.js';
import { openPay } from './pay.js';
import { sketch } from './scenario_pictures.js';
import { openOwnWords } from './own_words.js';
import { shareRow } from './share.js';
import { t } from './words.js';

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
  const scenario = choice(t('scenario'), shelf.scenarios.map((one) => [one.id, one.title]), address.scenario);
  const left = choice(t('band'), [], '');
  const right = choice(t('beside'), [], '');
  const skin = choice(t('words'), shelf.skins.map((one) => [one.id, one.title, one.language]), address.skin);
  const seed = h('input', { type: 'text', inputmode: 'numeric', value: address.seed ?? '', placeholder: t('seed_hint') });
  const question = h('p', { class: 'question' });
  const picture = h('div');
  const error = h('p', { class: 'refusal', role: 'alert' });
  const chosenOne = () => shelf.scenarios.find((s) => s.id === scenario.select.value);
  const ask = () => { // what the scenario asks, or that the stage shows something else
    const other = scenario.select.value === stage.address.scenario && stage.address.asks !== 'claim';
    question.textContent = t(other ? `asks_${stage.address.asks}` : 'about', chosenOne());
  };
  const dials = new Dials(stage, error, ask);
  const about = () => {
    const one = chosenOne();
    ask();
    picture.innerHTML = sketch(one.id);
    const { options, chosen } = bandsOf(stage, one.id);
    fill(left.select, options, chosen[0]);
    fill(right.select, [['', t('nobody_beside')], ...options], chosen[1] || '');
    dials.element.hidden = scenario.select.value !== stage.address.scenario; // they belong to what is on the stage
  };
  scenario.select.addEventListener('change', about);
  about();
  const go = (typical) => {
    const bands = [left, right].map((one) => one.select.value).filter(Boolean);
    const same = scenario.select.value === stage.address.scenario;
    const text = typical || (!same && seed.value === String(address.seed)) ? null : seed.value.trim() || null; // another valley begins with a year of its own
    const query = stage.link({ scenario: scenario.select.value, bands, skin: skin.select.value, seed: text && encodeURIComponent(text), settings: same ? stage.address.settings : [] });
    return show(stage, dialog, error, query, { push: true, day: same ? stage.clock.day : 0 });
  };
  const form = h('form', { class: 'form', method: 'dialog', on: { submit: (event) => { event.preventDefault(); go(false); } } },
    scenario.label, h('div', { class: 'asked' }, question, picture), h('div', { class: 'pair' }, left.label, right.label),
    h('div', { class: 'pair' }, h('label', {}, h('span', {}, t('seed')), seed), skin.label),
    error,
    h('div', { class: 'across' }, h('button', { type: 'submit', class: 'chief' }, t('show')), button(t('typical_seed'), () => go(true)),
      button(t('swap'), () => { dialog.close(); stage.swapBands(); }), button(t('light_or_dark'), () => stage.swapTheme()), button(t('pay_open'), () => openPay(stage))),
    dials.element, shareRow(stage),
    h('div', { class: 'across' }, button(t('log'), () => openLog(stage)), button(t('trust_title'), () => stage.trust()), button(t('help'), () => openHelp(stage)), button(t('own_words'), () => openOwnWords(stage))),
    h('nav', { class: 'across links', 'aria-label': t('pages') }, pageLinks(stage)));
  const dialog = openDialog(stage, t('setup_title'), form, { side: true, closed: () => dials.stop() });
  dialog.classList.add('stays', 'setting-up');
}

export function pageLinks(stage) {
  return [h('a', { href: storyIn(stage.address.skin) }, t('page_story')), h('a', { href: `/compare?${stage.link()}` }, t('page_compare')), h('a', { href: `/lab?${stage.link()}` }, t('page_lab'))];
}

// The story in the words of a skin.
export function storyIn(skin) {
  return `/story?skin=${encodeURIComponent(skin)}`;
}
