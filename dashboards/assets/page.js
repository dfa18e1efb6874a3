// How the stage is laid out. Mixed into Stage, see stage.js.
import { Clock, SPEEDS } from './clock.js';
import { openSetup, pageLinks } from './setup.js';
import { button, h } from './dom.js';
import { plan, titlesIn } from './in_room.js';
import { legend } from './legend.js';
import { Valley } from './map.js';
import { Panel } from './panel.js';
import { Scissors } from './scissors.js';
import { Score } from './score.js';
import { Scrub } from './scrub.js';
import { Strip } from './strip.js';
import { counted, t } from './words.js';

export const page = {
  build() {
    const { films } = this;
    const { room } = this.options;
    const titles = titlesIn(room, this.address.titles); // what each band is, and how it differs
    const two = films.length > 1;
    const alike = films.every((one) => one.head.regime.id === films[0].head.regime.id); // then the regime is not what differs
    this.refused = '';
    if (!this.options.ownAddress) document.title = t('page_title');
    this.clock = new Clock(films[0].days, [...new Set(films.flatMap((f) => f.head.told.map((t) => t.day)))].sort((a, c) => a - c));
    if (room) plan(this.clock, room);
    this.panels = films.map((film) => new Panel(film, two));
    const most = Math.max(...this.panels.map((one) => one.mostFood())); // one scale for both
    for (const one of this.panels) one.most = most;
    this.scissors = new Scissors(this);
    this.score = new Score(this);
    this.strips = films.map((film) => new Strip(film, two));
    this.root.lang = document.documentElement.lang = films[0].head.skin.language;
    this.canvases = films.map((film, k) => h('canvas', { class: 'valley', tabindex: '0', role: 'img',
      'aria-label': t('valley_of', { title: titles[k] }),
      on: { click: (event) => this.click(k, event), keydown: (event) => { if (event.key === 'Enter') this.why(); } } }));
    this.badges = films.map((film, k) => button('', () => this.winters.open(), { class: 'badge', title: t('how_usual', { title: titles[k] }) }));
    const differs = (k) => this.address.arms[k] || (alike && two ? '' : films[k].head.regime.words);
    this.rules = films.map((film, k) => h('div', { class: 'rule' }, ruleOf(titles[k], this.address.arms[k]), h('span', { class: `words${this.address.arms[k] ? ' arm' : ''}`, hidden: !differs(k) }, differs(k))));
    this.dayText = h('h1', { class: 'day' });
    this.season = h('span', { class: 'season' });
    this.weather = h('span', { class: 'weather' });
    this.told = films.map((film) => h('p', { class: 'told', lang: film.head.skin.language }));
    this.live = h('div', { class: 'log', 'aria-live': 'polite', role: 'log' });
    this.scrub = new Scrub(this);
    this.playButton = button(t('play'), () => this.toggle(), { class: 'play', 'aria-keyshortcuts': 'Space', title: t('play_key') });
    this.speedButtons = SPEEDS.map((_, k) => button(String(k + 1), () => this.setSpeed(k), { class: 'speed', 'aria-label': counted('speed_is', SPEEDS[k], { k: k + 1, days: SPEEDS[k] }), title: counted('speed_key', SPEEDS[k], { k: k + 1, days: SPEEDS[k] }) }));
    const bands = films.map((film, k) => h('section', { class: 'band', 'aria-label': titles[k] },
      h('header', { class: 'band-head' }, this.rules[k], two ? button(t('other_band'), () => this.look(1 - k), { class: 'other' }) : null, two ? null : this.score.element, this.strips[k].element),
      h('div', { class: 'map' }, this.canvases[k]), this.panels[k].element, two ? null : this.scissors.element,
      two ? h('div', { class: 'narration' }, this.told[k]) : null));
    this.sections = bands;
    this.strips.forEach((strip, k) => strip.element.append(this.badges[k]));
    const where = button(t('where', { scenario: films[0].head.scenario.title, seed: films[0].head.seed }), () => openSetup(this), { class: 'where', title: t('set_up_key') });
    const controls = h('footer', { class: 'controls' },
      h('div', { class: 'buttons' },
        button('', () => this.jump(-1), { title: t('told_back_key'), 'aria-label': t('told_back'), html: triangle(-1, true) }),
        button('', () => this.step(-1), { title: t('day_back_key'), 'aria-label': t('day_back'), html: triangle(-1) }),
        this.playButton,
        button('', () => this.step(1), { title: t('day_on_key'), 'aria-label': t('day_on'), html: triangle(1) }),
        button('', () => this.jump(1), { title: t('told_on_key'), 'aria-label': t('told_on'), html: triangle(1, true) }),
        h('span', { class: 'speeds', role: 'group', 'aria-label': t('speed') }, this.speedButtons)),
      this.scrub.element,
      h('div', { class: 'buttons ask' },
        button(t('why'), () => this.why(), { class: 'why', title: t('why_key') }),
        button(t('what_if'), () => this.fork(), { class: 'whatif', title: t('what_if_key') }),
        button(t('winters'), () => this.winters.open(), { class: 'many', title: t('winters_key') }),
        button('', () => openSetup(this), { class: 'setup', title: t('set_up_key'), 'aria-label': t('set_up'), html: bars() })));
    this.legend = legend();
    const before = this.main;
    this.top = h('header', { class: 'top' }, h('div', { class: 'when' }, this.dayText, this.season, this.weather), this.legend, room ? null : where, this.options.ownAddress || room ? null : pages(this));
    this.main = h('main', { class: `stage ${two ? 'two' : 'one'}${room ? ' in-room' : ''}` },
      this.top,
      h('div', { class: 'bands' }, bands, two ? [this.score.element, this.scissors.element] : null),
      two ? null : h('div', { class: 'narration single' }, this.told[0]),
      controls, this.live);
    this.reference.build();
    this.main.querySelector('.ask .setup').before(this.reference.switch);
    this.uncover();
    this.root.querySelectorAll('dialog:not(.stays), aside.card').forEach((one) => one.remove()); // they speak of the film before
    if (before && before.isConnected) before.replaceWith(this.main);
    else this.root.replaceChildren(this.main);
    this.look(this.looking || 0);
    this.valleys = films.map((film, k) => new Valley(this.canvases[k], film));
    if (this.options.built) this.options.built();
    if (this.sizes) this.sizes.disconnect();
    this.sizes = new ResizeObserver(() => this.resize());
    for (const one of this.canvases) this.sizes.observe(one);
    this.resize();
  },
  // On a phone there is room for one band at a time.
  look(k) {
    this.looking = k;
    this.sections.forEach((one, i) => one.classList.toggle('away', i !== k && this.sections.length > 1));
  },
  // An act in the words of the skin.
  actWords(act) {
    const words = this.films[0].head.words.acts;
    return (words && words[this.shelf.acts.indexOf(act)]) || act.id;
  },
};

// A title: the regime, then in smaller letters what else differs, unless a sentence says it.
function ruleOf(title, said) {
  const [rule, ...rest] = title.split(' · ');
  return h('strong', { title }, rule, rest.length && !said ? h('span', { class: 'differs' }, ` · ${rest.join(' · ')}`) : null);
}

// The way to the other pages, in the words and for the bands of this one.
function pages(stage) {
  return h('nav', { class: 'pages', 'aria-label': t('pages') }, pageLinks(stage));
}

function triangle(way, bar = false) {
  const flip = way < 0 ? 'transform="scale(-1 1)"' : '';
  return `<svg viewBox="-1 -1 2 2" class="icon" aria-hidden="true"><g ${flip}><path d="M-.5-.62L.5 0-.5.62Z"/>${bar ? '<path d="M.52-.62h.2v1.24h-.2Z"/>' : ''}</g></svg>`;
}

function bars() {
  return '<svg viewBox="-1 -1 2 2" class="icon" aria-hidden="true"><path d="M-.7-.6H.7v.22H-.7Z M-.7-.11H.7V.11H-.7Z M-.7.38H.7V.6H-.7Z"/></svg>';
}
