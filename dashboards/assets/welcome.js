// A visitor without an address sees what this is about, and can watch or play.
import { button, h } from './dom.js';
import { t } from './words.js';

export function welcome(stage) {
  const question = stage.shelf.scenarios.find((one) => one.id === stage.address.scenario).question;
  const play = stage.clock.play.bind(stage.clock);
  const watch = button(t('welcome_watch'), () => stage.toggle(), { class: 'chief' });
  const card = h('aside', { class: 'card welcome', 'aria-label': t('welcome_title') },
    h('div', {}, h('h2', {}, t('welcome_title')), h('p', {}, t('welcome_lines'))),
    h('div', {}, h('p', { class: 'ask' }, question),
      h('div', { class: 'across' }, watch, h('a', { class: 'chief-link', href: '/story' }, t('welcome_story')))));
  stage.root.append(card);
  stage.clock.play = (...given) => { // once it plays, the card has done its job
    card.remove();
    stage.clock.play = play;
    play(...given);
  };
}
