// The later acts: two bands, and nobody chooses for anyone. One year, a thousand years, and where it reverses.
import { answer, button, h } from './dom.js';
import { bet, fates, headline, twoColumns } from './story_parts.js';
import { extinct, meanOf } from './tally.js';
import { figure, t } from './words.js';

const SECONDS = 14; // for the year
const CLOSE = 0.15; // share of a band by which two differ hardly at all: the margin of the valley's own claim

export class Bands {
  constructor(story, act) {
    this.story = story;
    this.act = act;
  }

  // Show both bands in the typical year of their valley, the one in which the stage opens.
  async begin() {
    const { story, act } = this;
    const { round } = story;
    const scenario = act.scenario || story.year.scenario;
    const { seed, block } = await answer(`/open?scenario=${scenario}&bands=${act.bands.join(',')}`);
    if (!story.now(round)) return;
    if (!await story.open(act.bands, { scenario, seed, me: false, from: act.from })) return;
    this.years = act.bands.map((band) => block.alive[band]); // how a hundred years like this end
    this.titles = story.stage.address.titles.map((title) => title.split(' · ')[0]);
    const [first, second] = this.titles;
    const options = [{ value: 0, label: first }, { value: 1, label: second }, { value: 2, label: t('story_no_difference') }];
    story.put([h('h2', {}, story.text('title')), h('p', {}, story.text('line_1')), h('p', {}, story.text('line_2')), ...this.bets(options)]);
  }

  bets(options) {
    return bet(this.story.text('ask'), options, (value) => this.play(value, options[value].label));
  }

  async play(guess, label) {
    const { story } = this;
    const { round } = story;
    const { days } = story.stage.films[0];
    await story.run([h('h2', {}, story.text('title')), h('p', {}, t('story_your_bet', { bet: label }))], days - 1, days / SECONDS);
    if (story.now(round)) this.reveal(guess);
  }

  reveal(guess) {
    const { story, titles } = this;
    const { films } = story.stage;
    const alive = films.map((film) => film.head.outcome.alive);
    const truth = alive[0] > alive[1] ? 0 : alive[1] > alive[0] ? 1 : 2;
    story.put([
      h('h2', {}, story.text('title')),
      headline(t('story_against', { first: alive[0], second: alive[1] }), ''),
      h('p', { class: 'soft' }, t(guess === truth ? 'story_right' : 'story_wrong')),
      twoColumns(titles, [
        [t('story_alive'), ...films.map((film, k) => h('span', {}, String(alive[k]), fates(film, titles[k])))],
        [t('story_kills'), ...films.map((film) => String(film.at('camp.kills', 0, film.days - 1)))],
        [t('story_kpi_band'), ...films.map((film) => `${Math.round(100 * film.head.outcome.kpi)} %`)],
        ...(this.act.scenario ? [[t('story_mean_of_100'), ...this.years.map((one) => figure(meanOf(one), 1))]] : []),
      ]),
      h('p', { class: 'own-part' }, story.text(['first', 'second', 'equal'][this.act.scenario ? this.usually() : truth])),
      this.act.scenario ? this.steps() : null,
    ], { revealed: true, actions: this.act.scenario ? this.ends() : [story.next()] });
  }

  // Which band is better off in a hundred years: the first, the second, or hardly either.
  usually() {
    const [first, second] = this.years.map(meanOf);
    if (Math.abs(first - second) < CLOSE * this.story.stage.films[0].hunters) return 2;
    return first > second ? 0 : 1;
  }

  // After the last act.
  ends() {
    const { story } = this;
    return [h('a', { class: 'chief-link', href: `/?${story.stage.link()}` }, t('story_to_stage')), button(t('story_again'), () => story.show(0))];
  }

  steps() {
    return h('nav', { class: 'steps', 'aria-label': t('story_what_next') },
      h('p', { class: 'ask' }, t('story_what_next')),
      h('a', { href: '/compare' }, t('story_to_compare')), h('a', { href: '/lab' }, t('story_to_lab')));
  }
}

export class ManyYears extends Bands {
  bets() {
    const options = Array.from({ length: 11 }, (_, k) => ({ value: 10 * k }));
    return bet(this.story.text('ask'), options, (value) => this.play(value));
  }

  // 1,000 other years; the reveal comes when their window closes.
  async play(guess) {
    const { story } = this;
    const { stage, round } = story;
    const { winters } = stage;
    story.put([h('h2', {}, story.text('title')), h('p', {}, t('story_your_bet', { bet: guess }))]);
    winters.open();
    const { dialog } = winters;
    const ready = setInterval(() => {
      if (winters.state !== 'done') return;
      clearInterval(ready);
      const on = button(t('story_reveal'), () => dialog.close(), { class: 'chief' });
      dialog.querySelector('.winters').append(h('div', { class: 'across' }, on));
      on.focus();
    }, 200);
    dialog.addEventListener('close', () => {
      clearInterval(ready);
      if (story.now(round)) this.reveal(guess);
    }, { once: true });
  }

  reveal(guess) {
    const { story, titles } = this;
    const { stage } = story;
    const many = stage.address.bands.map((band) => stage.many[band]);
    if (many.some((one) => !one)) { // closed before any year was known
      this.begin();
      return;
    }
    const none = many.map((one) => extinct(one.alive));
    const truth = Math.round((100 * many[0].alive[0]) / many[0].alive.reduce((a, c) => a + c, 0));
    const near = Math.abs(guess - truth) <= 5; // the nearest of the answers on offer
    story.put([
      h('h2', {}, story.text('title')),
      headline(truth, t('story_of_years')),
      h('p', { class: 'soft' }, t(near ? 'story_near' : 'story_far', { bet: guess })),
      twoColumns(titles, [[t('story_nobody_in_100'), ...none]]),
      h('p', { class: 'own-part' }, story.text('after')),
    ], { revealed: true, actions: [story.next()] });
  }
}
