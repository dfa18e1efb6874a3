// The same year without any pay rule, for reference: a line above the bands and a dotted line in their charts.
import { answer, button, h, say } from './dom.js';
import { openDialog } from './dialogs.js';
import { extinct, meanOf, sample } from './tally.js';
import { counted, figure, sentenceOf, t } from './words.js';

export class Reference {
  constructor(stage) {
    this.stage = stage;
    this.year = null;
  }

  // Where it can be shown: not in the story, and not where a band has no pay rule anyway.
  get offered() {
    return Boolean(this.stage.address.reference) && !this.stage.options.ownAddress;
  }

  get shown() {
    return this.offered && this.stage.address.reference.shown && Boolean(this.year);
  }

  get band() {
    return this.stage.address.reference.band;
  }

  // Fetched only on request; `address` may be one that is not on the stage yet.
  async load(address) {
    if (!address.reference || !address.reference.shown || this.stage.options.ownAddress) return null;
    return answer(`/reference?${this.stage.link(address)}`);
  }

  build() {
    const { stage } = this;
    this.switch = button(t('reference'), () => this.toggle(), { class: 'too', title: t('reference_key'), 'aria-keyshortcuts': '0', hidden: !this.offered });
    this.title = h('b');
    this.alive = h('span', { class: 'alive' });
    this.store = h('span');
    this.many = h('span', { class: 'many-years' });
    this.element = h('section', { class: 'reference', hidden: true }, sample(), this.title,
      h('span', { class: 'same' }, t('reference_same')), this.alive, this.store, this.many);
    stage.main.querySelector('.top').after(this.element);
    this.place();
  }

  // Show or hide what belongs to it; the bands get the room that is left.
  place() {
    const { stage, shown } = this;
    this.element.hidden = !shown;
    stage.main.classList.toggle('with-reference', shown);
    this.switch.setAttribute('aria-pressed', String(Boolean(shown)));
    if (!shown) return;
    const { title } = stage.address.reference;
    this.element.setAttribute('aria-label', `${title}, ${t('reference_same')}`);
    say(this.title, title);
  }

  async toggle() {
    const { stage } = this;
    if (!this.offered || this.asking) return;
    const { address } = stage;
    const on = !address.reference.shown;
    const wanted = { ...address, reference: { ...address.reference, shown: on } };
    this.asking = true;
    try {
      const year = on ? await this.load(wanted) : null;
      if (address !== stage.address) return; // another film came meanwhile
      this.year = year;
    } catch (error) {
      openDialog(stage, t('refused'), h('p', { role: 'alert' }, sentenceOf(error)));
      return;
    } finally {
      this.asking = false;
    }
    address.reference = wanted.reference;
    history.replaceState(null, '', `${location.pathname}?${stage.link()}${location.hash}`);
    this.place();
    stage.resize();
    if (on && !stage.many[this.band]) stage.ask([this.band]);
  }

  update(day) {
    if (!this.shown) return;
    const { living, store, hunters } = this.year;
    const days = Math.round(store[day]);
    say(this.alive, t('alive', { living: living[day], hunters }));
    say(this.store, living[day] ? counted('food_days', days, { days }) : t('nobody_left'));
    const many = this.stage.many[this.band];
    this.many.hidden = !many;
    if (many) say(this.many, t('reference_many', { runs: many.runs, mean: figure(meanOf(many.alive), 1), hunters, none: extinct(many.alive) }));
  }
}
