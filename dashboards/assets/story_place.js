// Act one: the player is one hunter. On mornings that this hunter decides, the player chooses; then both ways are shown.
import { answer, button, h } from './dom.js';
import { huntFacts, kpi, yearFacts } from './story_facts.js';
import { fates, headline, more, OFFERED, twoColumns } from './story_parts.js';
import { figure, t } from './words.js';

const RECENT = 14; // days of the KPI on the first card
const WATCH = 0.45; // days a second at most while a hunt is watched
const AT_LEAST = 4; // seconds that it takes
const HURRY = 16; // days a second from one morning to the next
const YEAR = 20; // seconds at most for the rest of a year

export const opposite = (action) => (action === 'hunt' ? 'own' : 'hunt');

export class Place {
  constructor(story) {
    this.story = story;
    this.me = story.year.hunter;
  }

  // From a later act, what came of the choices that were made; else they are made now.
  async begin(back) {
    const { story } = this;
    if (back && story.choices.length) {
      if (!await story.open([story.band(story.choices)], { labels: () => [t('story_your_band')] })) return;
      this.days = this.film.days;
      await this.finish(this.against());
      return;
    }
    story.choices = [];
    await this.onward();
  }

  // The next morning that the hunter decides in a band with these choices, or null.
  async morning(choices) {
    const { year } = this.story;
    if (choices.length >= year.mornings) return null;
    const after = choices.length ? choices.at(-1).over + year.pause : year.first;
    if (after >= this.days) return null;
    const reply = await answer(`/morning?${this.story.link([this.story.band(choices)])}&hunter=${this.me}&after=${after}`);
    this.found = reply;
    return reply.next;
  }

  get film() {
    return this.story.stage.films[0];
  }

  get name() {
    return this.film.head.names[this.me];
  }

  // Go on to the next morning with a choice, or through the rest of the year.
  async onward() {
    const { story } = this;
    const { choices, round } = story;
    const first = !choices.length;
    const from = first ? 0 : choices.at(-1).over;
    const morning = await this.morning(choices);
    if (!story.now(round)) return;
    if (!await story.open([story.band(choices)], { from: first ? morning.day - 1 : from, labels: () => [t('story_your_band')] })) return;
    this.days = this.film.days;
    if (!morning) {
      await this.rest();
      return;
    }
    if (!first) await story.run([h('h2', {}, t('story_1_onward', { day: morning.day }))], morning.day - 1, HURRY);
    if (story.now(round)) this.ask(morning);
  }

  ask(morning) {
    const { story, film } = this;
    const day = morning.day - 1;
    const role = film.at('hunters.role', this.me, 0);
    const { need } = film.head.parameters;
    const values = {
      day: morning.day, name: this.name, role: film.head.words.roles[role], paid: t(`story_paid_${film.head.vocabulary.skill[role]}`),
      hunters: film.hunters, needed: morning.needed, promised: morning.promised,
      kpi: Math.round(kpi(film, this.me, Math.max(0, day - RECENT + 1), day)),
      body: Math.round(film.at('hunters.reserve', this.me, day) / need), store: Math.round(film.line('store')[day]),
    };
    const first = !story.choices.length;
    story.put([
      h('h2', {}, t('story_1_morning', values)),
      first ? h('p', {}, t('story_1_who', values)) : null,
      h('p', {}, t('story_1_word', values)),
      h('p', { class: 'soft' }, t('story_1_stakes', values)),
      h('div', { class: 'choices', role: 'group', 'aria-label': t('story_1_ask') }, OFFERED.map((action) => button(
        h('span', {}, h('b', {}, t(`story_do_${action}`)), t(`story_do_${action}_how`)), () => story.guard(() => this.choose(morning, action)), { 'data-action': action }))),
    ]);
  }

  async choose(morning, action) {
    const { story } = this;
    const { round, choices } = story;
    const { day, beast, over } = morning;
    const one = { day, beast, over, action };
    const other = opposite(action);
    const bands = [story.band([...choices, one]), story.band([...choices, { ...one, action: other }])];
    const labels = [t(`story_did_${action}`), t(`story_had_${other}`)];
    if (!await story.open(bands, { from: day - 1, labels: () => labels })) return;
    if (story.choices !== choices) return; // a second click
    story.choices = [...choices, one];
    const speed = Math.min(WATCH, (over - day + 1) / AT_LEAST);
    await story.run([h('h2', {}, t('story_1_watch')), h('p', {}, t('story_1_same')), h('p', { class: 'soft' }, t('story_1_signs'))], over, speed);
    if (story.now(round)) this.consequence(one, labels);
  }

