// The stage: the same year of one band, or of two side by side, under one clock.
import { typicality } from './charts.js';
import { doing } from './doing.js';
import { Ending } from './ending.js';
import { openDialog } from './dialogs.js';
import { answer, h, say } from './dom.js';
import { loadFilm } from './film.js';
import { usePictures } from './icons.js';
import { fewer, roomOf } from './in_room.js';
import { page } from './page.js';
import { Reference } from './reference.js';
import { applyTheme, PALETTES, startTheme } from './theme.js';
import { welcome } from './welcome.js';
import { badge, Winters } from './winters.js';
import { counted, speak, t } from './words.js';

export async function start(root, options = {}) {
  const stage = new Stage(root, { ...options, room: roomOf(window) });
  window.__stage = stage;
  const bare = !location.search && !location.hash;
  await stage.open(location.search.slice(1));
  if (bare && stage.films.length) welcome(stage);
  return stage;
}

const NOTED = 2000; // milliseconds between two notes of the day while it plays
const STALE = 5; // days after which a narrated event gives way to the latest one in the log

// The latest event in the log up to a day, as a sentence.
function latest(film, day) {
  for (let k = film.events.length - 1; k >= 0; k -= 1) {
    if (film.events[k].day <= day && film.head.log[k]) return { day: film.events[k].day, text: film.head.log[k] };
  }
  return null;
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
    this.bets = []; // of the viewer: how many of each band will be alive
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    root.classList.add('hunt');
    applyTheme(root, this.theme);
    this.winters = new Winters(this);
    this.reference = new Reference(this);
    this.ending = new Ending(this);
    this.onKey = (event) => this.key(event);
    this.onSize = () => this.resize();
    this.onPop = () => (this.options.popped ? this.options.popped() : this.open(location.search.slice(1)));
    document.addEventListener('keydown', this.onKey);
    window.addEventListener('resize', this.onSize);
    window.addEventListener('popstate', this.onPop);
    this.frame = this.frame.bind(this);
    this.loop = requestAnimationFrame(this.frame);
  }

  // --- films ---------------------------------------------------------------------------------------------------

  // Open an address, on a given day and already playing if asked to.
  async open(query, { day = null, playing = null, push = false } = {}) {
    this.ready = false;
    this.winters.cancel(); // they belong to the film that goes
    this.ending.leave();
    const turn = this.turn = (this.turn || 0) + 1; // of two opened at once, the later one counts
    const hash = new URLSearchParams(location.hash.slice(1));
    const from = day ?? (push ? 0 : Number(hash.get('day')) || 0); // what the viewer asks for anew begins on the first day
    try {
      const skin = new URLSearchParams(query).get('skin') || '';
      if (!this.shelf || this.shelf.skin !== skin) {
        const [words, shelf] = await Promise.all([answer(`/words?skin=${skin}`), answer(`/shelf?skin=${skin}`)]);
        if (turn !== this.turn) return;
        speak(words);
        usePictures(shelf.pictures, this.root);
        this.shelf = { ...shelf, skin };
      }
      const given = query.split('&').filter((p) => !p.startsWith('act=')).join('&');
      const address = await answer(`/open?${given}`);
      const [year, ...films] = await Promise.all([this.reference.load(address),
        ...address.bands.map((band) => loadFilm(this.link({ ...address, bands: [band], reference: null }), address.version))]);
      if (turn !== this.turn) return;
      if (this.options.room && this.options.room.seconds) films.forEach((film) => fewer(film, this.options.room, films.length));
      this.address = address;
      this.films = films;
      this.reference.year = year;
    } catch (error) {
      if (turn !== this.turn) return;
      if (error instanceof TypeError && this.films.length) this.missed(); // no response: what is here can go on
      else this.refuse(error.message);
      return;
    }
    if (!this.options.ownAddress) this.showLink(push);
    this.many = {};
    this.build();
    this.clock.go(Math.min(from, this.clock.until));
    if (playing) this.clock.play(true);
    this.ready = true;
    this.render(true);
    if (push || this.clock.day !== (Number(hash.get('day')) || 0)) this.moved();
    if (this.address.block) this.learn(this.address.block);
    else this.ask();
  }

  // The address of the page is the film's: everyone with the link sees the same.
  showLink(push) {
    const link = this.link();
    if (push) history.pushState(null, '', `${location.pathname}?${link}`);
    else if (link !== location.search.slice(1)) history.replaceState(null, '', `${location.pathname}?${link}${location.hash}`);
  }

  link(changes = {}) {
    const a = { ...this.address, ...changes };
    const pairs = [`scenario=${a.scenario}`, `bands=${a.bands.join(',')}`];
    if (a.seed !== null && a.seed !== undefined) pairs.push(`seed=${a.seed}`);
    if (a.skin !== 'stone-age') pairs.push(`skin=${encodeURIComponent(a.skin)}`);
    for (const [name, value] of a.settings) pairs.push(`set=${encodeURIComponent(name)}:${encodeURIComponent(value)}`);
    if (a.reference && a.reference.shown) pairs.push('reference=none');
    return pairs.join('&');
  }

  one(band) {
    return this.link({ bands: [band], reference: null });
  }

  // How the first hundred years end: of all that is shown, or of some bands only.
  async ask(bands = null) {
    try {
      const { address } = this;
      const first = await answer(`/hundred?${this.link(bands ? { seed: null, bands, reference: null } : { seed: null })}`);
      if (address === this.address) this.learn(first);
    } catch { /* without it there is no badge, and nothing else is missing */ }
  }

  learn(block) {
    Object.keys(block.alive).forEach((band) => {
      this.many[band] = { alive: block.alive[band], fan: block.fan ? block.fan[band] : null, runs: block.runs };
    });
    this.render(true);
    this.ending.fill();
    if (this.onLearned) this.onLearned();
  }

  // No response: say so, and leave the stage as it is.
  missed() {
    this.ready = true;
    openDialog(this, t('no_answer'), h('p', {}, t('no_answer_now')));
  }

  refuse(sentence) {
    this.ready = true;
    this.refused = sentence;
    this.films = [];
    this.root.replaceChildren(h('main', { class: 'refused' },
      h('h1', {}, t('refused')), h('p', { id: 'refusal', role: 'alert' }, sentence),
      h('p', {}, h('a', { href: location.pathname }, t('refused_link')))));
  }

  resize() {
    if (!this.valleys) return;
    for (const one of this.valleys) one.resize();
    this.scrub.fit();
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
    if (moving && now - (this.noted || 0) > NOTED) {
      this.noted = now;
      this.noteDay();
    }
    if (was && !moving && this.clock.day === this.clock.days - 1) this.ending.arrive();
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
    const scene = this.scenes.find((one) => one.living) || this.scenes[0]; // an extinct band has no weather
    const season = film.head.words.seasons[scene.season];
    say(this.dayText, t('day', { day }));
    const left = scene.season === 3 ? 90 - (day % 90) : 270 - (day % 360);
    const next = scene.season === 3 ? film.head.words.seasons[0] : film.head.words.seasons[3];
    const over = this.ending.card && day === film.days - 1 && film.days % 360 === 0; // the last evening of winter is over
    say(this.season, over ? next : counted('next_season', left, { season, next, days: left }));
    say(this.weather, scene.living ? film.head.words.weather[scene.weather] : '');
    this.top.classList.remove('tight');
    this.top.classList.toggle('tight', this.top.scrollWidth > this.top.clientWidth + 1);
    this.rules.forEach((rule) => rule.update(day));
    this.panels.forEach((panel, k) => panel.update(this.scenes[k], force));
    this.score.update(this.scenes);
    this.scissors.update(force);
    this.strips.forEach((strip, k) => strip.update(this.scenes[k]));
    this.reference.update(day);
    this.films.forEach((one, k) => {
      const told = [...one.head.told].reverse().find((t) => t.day <= day);
      const fresh = told && day - told.day < 3;
      this.told[k].classList.toggle('old', !fresh);
      const now = told && day - told.day > STALE && !this.options.room ? latest(one, day) || told : told;
      const dayOf = now ? t('day_of', { day: now.day }) : '';
      const words = now ? `${dayOf} ${now.text}` : '';
      if (this.told[k].dataset.words !== words) {
        this.told[k].dataset.words = words;
        this.told[k].replaceChildren(...(now ? [h('b', {}, `${dayOf} `), now.text] : []));
        if (fresh) this.speak(words);
      }
      const many = this.many[this.address.bands[k]];
      const text = many ? badge(many, one.head.outcome.alive) : '';
      say(this.badges[k], text);
      this.badges[k].classList.toggle('rare', Boolean(many) && typicality(many.alive, one.head.outcome.alive).word !== 'typical');
      this.badges[k].hidden = !text || Boolean(this.options.room);
    });
    say(this.playButton, t(this.clock.playing ? 'pause' : 'play'));
    this.playButton.setAttribute('aria-pressed', String(this.clock.playing));
    this.speedButtons.forEach((one, k) => one.setAttribute('aria-pressed', String(k === this.clock.speed)));
  }

  // For screen readers: at most one sentence in six seconds.
  speak(words) {
    this.saying = words;
    if (this.waits) return;
    const next = () => {
      if (this.saying && this.live.isConnected) {
        this.live.replaceChildren(h('p', {}, this.saying));
        this.saying = '';
        this.waits = setTimeout(() => { this.waits = 0; next(); }, 6000);
      }
    };
    next();
  }

  // --- for tests -----------------------------------------------------------------------------------------------

  // What the drawing of each band was given in the latest frame.
  drawn() {
    return this.scenes.map((scene, k) => ({
      day: scene.day,
      store: scene.store,
      living: scene.living,
      leaders: scene.leaders,
      places: scene.hunters.map((one) => [one.x, one.y]),
      alive: scene.hunters.map((one) => one.alive),
      marks: scene.hunters.map((one) => one.mark),
      promised: scene.hunters.map((one) => one.promised),
      broke: scene.hunters.map((one) => one.broke),
      away: scene.hunters.map((one) => one.away),
      beasts: scene.beasts.map((one) => [one.b, one.x, one.y]),
      missing: scene.missing,
      planted: scene.planted,
      near: scene.near,
      owners: scene.flags ? scene.hunters.filter((one) => one.alive && one.owns >= 0.5).map((one) => one.h) : [],
      agreed: scene.agreed,
      reminded: scene.hunters.map((one) => one.reminded),
      praised: this.strips[k].tokens.map((one) => one.classList.contains('active')),
      wall: this.strips[k].wall.hidden ? '' : this.strips[k].kind,
      rock: this.strips[k].rock.hidden ? '' : this.strips[k].rockText.textContent,
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

Object.assign(Stage.prototype, page, doing);
