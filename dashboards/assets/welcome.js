// A visitor without an address sees what this is about, can bet, and can watch or play.
import { button, h } from './dom.js';
import { sceneOf } from './scene.js';
import { storyIn } from './setup.js';
import { t } from './words.js';

export function welcome(stage) {
  const shown = firstHunts(stage.films);
  stage.clock.go(shown); // not noted in the address: the year begins on day 0
  stage.render(true);
  const question = stage.shelf.scenarios.find((one) => one.id === stage.address.scenario).question;
  const watch = button(t('welcome_watch'), () => stage.toggle(), { class: 'chief' });
  const bets = stage.films.map((film, k) => h('label', {}, h('span', {}, stage.address.titles[k]),
    h('input', { type: 'number', min: '0', max: String(film.hunters), inputmode: 'numeric', placeholder: '?', on: { input: (event) => { stage.bets[k] = event.target.value; } } })));
  const across = h('div', { class: 'across bets' }, bets);
  const bet = matchMedia('(max-width: 1100px)').matches // on a phone the fields would hide the valley
    ? [h('details', {}, h('summary', {}, t('welcome_bet')), across)] : [h('p', {}, t('welcome_bet')), across];
  const card = h('aside', { class: 'card welcome', 'aria-label': t('welcome_title') },
    h('div', {}, h('h2', { tabindex: '-1' }, t('welcome_title')), h('p', {}, t('welcome_lines')), h('p', { class: 'soft' }, t('welcome_day', { day: shown }))),
    h('div', {}, h('p', { class: 'ask' }, question), bet,
      h('div', { class: 'across' }, watch, h('a', { class: 'second-link', href: storyIn(stage.address.skin) }, t('welcome_story')))));
  stage.root.prepend(card); // first in the order of Tab, for it covers what comes later
  stage.root.classList.add('welcoming'); // figures that the card would cut in half are hidden until it is gone
  card.querySelector('h2').focus();
  stage.whenPlaying = () => { // the card has done its job
    card.remove();
    if (stage.clock.day === shown) stage.clock.go(0);
    stage.root.classList.remove('welcoming');
  };
}

// The first day on which every band stands around a beast: there one sees what differs.
function firstHunts(films) {
  const days = Math.min(...films.map((film) => film.days));
  for (let day = 0; day < days; day += 1) if (films.every((film) => sceneOf(film, day).rings.length)) return day;
  return 0;
}