  // Both ways of one hunt, side by side.
  consequence(one, labels) {
    const { story } = this;
    const facts = story.stage.films.map((film) => huntFacts(film, this.me, one));
    const [mine, other] = facts;
    one.dearer = mine.kpi < other.kpi; // for the player's KPI
    const many = one.over > one.day;
    const kill = (fact) => (fact.killed ? t('story_killed', { days: Math.round(fact.food) }) : t('story_escaped'));
    const trust = (fact) => t('story_trust_from', { before: ten(fact.before), after: ten(fact.after) });
    const { could, decided } = this.found;
    story.put([
      h('h2', {}, t(mine.killed ? 'story_1_fell' : 'story_1_away')),
      twoColumns(labels, [
        [t('story_mammoth'), ...facts.map(kill)],
        [t(many ? 'story_kpi_days' : 'story_kpi_day', { days: one.over - one.day + 1 }), ...facts.map((fact) => `${Math.round(fact.kpi)} %`)],
        [t('story_trust'), ...facts.map(trust)],
      ]),
      this.remembers(mine),
      more(t('story_honest'), t('story_honest_how', { name: this.name, could, decided })),
    ], { actions: [button(t('story_on'), () => story.guard(() => this.onward()), { class: 'chief on' })] });
  }

  // Who remembers it, by name.
  remembers({ names, before, after }) {
    const all = names.length >= this.film.hunters - 1;
    const values = { names: all ? t('story_all_others') : names.join(', '), before: ten(before), after: ten(after) };
    return h('p', { class: 'remembers' }, t(!names.length ? 'story_1_nobody' : after > before ? 'story_1_more' : 'story_1_less', values));
  }

  // The rest of the year; meanwhile the year of the opposite choices is worked out.
  async rest() {
    const { story, days } = this;
    const against = this.against();
    const left = days - 1 - story.stage.clock.time;
    await story.run([h('h2', {}, t('story_1_rest')), h('p', {}, t('story_1_rest_line', { name: this.name }))], days - 1, left / Math.min(YEAR, Math.max(4, left / 12)));
    await this.finish(against);
  }

  // The end of the year, next to that of the opposite choices.
  async finish(against) {
    const { story } = this;
    const { round } = story;
    const other = await against;
    if (!story.now(round)) return;
    const labels = [t('story_your_year'), t('story_opposite_year')];
    if (!await story.open([story.band(story.choices), story.band(other)], { from: this.days - 1, labels: () => labels })) return;
    this.reveal(labels);
  }

  // The opposite choice on every morning that this hunter decides; other choices make other mornings.
  async against() {
    let made = [];
    for (const { action } of this.story.choices) {
      const morning = await this.morning(made);
      if (!morning) break;
      made = [...made, { day: morning.day, beast: morning.beast, over: morning.over, action: opposite(action) }];
    }
    return made;
  }

  reveal(labels) {
    const { story } = this;
    const { films } = story.stage;
    const facts = films.map((film) => yearFacts(film, this.me));
    const [mine, other] = facts;
    const held = story.choices.filter((one) => one.action === 'hunt').length;
    const { searched, clearly, mornings } = story.year;
    const percent = (value) => `${Math.round(value)} %`;
    const off = mine.alive - other.alive;
    story.keep();
    story.put([
      h('h2', {}, t('story_1_spring')),
      headline(mine.alive, t('story_of_hunters', { hunters: films[0].hunters })),
      twoColumns(labels, [
        [t('story_alive'), ...films.map((film, k) => h('span', {}, String(facts[k].alive), fates(film, labels[k])))],
        [t('story_kills'), ...facts.map((one) => String(one.kills))],
        [t('story_kpi_yours'), ...facts.map((one) => percent(one.mine))],
        [t('story_kpi_band'), ...facts.map((one) => percent(one.band))],
      ]),
      h('p', { class: 'own-part' }, t(off > 0 ? 'story_1_saved' : off < 0 ? 'story_1_cost' : 'story_1_equal', { held, asked: story.choices.length, off: Math.abs(off) })),
      mine.died === null ? null : h('p', {}, t('story_1_died', { day: mine.died })),
      h('p', {}, this.manner(held)),
      more(t('story_rare', searched), t('story_rare_how', { ...searched, clearly, mornings })),
    ], { revealed: true, actions: [story.next(), button(t('story_again'), () => story.show(0))] });
  }

  // How the player played, in a sentence.
  manner(held) {
    const { choices } = this.story;
    if (held < choices.length) return t(held ? 'story_1_mixed' : 'story_1_none');
    return t(choices.every((one) => one.dearer) ? 'story_1_all_dear' : 'story_1_all');
  }
}

const ten = (trust) => figure(10 * trust, 1);
