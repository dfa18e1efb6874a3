// The stage: one or two bands live the same year beside each other, under one clock.
import { Clock, SPEEDS } from './clock.js';
import { answer, button, h, say } from './dom.js';
import { loadFilm } from './film.js';
import { Valley } from './map.js';
import { Panel } from './panel.js';
import { Scrub } from './scrub.js';
import { applyTheme, PALETTES, startTheme } from './theme.js';
import { openForks, openHelp, openLog, openSetup } from './dialogs.js';
import { openWhy } from './why.js';
import { badge, Winters } from './winters.js';

const SEASONS = { spring: 'winter', summer: 'winter', autumn: 'winter', winter: 'spring' };

export async function start(root, options = {}) {
  const stage = new Stage(root, options);
  window.__stage = stage;
  await stage.open(location.search.slice(1));
  return stage;
}

export class Stage {
  constructor(root, options) {
    this.root = root;
    this.options = options;
    this.ready = false;
    this.films = [];
    this.theme = startTheme();
    this.colours = PALETTES[this.theme];
    this.stats = { frames: 0, drawMs: [], gaps: [] };
    this.visitor = Math.random().toString(36).slice(2);
    this.many = {};
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    root.classList.add('hunt');
    applyTheme(root, this.theme);
    this.winters = new Winters(this);
    this.onKey = (event) => this.key(event);
    this.onSize = () => this.resize();
    this.onPop = () => this.open(location.search.slice(1), { keep: false });
    document.addEventListener('keydown', this.onKey);
    window.addEventListener('resize', this.onSize);
    window.addEventListener('popstate', this.onPop);
    this.frame = this.frame.bind(this);
    this.loop = requestAnimationFrame(this.frame);
  }

  // --- films ---------------------------------------------------------------------------------------------------

  // Open an address; day and playing go on where they were if asked to.
  async open(query, { day = null, playing = null, push = false } = {}) {
    this.ready = false;
    const hash = new URLSearchParams(location.hash.slice(1));
    const from = day ?? (Number(hash.get('day')) || 0);
    try {
      this.shelf = this.shelf || (await answer('/shelf'));
      const given = query.split('&').filter((p) => !p.startsWith('act=')).join('&');
      this.address = await answer(`/open?${given}`);
      const link = this.link();
      if (push) history.pushState(null, '', `${location.pathname}?${link}`);
      else if (link !== query) history.replaceState(null, '', `${location.pathname}?${link}${location.hash}`);
      this.films = await Promise.all(this.address.bands.map((band) => loadFilm(this.one(band), this.address.version)));
    } catch (error) {
      this.refuse(error.message);
      return;
    }
    this.many = {};
    if (this.address.block) this.learn(this.address.block);
    else this.ask();
    this.build();
    this.clock.go(Math.min(from, this.clock.until));
    if (playing) this.clock.play(true);
    this.ready = true;
    this.render(true);
    this.opened = performance.now();
    if (this.options.opened) this.options.opened(this);
  }

  link(changes = {}) {
    const a = { ...this.address, ...changes };
    const pairs = [`scenario=${a.scenario}`, `bands=${a.bands.join(',')}`];
    if (a.seed !== null && a.seed !== undefined) pairs.push(`seed=${a.seed}`);
    if (a.skin !== 'stone-age') pairs.push(`skin=${encodeURIComponent(a.skin)}`);
    for (const [name, value] of a.settings) pairs.push(`set=${encodeURIComponent(name)}:${encodeURIComponent(value)}`);
    return pairs.join('&');
  }

  one(band) {
    return this.link({ bands: [band] });
  }

  async ask() {
    try {
      const { address } = this;
      const first = await answer(`/hundred?${this.link({ seed: null })}`);
      if (address === this.address) this.learn(first);
    } catch { /* without it there is no badge, and nothing else is missing */ }
  }

  learn(block) {
    this.address.bands.forEach((band) => {
      this.many[band] = { alive: block.alive[band], fan: block.fan ? block.fan[band] : null, runs: block.runs };
    });
    this.render(true);
  }

  refuse(sentence) {
    this.ready = true;
    this.refused = sentence;
    this.films = [];
    this.root.replaceChildren(h('main', { class: 'refused', role: 'alert' },
      h('h1', {}, 'This cannot be shown'), h('p', { id: 'refusal' }, sentence),
      h('p', {}, h('a', { href: location.pathname }, 'Show the default valley'))));
  }

  // --- page ----------------------------------------------------------------------------------------------------

