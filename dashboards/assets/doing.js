// What a viewer can do on the stage. Mixed into Stage, see stage.js.
import { openForks, openHelp, openLog } from './dialogs.js';
import { openSetup } from './setup.js';
import { applyTheme, PALETTES } from './theme.js';
import { openTrust } from './trust.js';
import { openWhy } from './why.js';

export const doing = {
  toggle() {
    this.clock.play();
    this.dirty = true;
    if (this.clock.playing) this.uncover();
    if (!this.clock.playing) this.moved();
  },
  // Take away what lies over the stage: once it plays, or on Escape, it has done its job.
  uncover() {
    this.ending.leave();
    if (this.whenPlaying) this.whenPlaying();
    this.whenPlaying = null;
  },
  // The last day, and the card that ends the year.
  toEnd() {
    this.go(this.clock.until);
    if (this.clock.until === this.clock.days - 1) this.ending.arrive();
  },
  // Show another film. The story keeps its own: from there, other films open on the stage.
  follow(query, { day = null, ...given } = {}) {
    if (this.options.ownAddress) location.assign(`/?${query}${day ? `#day=${day}` : ''}`);
    else return this.open(query, { day, ...given });
    return null;
  },
  // The band in sight: the second, or on a small screen the one shown.
  inSight() {
    return this.shownBands().at(-1);
  },
  shownBands() {
    return this.films.map((_, k) => k).filter((k) => getComputedStyle(this.sections[k]).display !== 'none');
  },
  setSpeed(k) {
    this.clock.speed = k;
    this.dirty = true;
    this.words(this.clock.day, false);
  },
  step(by) {
    this.clock.step(by);
    this.moved();
  },
  jump(by) {
    this.clock.jump(by);
    this.moved();
  },
  go(day) {
    this.clock.go(day);
    this.moved();
  },
  moved() {
    this.dirty = true;
    if (this.options.ownAddress) return;
    clearTimeout(this.noting);
    this.noting = setTimeout(() => {
      this.noteDay();
    }, 400);
  },
  // The address keeps the day, so that a reload goes on where it was.
  noteDay() {
    if (this.films.length && !this.options.ownAddress) history.replaceState(null, '', `${location.pathname}${location.search}#day=${this.clock.day}`);
  },
  swapTheme() {
    this.theme = this.theme === 'dark' ? 'light' : 'dark';
    this.colours = PALETTES[this.theme];
    applyTheme(this.root, this.theme);
    this.render(true);
  },
  swapBands() {
    const bands = [...this.address.bands].reverse();
    return this.follow(this.link({ bands }), { day: this.clock.day, push: true });
  },
  click(band, event) {
    const who = this.valleys[band].hit(event.clientX, event.clientY);
    if (who >= 0) openWhy(this, band, this.clock.day, who);
    else this.toggle();
  },
  // Why did the event shown now happen? Ask the hunter it names, else the first one alive.
  why() {
    const day = this.clock.day;
    const shown = this.shownBands();
    const told = shown.map((k) => ({ k, told: [...this.films[k].head.told].reverse().find((t) => t.day <= day && t.event >= 0) }));
    const best = told.filter((one) => one.told).sort((a, c) => c.told.day - a.told.day)[0];
    const band = best ? best.k : shown[0];
    const film = this.films[band];
    const at = best && day - best.told.day < 15 ? best.told.day : day;
    const event = best && at === best.told.day ? film.events[best.told.event] : null;
    let who = event && event.who >= 0 ? event.who : -1;
    const lives = (k) => k >= 0 && (film.alive(k, Math.max(0, at - 1)) || at === 0);
    if (!lives(who)) who = [...Array(film.hunters).keys()].find((k) => lives(k) && (!event || film.at('hunters.target', k, at) !== event.beast)) ?? -1;
    if (who < 0) who = [...Array(film.hunters).keys()].find(lives) ?? 0;
    openWhy(this, band, at, who);
  },
  askWhy(band, day, who) {
    openWhy(this, band, day, who);
  },
  trust() {
    openTrust(this);
  },
  fork(given = {}) {
    openForks(this, given);
  },
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.films.length) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'range';
    const open = this.root.querySelector('dialog[open]');
    if (typing || open) return;
    if (this.main.classList.contains('black') && event.key.toLowerCase() !== 'x') { // a black screen ignores all other keys
      if (event.key !== 'Tab') this.main.classList.remove('black');
      return;
    }
    const onButton = event.target.tagName === 'BUTTON' && (event.key === ' ' || event.key === 'Enter');
    if (onButton && !event.target.classList.contains('play')) return;
    const acts = {
      ' ': () => this.toggle(), ArrowLeft: () => this.step(-1), ArrowRight: () => this.step(1),
      PageDown: () => this.jump(1), PageUp: () => this.jump(-1), n: () => this.jump(1), p: () => this.jump(-1),
      Home: () => this.go(0), End: () => this.toEnd(), Escape: () => this.uncover(), d: () => this.swapTheme(), w: () => this.why(),
      f: () => this.fork(), t: () => this.trust(), l: () => this.winters.open(), s: () => openSetup(this), b: () => this.swapBands(),
      e: () => openLog(this), k: () => this.legend.classList.toggle('away'), x: () => this.main.classList.toggle('black'), '?': () => openHelp(this), 0: () => this.reference.toggle(),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (/^[1-4]$/.test(event.key)) {
      this.setSpeed(Number(event.key) - 1);
    }
  },
};
