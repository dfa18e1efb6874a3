// A visitor without an address sees what this is about, can bet, and can watch or play.
import { button, h } from './dom.js';
import { sketch } from './scenario_pictures.js';
import { storyIn } from './setup.js';
import { t } from './words.js';

export function welcome(stage) {
  const question = stage.shelf.scenarios.find((one) => one.id === stage.address.scenario).question;
  const watch = button(t('welcome_watch'), () => stage.toggle(), { class: 'chief' });
  const bets = stage.films.map((film, k) => h('label', {}, h('span', {}, stage.address.titles[k]),
    h('input', { type: 'number', min: '0', max: String(film.hunters), inputmode: 'numeric', placeholder: '?', on: { input: (event) => { stage.bets[k] = event.target.value; } } })));
  const card = h('aside', { class: 'card welcome', 'aria-label': t('welcome_title') },
    h('div', {}, h('h2', { tabindex: '-1' }, t('welcome_title')), h('p', {}, t('welcome_lines')), h('div', { class: 'picture', html: sketch(stage.address.scenario) })),
    h('div', {}, h('p', { class: 'ask' }, question),
      h('div', { class: 'across bets' }, h('span', {}, t('welcome_bet')), bets),
      h('div', { class: 'across' }, watch, h('a', { class: 'chief-link', href: storyIn(stage.address.skin) }, t('welcome_story')))));
  stage.root.prepend(card); // first in the order of Tab, for it covers what comes later
  stage.root.classList.add('welcoming'); // figures that the card would cut in half are hidden until it is gone
  card.querySelector('h2').focus();
  stage.whenPlaying = () => { // the card has done its job
    card.remove();
    stage.root.classList.remove('welcoming');
  };
}
