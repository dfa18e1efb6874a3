// The guided story for one person: a place in the ring, the rule behind it, and where that reverses.
import { ACTS } from './acts.js';
import { openDialog } from './dialogs.js';
import { answer, button, h } from './dom.js';
import { Glide } from './story_glide.js';
import { OFFERED } from './story_parts.js';
import { Stage } from './stage.js';
import { t } from './words.js';

const KEPT = 'hunt-story'; // key in the browser's session storage: the choices, once act one is over
const HARMLESS = ['d', 'k', 'x', '?', 'Tab']; // keys that neither look ahead nor leave the story

export async function start(root) {
  await style();
  const story = new Story(root);
  window.__stage = story.stage;
  window.__story = story;
  await story.show(story.asked());
  return { stop: () => story.stop() };
}

function style() {
  return new Promise((done) => {
    const link = h('link', { rel: 'stylesheet', href: new URL('story.css', import.meta.url).href, on: { load: done, error: done } });
    document.head.append(link);
  });
}

class Story {
  constructor(root) {
    this.root = root;
    this.stage = new Stage(root, { ownAddress: true, popped: () => this.show(this.asked(), true), built: () => this.box && root.append(this.box) });
    this.stage.ask = () => {}; // how common a year is comes up in an act of its own
    root.classList.add('story');
    this.glide = new Glide(this.stage);
    this.choices = [];
    this.onKey = (event) => this.key(event);
    this.onClick = (event) => this.click(event);
    document.addEventListener('keydown', this.onKey, true);
    root.addEventListener('click', this.onClick, true);
  }

  stop() {
    this.glide.stop();
    document.removeEventListener('keydown', this.onKey, true);
    this.stage.stop();
  }

  // --- what is kept on a reload --------------------------------------------------------------------------------

