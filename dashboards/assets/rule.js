// Above a valley: the pay rule that holds on the day shown, in a title and a sentence.
import { h, say } from './dom.js';
import { t } from './words.js';

export class Rule {
  // `title`: of the first rule and of what else differs; `sentence`: of a claim about this band, which holds all year;
  // `plain`: whether the first rule needs no sentence; `decided`: what a room has decided of this year, in its words.
  constructor(film, { title, sentence, plain, decided }) {
    this.rules = film.head.rules;
    Object.assign(this, { title, sentence, plain, decided });
    this.name = h('strong');
    this.words = h('span', { class: `words${sentence ? ' arm' : ''}` });
    this.element = h('div', { class: 'rule' }, this.name, this.words);
    this.shown = -1;
  }

  update(day) {
    const k = this.rules.findLastIndex((one) => one.day <= day);
    if (k === this.shown) return;
    this.shown = k;
    const first = this.rules[k].day === 0;
    const [rule, ...rest] = first ? this.title.split(' · ') : this.since(this.rules[k]);
    this.name.title = first ? this.title : [rule, ...rest].join(' · ');
    this.name.replaceChildren(rule, ...(rest.length && !this.sentence ? [h('span', { class: 'differs' }, ` · ${rest.join(' · ')}`)] : []));
    const words = this.sentence || (first && this.plain ? '' : this.rules[k].words);
    say(this.words, words);
    this.words.hidden = !words;
  }

  // In a room, what else was decided is said in the room's words.
  since({ title, day, also }) {
    const since = t('rule_since', { title, day });
    if (this.decided === undefined) return [since, ...also];
    return [also.length && this.decided ? `${since}, ${this.decided}` : since];
  }
}
