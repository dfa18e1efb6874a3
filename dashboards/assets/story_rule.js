// Act two: the same hunter makes the same choices in the same year, under the other pay rule.
import { answer, h } from './dom.js';
import { yearFacts } from './story_facts.js';
import { bet, fates, headline, twoColumns } from './story_parts.js';
import { t } from './words.js';

const SECONDS = 18; // for the year

export class OtherRule {
  constructor(story) {
    this.story = story;
  }

  async begin() {
    const { story } = this;
    const { year, choices, round } = story;
    const hands = await answer(`/hands?${story.link([story.band(choices, year.other)])}`);
    if (!story.now(round)) return;
    this.dropped = hands.dropped;
    this.labels = [t('story_your_year'), t('story_other_rule')];
    if (!await story.open([story.band(choices), hands.band], { labels: () => this.labels })) return;
    const [film] = story.stage.films;
    story.put([
      h('h2', {}, t('story_2_title')),
      h('p', {}, t('story_2_line_1', { name: film.head.names[year.hunter] })),
      h('p', {}, t('story_2_line_2')),
      h('p', {}, t('story_2_line_3', { alive: film.head.outcome.alive, hunters: film.hunters })),
      ...bet(t('story_2_ask', { hunters: film.hunters }), Array.from({ length: film.hunters + 1 }, (_, value) => ({ value })), (value) => story.guard(() => this.play(value))),
    ]);
  }

  async play(guess) {
    const { story } = this;
    const { round } = story;
    const { days } = story.stage.films[0];
    await story.run([h('h2', {}, t('story_2_run')), h('p', {}, t('story_your_bet', { bet: guess }))], days - 1, days / SECONDS);
    if (story.now(round)) this.reveal(guess);
  }

  reveal(guess) {
    const { story, labels, dropped } = this;
    const { films } = story.stage;
    const facts = films.map((film) => yearFacts(film, story.year.hunter));
    const [mine, other] = facts;
    const off = other.alive - mine.alive;
    const percent = (value) => `${Math.round(value)} %`;
    story.put([
      h('h2', {}, t(off > 0 ? 'story_2_better' : off < 0 ? 'story_2_worse' : 'story_2_equal', { off: Math.abs(off) })),
      headline(other.alive, t('story_of_hunters', { hunters: films[1].hunters })),
      h('p', { class: 'soft' }, t(guess === other.alive ? 'story_hit' : 'story_missed', { bet: guess, truth: other.alive })),
      twoColumns(labels, [
        [t('story_alive'), ...films.map((film, k) => h('span', {}, String(facts[k].alive), fates(film, labels[k])))],
        [t('story_kills'), ...facts.map((one) => String(one.kills))],
        [t('story_others_kept'), ...facts.map((one) => (one.due ? percent(one.kept) : '–'))],
        [t('story_others_gaps'), ...facts.map((one) => String(one.gaps))],
      ]),
      h('p', { class: 'own-part' }, this.others(mine, other)),
      dropped.length ? h('p', {}, t(dropped.length === 1 ? 'story_2_dropped_one' : 'story_2_dropped', { days: dropped.length })) : null,
    ], { revealed: true, actions: [story.next()] });
  }

  // What the others did differently, as far as these two films show it.
  others(mine, other) {
    const values = { before: Math.round(mine.kept), after: Math.round(other.kept) };
    if (!mine.due || !other.due || values.before === values.after) return t('story_2_same_others', values);
    const better = other.alive > mine.alive;
    if (values.after > values.before) return t(better ? 'story_2_rule' : 'story_2_kept_more', values);
    return t('story_2_kept_less', values);
  }
}
