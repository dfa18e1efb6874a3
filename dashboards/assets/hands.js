// The viewer's hunter in the story: on some mornings the viewer chooses, and the run is simulated again.
import { answer, button, h } from './dom.js';
import { figure, t } from './words.js';

export const ME = 1;
const BETWEEN = 6; // days at least from one choice to the next
const OFFERED = ['hunt', 'own', 'forage'];

export class Hands {
  constructor(story) {
    this.story = story;
    this.made = []; // [day, action] of each choice
    this.passed = -1; // the last day that offered nothing to choose
  }

  forget() {
    this.made = [];
    this.passed = -1;
  }

  // The band with those choices forced.
  band(rule) {
    return [rule, ...this.made.map(([day, action]) => `${day}:force:${ME}/${action}`)].join('~');
  }

  who(film) {
    return { name: film.head.names[ME], role: film.head.words.roles[film.at('hunters.role', ME, 0)] };
  }

  // The next day on which a hunt is called and the viewer's hunter may have promised to come, or null.
  next(film, act) {
    if (this.made.length >= act.choices) return null;
    const last = this.made.length ? this.made[this.made.length - 1][0] + BETWEEN : 0;
    const after = Math.max(last, this.passed + 1);
    const fit = (day) => day > 0 && film.alive(ME, day - 1) && film.at('hunters.injured', ME, day - 1) === 0;
    const called = film.events.filter((one) => one.kind === film.kind.called).map((one) => one.day);
    return called.find((day) => day >= after && day <= act.until && fit(day)) ?? null;
  }

  async ask(day) {
    const { story } = this;
    const { stage, round } = story;
    const film = stage.films[0];
    let reply = null;
    try {
      reply = await answer(`/why?${stage.one(stage.address.bands[0])}&day=${day}&hunter=${ME}`);
    } catch { /* then there is nothing to choose */ }
    if (story.revealed || story.round !== round) return;
    const name = (one) => film.head.vocabulary.action[one.action];
    const actions = reply ? OFFERED.map((offered) => reply.actions.find((one) => name(one) === offered)).filter(Boolean) : [];
    if (!actions.some((one) => name(one) === 'own')) { // no promise was given, so there is nothing to decide
      this.passed = day;
      story.go();
      return;
    }
    story.put([
      h('div', {}, h('h2', { tabindex: '-1' }, t('story_call', { day })), h('p', {}, t('story_call_who', this.who(film))),
        h('div', { class: 'across' }, button(t('story_skip'), () => story.reveal(), { class: 'skip' }))),
      h('div', { class: 'choices' }, actions.map((one) => button(h('span', {}, h('b', {}, capital(one.word)), t(`story_do_${name(one)}`), h('span', { class: 'soft' }, ` ${t('story_worth', { worth: figure(one.worth, 1), part: mostOf(one, reply.parts) })}`)), () => this.choose(day, one, film)))),
    ]);
    story.box.querySelector('h2').focus(); // not on a choice: the next Space or Enter would make it
  }

  async choose(day, action, film) {
    const { story } = this;
    if (this.made.some(([chosen]) => chosen === day)) return; // a second click
    this.made.push([day, film.head.vocabulary.action[action.action]]);
    story.keep();
    const { stage } = story;
    const { act } = story;
    await stage.open(story.address({ bands: ['own-product'], mine: true }));
    if (!stage.films.length || story.act !== act) return;
    story.settle(day - 1);
    story.go(t('story_chosen', { ...this.who(film), option: action.word, often: action.often }));
  }

  // The result of the viewer's choices.
  result(film, until) {
    const held = this.made.filter(([, action]) => action === 'hunt').length;
    const met = (h) => {
      let sum = 0;
      let days = 0;
      for (let day = 0; day <= until; day += 1) {
        if (!film.alive(h, day)) break;
        sum += Math.min(1, film.at('hunters.product', h, day));
        days += 1;
      }
      return days ? (100 * sum) / days : 0;
    };
    const all = Array.from({ length: film.hunters }, (_, h) => met(h));
    const mean = all.reduce((a, c) => a + c, 0) / all.length;
    return t('story_hands', { held, asked: this.made.length, mine: Math.round(met(ME)), mean: Math.round(mean) });
  }
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function mostOf(action, words) {
  const [name] = Object.entries(action.parts).sort((a, c) => c[1] - a[1])[0] || [];
  return words[name] || '';
}