  build() {
    const { films } = this;
    const two = films.length > 1;
    this.refused = '';
    this.clock = new Clock(films[0].days, [...new Set(films.flatMap((f) => f.head.told.map((t) => t.day)))].sort((a, c) => a - c));
    this.panels = films.map((film) => new Panel(film, two));
    this.canvases = films.map((film, k) => h('canvas', { class: 'valley', tabindex: '0', role: 'img',
      'aria-label': `The valley of the band under: ${film.head.regime.title}`,
      on: { click: (event) => this.click(k, event) } }));
    this.badges = films.map((film, k) => button('', () => this.winters.open(), { class: 'badge', title: `How usual this run of ${films[k].head.regime.title} is` }));
    this.rules = films.map((film) => h('div', { class: 'rule' }, h('strong', {}, film.head.regime.title),
      h('span', { class: 'words' }, film.head.regime.words), this.doneOf(film)));
    this.dayText = h('h1', { class: 'day' });
    this.season = h('span', { class: 'season' });
    this.weather = h('span', { class: 'weather' });
    this.told = films.map((film) => h('p', { class: 'told', lang: film.head.skin.language }));
    this.live = h('div', { class: 'log', 'aria-live': 'polite', role: 'log' });
    this.scrub = new Scrub(this);
    this.playButton = button('Play', () => this.toggle(), { class: 'play', 'aria-keyshortcuts': 'Space', title: 'Play or pause (Space)' });
    this.speedButtons = SPEEDS.map((_, k) => button(String(k + 1), () => this.setSpeed(k), { class: 'speed', 'aria-label': `Speed ${k + 1}: ${SPEEDS[k]} days a second`, title: `${SPEEDS[k]} days a second (key ${k + 1})` }));
    const bands = films.map((film, k) => h('section', { class: 'band', 'aria-label': film.head.regime.title },
      h('header', { class: 'band-head' }, this.rules[k], two ? button('Other band', () => this.look(1 - k), { class: 'other' }) : null, this.badges[k]),
      h('div', { class: 'map' }, this.canvases[k]), this.panels[k].element,
      two ? h('div', { class: 'narration' }, this.told[k]) : null));
    this.sections = bands;
    const where = button(`${films[0].head.scenario.title} · seed ${films[0].head.seed}`, () => openSetup(this), { class: 'where', title: 'Scenario, regimes, seed, words (S)' });
    const controls = h('footer', { class: 'controls' },
      h('div', { class: 'buttons' },
        button('', () => this.jump(-1), { title: 'Back to what was told before (Page Up)', 'aria-label': 'Last told event', html: triangle(-1, true) }),
        button('', () => this.step(-1), { title: 'A day back (left arrow)', 'aria-label': 'A day back', html: triangle(-1) }),
        this.playButton,
        button('', () => this.step(1), { title: 'A day on (right arrow)', 'aria-label': 'A day on', html: triangle(1) }),
        button('', () => this.jump(1), { title: 'On to what is told next (Page Down)', 'aria-label': 'Next told event', html: triangle(1, true) }),
        h('span', { class: 'speeds', role: 'group', 'aria-label': 'Speed' }, this.speedButtons)),
      this.scrub.element,
      h('div', { class: 'buttons ask' },
        button('Why?', () => this.why(), { class: 'why', title: 'Why did they do that? (W)' }),
        button('What if?', () => this.fork(), { class: 'whatif', title: 'Fork this day (F)' }),
        button('1000 winters', () => this.winters.open(), { class: 'many', title: 'The same under other luck (L)' }),
        button('', () => openSetup(this), { class: 'setup', title: 'Scenario, regimes, seed, words (S)', 'aria-label': 'Set up', html: bars() })));
    this.main = h('main', { class: `stage ${two ? 'two' : 'one'}` },
      h('header', { class: 'top' }, h('div', { class: 'when' }, this.dayText, this.season), where, this.weather),
      h('div', { class: 'bands' }, bands),
      two ? null : h('div', { class: 'narration single' }, this.told[0]),
      controls, this.live);
    this.root.replaceChildren(this.main);
    this.look(this.looking || 0);
    this.valleys = films.map((film, k) => new Valley(this.canvases[k], film));
    if (this.sizes) this.sizes.disconnect();
    this.sizes = new ResizeObserver(() => this.resize());
    for (const one of this.canvases) this.sizes.observe(one);
    this.resize();
  }

  // On a phone there is room for one band at a time.
  look(k) {
    this.looking = k;
    this.sections.forEach((one, i) => one.classList.toggle('away', i !== k && this.sections.length > 1));
  }

  doneOf(film) {
    if (!film.head.done.length) return this.films.some((one) => one.head.done.length) ? h('em', { class: 'done' }, 'as it was') : null;
    const words = film.head.done.map((one) => {
      if (one.name === 'regime') return `from day ${one.day}: ${this.title(one.value)}`;
      const act = this.shelf.acts.find((a) => a.id === one.name);
      if (act) return `day ${one.day}: ${this.actWords(act)}, ${act.of === 'role' ? film.head.words.roles[this.shelf.roles.indexOf(one.value)] : film.head.names[Number(one.value)]}`;
      return `from day ${one.day}: ${one.name} ${one.value}`;
    });
    return h('em', { class: 'done' }, words.join(' · '));
  }