  keep() {
    const { seed, hunter } = this.year;
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ seed, hunter, choices: this.choices }));
    } catch { /* then it is kept on this page only */ }
  }

  // Choices of another year, as before an update, are of no use in this one.
  restore() {
    const { seed, hunter } = this.year;
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) || '{}');
      const fit = kept.seed === seed && kept.hunter === hunter && Array.isArray(kept.choices);
      if (fit && kept.choices.every((one) => Number.isInteger(one.day) && OFFERED.includes(one.action))) this.choices = kept.choices;
    } catch { /* nothing kept */ }
  }

  // The act that the address names, and its skin.
  asked() {
    const query = new URLSearchParams(location.search);
    this.skin = query.get('skin') || '';
    const act = Number(query.get('act') || 1) - 1;
    return Math.max(0, Math.min(ACTS.length - 1, Number.isInteger(act) ? act : 0));
  }

  // --- acts ----------------------------------------------------------------------------------------------------

  // Begin an act; `back`: from a later one.
  show(k, back = false) {
    this.glide.stop();
    this.round = (this.round || 0) + 1; // an answer to an earlier round comes too late
    return this.guard(() => this.begin(k, back));
  }

  async begin(wanted, back) {
    const { round } = this;
    if (!this.year) {
      this.year = await answer('/story-year');
      this.restore();
      if (!this.now(round)) return;
    }
    const k = ACTS[wanted].needsChoices && !this.choices.length ? 0 : wanted; // first the choices it is about
    this.act = k;
    const here = `/story?act=${k + 1}${this.skin ? `&skin=${encodeURIComponent(this.skin)}` : ''}`;
    if (location.pathname + location.search !== here) { // the first act has two addresses
      history[new URLSearchParams(location.search).has('act') ? 'pushState' : 'replaceState'](null, '', here);
    }
    await new ACTS[k].make(this, ACTS[k]).begin(back);
  }

  // Do something that asks the server: without a response what is here stays, a refusal is shown.
  async guard(work) {
    const { stage } = this;
    try {
      await work();
    } catch (error) {
      if (this.box) this.box.inert = false;
      if (error instanceof TypeError && stage.films.length) stage.missed();
      else stage.refuse(error.message);
    }
  }

  // Whether something asked for in a round still matters.
  now(round) {
    return round === this.round;
  }

  text(name, values) {
    return t(`story_${this.act + 1}_${name}`, values);
  }

  link(bands, { seed = this.year.seed, scenario = this.year.scenario } = {}) {
    const skin = this.skin ? `&skin=${encodeURIComponent(this.skin)}` : '';
    return `scenario=${scenario}&bands=${bands.join(',')}&seed=${seed}${skin}`;
  }

  // The band of the player, or of another rule, with these choices forced.
  band(choices, rule = this.year.regime) {
    return [rule, ...choices.map((one) => `${one.day}:force:${this.year.hunter}/${one.action}`)].join('~');
  }

  // Show films on the stage, on a day; `labels` gives a title for each, once the words of the page are here.
  async open(bands, { from = 0, labels = () => [], me = true, ...other } = {}) {
    const { stage, round } = this;
    await stage.open(this.link(bands, other));
    if (!this.now(round) || !stage.films.length || stage.address.bands.join() !== bands.join()) return false; // no response: all stays
    for (const film of stage.films) film.me = me ? this.year.hunter : -1;
    labels().forEach((label, k) => stage.rules[k].name.replaceChildren(label));
    stage.clock.until = Math.min(from, stage.clock.days - 1); // nobody looks ahead
    stage.clock.go(from);
    stage.render(true);
    return true;
  }

  // --- the card next to the valley -----------------------------------------------------------------------------

  // Put a card in place of the last one; `actions` stay in sight. While the valley moves, `skip` is what Escape does.
  put(children, { actions = [], skip = null, revealed = false } = {}) {
    if (this.box) this.box.remove();
    this.skip = skip;
    this.revealed = revealed;
    this.box = h('aside', { class: `card${skip ? ' running' : revealed ? ' revealed' : ''}`, 'aria-label': t('story_card', { k: this.act + 1, n: ACTS.length }) }, h('div', { class: 'body' }, children),
      actions.length ? h('div', { class: 'across actions' }, actions) : null, this.foot());
    this.root.append(this.box);
    const body = this.box.querySelector('.body');
    if (body.scrollHeight > body.clientHeight + 1) { // then arrow keys must be able to reach the rest
      for (const [name, value] of [['tabindex', '0'], ['role', 'group'], ['aria-label', this.box.getAttribute('aria-label')]]) body.setAttribute(name, value);
    }
    const head = this.box.querySelector('h2');
    if (head) {
      head.tabIndex = -1;
      head.focus({ preventScroll: true }); // not on a choice: the next Space or Enter would make it
    }
    this.stage.resize();
  }

  foot() {
    return h('footer', { class: 'across' }, h('span', { class: 'soft' }, t('story_act', { k: this.act + 1, n: ACTS.length })),
      this.act ? button(t('story_back'), () => this.show(this.act - 1, true), { class: 'plain' }) : null, this.leave());
  }

  leave() {
    return h('a', { href: this.skin ? `/?skin=${encodeURIComponent(this.skin)}` : '/' }, t('story_leave'));
  }

  next() {
    const on = () => {
      this.box.inert = true; // a second click would skip the next part
      this.show(this.act + 1);
    };
    return button(t('story_next'), on, { class: 'chief next' });
  }

  // Let the valley move on to a day, with a card that can pause and skip.
  run(children, to, speed) {
    const { glide } = this;
    return new Promise((done) => {
      const skip = () => glide.end();
      const pause = button(t('pause'), () => {
        glide.pause();
        pause.textContent = t(glide.paused ? 'play' : 'pause');
      }, { class: 'pause' });
      this.put(children, { skip, actions: [pause, button(t('story_skip'), skip, { class: 'skip' })] });
      this.pauseButton = pause;
      glide.start(to, speed, done);
    });
  }

  // --- keys ----------------------------------------------------------------------------------------------------

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.root.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (this.skip) this.skip();
      else this.menu();
      return;
    }
    if (this.revealed || HARMLESS.includes(event.key.length === 1 ? event.key.toLowerCase() : event.key)) return;
    event.stopImmediatePropagation();
    if (event.key === ' ' && this.skip && !/^(BUTTON|A|SUMMARY)$/.test(event.target.tagName)) {
      event.preventDefault();
      this.pauseButton.click();
    }
  }

  // A click into the valley asks a hunter why; that would look ahead before everything is revealed.
  click(event) {
    if (!this.revealed && event.target.tagName === 'CANVAS') event.stopPropagation();
  }

  menu() {
    const dialog = openDialog(this.stage, t('story_menu'), h('div', { class: 'form' },
      button(t('story_go_on'), () => dialog.close(), { class: 'chief' }),
      button(t('story_start_again'), () => { dialog.close(); this.show(0); }),
      this.leave()));
  }
}
