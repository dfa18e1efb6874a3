// The end of the year: what became of the bands, against the bet and other years, what decided it, and what next.
import { openSetup } from './setup.js';
import { button, h } from './dom.js';
import { extinct } from './tally.js';
import { hunts, turningPoint } from './turning.js';
import { counted, figure, t } from './words.js';

export class Ending {
  constructor(stage) {
    this.stage = stage;
  }

  // The card comes when the year has played to its end, or on request.
  arrive() {
    const { stage } = this;
    if (stage.options.ownAddress || stage.options.room || this.card || !stage.films.length) return;
    stage.uncover();
    this.card = h('aside', { class: 'card ending', 'aria-label': this.title() });
    (stage.main.querySelector('.two > .bands') || stage.root).append(this.card); // over the two valleys: the charts stay in sight
    this.fill();
    this.card.querySelector('h2').focus();
    stage.render(true);
  }

  title() {
    const { stage } = this;
    const season = stage.films[0].head.words.seasons[0];
    if (stage.films[0].days % 360) return t('ending_day', { days: stage.films[0].days });
    const words = t(stage.films.every((film) => film.head.outcome.alive === 0) ? 'ending_nobody' : 'ending_title', { season });
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  // Other years become known while the card is there.
  fill() {
    if (!this.card) return;
    const { stage } = this;
    const turn = turningPoint(stage.films);
    this.card.replaceChildren(
      h('div', {}, h('h2', { tabindex: '-1' }, this.title()), this.outcomes(), this.bets()),
      h('div', {}, h('h3', {}, t('ending_decided')), this.decided(turn), this.steps(turn)),
      button('×', () => this.leave(), { class: 'close', 'aria-label': t('close'), title: t('close_key') }));
  }

  outcomes() {
    const { stage } = this;
    const known = stage.address.bands.every((band) => stage.many[band]);
    return h('table', { class: 'outcomes' },
      known ? h('thead', {}, h('tr', {}, h('td'), h('th', { scope: 'col' }, t('ending_here')),
        ['none', 'some', 'all'].map((one) => h('th', { scope: 'col', class: 'num' }, t(`ending_${one}`))))) : null,
      h('tbody', {}, stage.films.map((film, k) => {
        const { alive } = film.head.outcome;
        return h('tr', {}, h('th', { scope: 'row' }, stage.address.titles[k]),
          h('td', { class: 'here' }, h('b', {}, String(alive)), ` ${t('ending_of', { hunters: film.hunters })}`),
          known ? sharesOf(stage.many[stage.address.bands[k]].alive).map((share) => h('td', { class: 'num' }, `${share} %`)) : null);
      })),
      known ? h('caption', {}, t('ending_years', { runs: stage.many[stage.address.bands[0]].runs })) : null);
  }

  bets() {
    const { stage } = this;
    const said = stage.films.map((film, k) => {
      const bet = stage.bets[k];
      return bet === undefined || bet === '' ? null : t('ending_bet', { title: stage.address.titles[k], bet, alive: film.head.outcome.alive });
    }).filter(Boolean);
    return said.length ? h('p', {}, said.join(' ')) : null;
  }

  decided(turn) {
    const { stage } = this;
    const { titles } = stage.address;
    const rows = stage.films.map((film, k) => {
      const { kills, left, few } = hunts(film);
      const words = [counted('ending_kills', kills, { count: kills }), counted('ending_left', left, { count: left }), counted('ending_few', few, { count: few })];
      return h('p', {}, stage.films.length > 1 ? h('b', {}, `${titles[k]}: `) : null, `${words.join(', ')}.`);
    });
    const day = turn && h('p', {}, t('ending_turn', { day: turn.day, title: titles[turn.ahead] }),
      turn.event ? [' ', h('span', {}, t('ending_before', { day: turn.event.event.day, title: titles[turn.event.band] }), ' ', turn.event.words)] : null);
    return [day, ...rows];
  }

  steps(turn) {
    const { stage } = this;
    const reason = turn && turn.event;
    const why = () => {
      this.leave();
      if (reason) stage.askWhy(reason.band, reason.event.day, reason.event.who >= 0 ? reason.event.who : 0);
      else stage.why();
    };
    return h('div', { class: 'across' },
      button(reason ? t('ending_why', { day: reason.event.day }) : t('why'), why, { class: 'chief' }),
      button(t('winters'), () => { this.leave(); stage.winters.open(); }),
      button(t('ending_dials'), () => { this.leave(); openSetup(stage); }));
  }

  leave() {
    if (!this.card) return;
    this.card.remove();
    this.card = null;
  }
}

// After how many of 100 years nobody, some and everybody of a band are left.
function sharesOf(alive) {
  const total = alive.reduce((a, c) => a + c, 0);
  const all = (100 * alive[alive.length - 1]) / total;
  const some = (100 * alive.slice(1, -1).reduce((a, c) => a + c, 0)) / total;
  return [extinct(alive), figure(some), figure(all)];
}