  // An act in the words of the skin.
  actWords(act) {
    const words = this.films[0].head.words.acts;
    return (words && words[this.shelf.acts.indexOf(act)]) || act.id;
  }

  title(regime) {
    return (this.shelf.regimes.find((one) => one.id === regime) || { title: regime }).title;
  }

  resize() {
    if (!this.valleys) return;
    for (const one of this.valleys) one.resize();
    this.render(true);
  }

  // --- every frame ---------------------------------------------------------------------------------------------

  frame(now) {
    this.loop = requestAnimationFrame(this.frame);
    const seconds = Math.min(0.25, (now - (this.last || now)) / 1000);
    if (this.last && this.clock && this.clock.playing) this.stats.gaps.push(now - this.last);
    this.last = now;
    if (!this.ready || !this.films.length) return;
    const was = this.clock.playing;
    this.clock.tick(seconds);
    const moving = this.clock.playing;
    if (moving || was || this.dirty) this.render(false, now);
    if (this.stats.gaps.length > 8000) this.stats.gaps.splice(0, 4000);
  }

  render(force, now = performance.now()) {
    if (!this.films.length || !this.valleys) return;
    const begun = performance.now();
    this.dirty = false;
    const { clock } = this;
    const time = this.still.matches ? clock.day : clock.time;
    this.scenes = this.valleys.map((valley) => valley.draw(time, this.colours, this.theme, this.still.matches || !clock.playing ? 0 : now));
    const day = clock.day;
    if (force || day !== this.shown || clock.playing !== this.wasPlaying) {
      this.shown = day;
      this.wasPlaying = clock.playing;
      this.words(day, force);
    }
    this.scrub.update(clock.time);
    this.stats.frames += 1;
    this.stats.drawMs.push(performance.now() - begun);
    if (this.stats.drawMs.length > 8000) this.stats.drawMs.splice(0, 4000);
  }

  words(day, force) {
    const [film] = this.films;
    const scene = this.scenes.find((one) => one.living) || this.scenes[0]; // nobody sees the weather of a lost band
    const season = film.head.words.seasons[scene.season];
    say(this.dayText, `Day ${day}`);
    const left = scene.season === 3 ? 90 - (day % 90) : 270 - (day % 360);
    const next = scene.season === 3 ? film.head.words.seasons[0] : film.head.words.seasons[3];
    say(this.season, `${season} · ${next} in ${left} day${left === 1 ? '' : 's'}`);
    say(this.weather, scene.living ? film.head.words.weather[scene.weather] : '');
    this.panels.forEach((panel, k) => panel.update(this.scenes[k], this.colours, this.many[this.address.bands[k]], force));
    this.films.forEach((one, k) => {
      const told = [...one.head.told].reverse().find((t) => t.day <= day);
      const fresh = told && day - told.day < 3;
      this.told[k].classList.toggle('old', !fresh);
      const words = told ? `Day ${told.day}. ${told.text}` : '';
      if (this.told[k].dataset.words !== words) {
        this.told[k].dataset.words = words;
        this.told[k].replaceChildren(...(told ? [h('b', {}, `Day ${told.day}. `), told.text] : []));
        if (fresh) this.speak(words);
      }
      const many = this.many[this.address.bands[k]];
      const text = many ? badge(many, one.head.outcome.alive) : '';
      say(this.badges[k], text);
      this.badges[k].classList.toggle('rare', text.startsWith('rare') || text.startsWith('unusual'));
      this.badges[k].hidden = !text;
    });
    say(this.playButton, this.clock.playing ? 'Pause' : 'Play');
    this.playButton.setAttribute('aria-pressed', String(this.clock.playing));
    this.speedButtons.forEach((one, k) => one.setAttribute('aria-pressed', String(k === this.clock.speed)));
  }

  // At most one sentence in six seconds, for those who listen.
  speak(words) {
    this.saying = words;
    if (this.waits) return;
    const tell = () => {
      if (this.saying && this.live.isConnected) {
        this.live.replaceChildren(h('p', {}, this.saying));
        this.saying = '';
        this.waits = setTimeout(() => { this.waits = 0; tell(); }, 6000);
      }
    };
    tell();
  }

  // --- what somebody does --------------------------------------------------------------------------------------

  toggle() {
    this.clock.play();
    this.dirty = true;
  }

  setSpeed(k) {
    this.clock.speed = k;
    this.dirty = true;
    this.words(this.clock.day, false);
  }

  step(by) {
    this.clock.step(by);
    this.moved();
  }

  jump(by) {
    this.clock.jump(by);
    this.moved();
  }

  go(day) {
    this.clock.go(day);
    this.moved();
  }

  moved() {
    this.dirty = true;
    clearTimeout(this.noting);
    this.noting = setTimeout(() => {
      if (this.films.length) history.replaceState(null, '', `${location.pathname}${location.search}#day=${this.clock.day}`);
    }, 400);
  }

  swapTheme() {
    this.theme = this.theme === 'dark' ? 'light' : 'dark';
    this.colours = PALETTES[this.theme];
    applyTheme(this.root, this.theme);
    this.render(true);
  }

  swapBands() {
    const bands = [...this.address.bands].reverse();
    return this.open(this.link({ bands }), { day: this.clock.day, push: true });
  }

  click(band, event) {
    const who = this.valleys[band].hit(event.clientX, event.clientY);
    if (who >= 0) openWhy(this, band, this.clock.day, who);
    else this.toggle();
  }

  // Why did what is told now happen: ask whoever it names, else the first who lives.
  why() {
    const day = this.clock.day;
    const told = this.films.map((film, k) => ({ k, told: [...film.head.told].reverse().find((t) => t.day <= day && t.event >= 0) }));
    const best = told.filter((one) => one.told).sort((a, c) => c.told.day - a.told.day)[0];
    const band = best ? best.k : 0;
    const film = this.films[band];
    const at = best && day - best.told.day < 15 ? best.told.day : day;
    const event = best && at === best.told.day ? film.events[best.told.event] : null;
    let who = event && event.who >= 0 ? event.who : -1;
    const lives = (k) => k >= 0 && (film.alive(k, Math.max(0, at - 1)) || at === 0);
    if (!lives(who)) who = [...Array(film.hunters).keys()].find((k) => lives(k) && (!event || film.at('hunters.target', k, at) !== event.beast)) ?? -1;
    if (who < 0) who = [...Array(film.hunters).keys()].find(lives) ?? 0;
    openWhy(this, band, at, who);
  }

  ask_why(band, day, who) {
    openWhy(this, band, day, who);
  }

  fork(given = {}) {
    openForks(this, given);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.films.length) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'range';
    const open = this.root.querySelector('dialog[open]');
    if (event.key === 'Escape' && this.main.classList.contains('black')) this.main.classList.remove('black');
    if (typing || open) return;
    const onButton = event.target.tagName === 'BUTTON' && (event.key === ' ' || event.key === 'Enter');
    if (onButton && !event.target.classList.contains('play')) return;
    const acts = {
      ' ': () => this.toggle(), ArrowLeft: () => this.step(-1), ArrowRight: () => this.step(1),
      PageDown: () => this.jump(1), PageUp: () => this.jump(-1), n: () => this.jump(1), p: () => this.jump(-1),
      Home: () => this.go(0), End: () => this.go(this.clock.until), d: () => this.swapTheme(), w: () => this.why(),
      f: () => this.fork(), l: () => this.winters.open(), s: () => openSetup(this), b: () => this.swapBands(),
      e: () => openLog(this), x: () => this.main.classList.toggle('black'), '?': () => openHelp(this),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (/^[1-4]$/.test(event.key)) {
      this.setSpeed(Number(event.key) - 1);
    }
  }

  // --- for tests -----------------------------------------------------------------------------------------------

  // What was handed to the drawing of each band in the latest frame.
  drawn() {
    return this.scenes.map((scene, k) => ({
      day: scene.day,
      store: scene.store,
      living: scene.living,
      leaders: scene.leaders,
      places: scene.hunters.map((one) => [one.x, one.y]),
      alive: scene.hunters.map((one) => one.alive),
      marks: scene.hunters.map((one) => one.mark),
      beasts: scene.beasts.map((one) => [one.b, one.x, one.y]),
      storeText: this.panels[k].storeText.textContent,
      livingText: this.panels[k].alive.textContent,
    }));
  }

  stop() {
    cancelAnimationFrame(this.loop);
    if (this.sizes) this.sizes.disconnect();
    this.winters.cancel();
    document.removeEventListener('keydown', this.onKey);
    window.removeEventListener('resize', this.onSize);
    window.removeEventListener('popstate', this.onPop);
  }
}

function triangle(way, bar = false) {
  const flip = way < 0 ? 'transform="scale(-1 1)"' : '';
  return `<svg viewBox="-1 -1 2 2" class="icon" aria-hidden="true"><g ${flip}><path d="M-.5-.62L.5 0-.5.62Z"/>${bar ? '<path d="M.52-.62h.2v1.24h-.2Z"/>' : ''}</g></svg>`;
}

function bars() {
  return '<svg viewBox="-1 -1 2 2" class="icon" aria-hidden="true"><path d="M-.7-.6H.7v.22H-.7Z M-.7-.11H.7V.11H-.7Z M-.7.38H.7V.6H-.7Z"/></svg>';
}
