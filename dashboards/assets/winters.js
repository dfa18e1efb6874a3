// 1,000 other years: the same bands with other luck, as dots and a fan, while the film stays where it is.
import { fan, spread, typicality } from './charts.js';
import { button, h, say } from './dom.js';
import { openDialog } from './dialogs.js';
import { meanOf, tally } from './tally.js';
import { figure, sentenceOf, t } from './words.js';

export function badge(many, alive) {
  const one = typicality(many.alive, alive);
  return t('badge', { same: one.same, total: one.total });
}

export class Winters {
  constructor(stage) {
    this.stage = stage;
    this.runs = 1000;
    this.state = 'idle';
  }

  open() {
    const { stage } = this;
    if (!stage.films.length) return;
    stage.clock.play(false);
    this.status = h('p', { class: 'status', role: 'status' });
    this.bar = h('progress', { max: '1', value: '0', 'aria-label': t('winters_lived') });
    this.stopButton = button(t('winters_stop'), () => this.cancel(), { class: 'stop' });
    this.again = button(t('winters_again'), () => this.run(), { class: 'again' });
    this.fields = stage.films.map((film, k) => {
      const canvas = h('canvas', { class: 'fan', role: 'img' });
      const twin = h('p', { class: 'twin' });
      const head = h('p', { class: 'big-badge' });
      const section = h('section', {}, h('h3', {}, stage.address.titles[k]), head, canvas, twin);
      return { section, canvas, twin, head, film, title: stage.address.titles[k], band: stage.address.bands[k] };
    });
    this.table = h('div', { class: 'tallied' });
    const close = () => this.cancel();
    this.dialog = openDialog(stage, t('winters_title'), h('div', { class: 'winters' },
      h('div', { class: 'across' }, this.status, this.bar, this.stopButton, this.again),
      h('div', { class: 'fields' }, this.fields.map((one) => one.section)), this.table,
      h('p', { class: 'twin' }, t('winters_legend'), stage.reference.shown ? ` ${t('winters_reference')}` : null)), { wide: true, closed: close });
    this.show();
    if (!this.complete()) this.run();
    else this.idle();
  }

  // The bands on the stage, and the reference if it is shown.
  bands() {
    const { address, reference } = this.stage;
    return reference.shown ? [...address.bands, reference.band] : [...address.bands];
  }

  // Those of which not all years are known yet: the reference may have been asked for after the others.
  missing() {
    return this.bands().filter((band) => {
      const many = this.stage.many[band];
      return !(many && many.fan && many.runs >= this.runs);
    });
  }

  complete() {
    return !this.missing().length;
  }

  // The address of those years. One band alone is asked for as a band, also if it is the reference.
  query() {
    const { stage } = this;
    const missing = this.missing();
    const bands = stage.address.bands.filter((band) => missing.includes(band));
    if (!bands.length) return stage.link({ seed: null, bands: missing, reference: null });
    return stage.link({ seed: null, bands, ...(missing.length > bands.length ? {} : { reference: null }) });
  }

  idle() {
    this.bar.hidden = true;
    this.stopButton.hidden = true;
    this.again.hidden = this.complete();
  }

  async run() {
    const { stage } = this;
    this.cancel();
    const { address } = stage;
    const abort = this.abort = new AbortController();
    this.state = 'running';
    this.bar.hidden = false;
    this.stopButton.hidden = false;
    this.again.hidden = true;
    this.begun = performance.now();
    try {
      const url = `/winters?${this.query()}&runs=${this.runs}&visitor=${stage.visitor}`;
      const response = await fetch(url, { signal: abort.signal });
      if (!response.ok) throw new Error((await response.json()).refused);
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      let rest = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        rest += decoder.decode(value, { stream: true });
        const lines = rest.split('\n');
        rest = lines.pop();
        if (address !== stage.address || abort.signal.aborted) return; // of another film
        for (const line of lines) this.hear(JSON.parse(line));
      }
    } catch (error) {
      if (error.name === 'AbortError' || abort.signal.aborted) return;
      this.state = 'failed';
      say(this.status, sentenceOf(error));
    }
    if (this.dialog && this.dialog.open) this.idle();
  }

  hear(message) {
    const { stage } = this;
    if (message.refused) {
      this.state = 'failed';
      say(this.status, message.refused);
    } else if (message.waiting !== undefined) {
      say(this.status, message.waiting ? t('winters_waiting', { count: message.waiting }) : t('winters_beginning'));
    } else if (message.result) {
      this.took = performance.now() - this.begun;
      this.state = 'done';
      stage.learn(message.result);
      stage.scissors.showOthers = true;
      stage.render(true);
      say(this.status, t('winters_done', message.result));
      this.show();
    } else if (message.done !== undefined) {
      this.bar.max = message.of;
      this.bar.value = message.done;
      say(this.status, t('winters_so_far', message));
      if (message.alive) {
        for (const band of Object.keys(message.alive)) {
          stage.many[band] = { alive: message.alive[band], fan: message.fan[band], runs: message.done };
        }
        this.show();
      }
    }
  }

  show() {
    const { stage } = this;
    const known = this.fields.filter((one) => stage.many[one.band]);
    const draw = (one, most) => fan(one.canvas, one.film, one.film.days - 1, stage.many[one.band], stage.colours,
      { most, reference: stage.reference.shown ? stage.reference.year : null });
    const dot = Math.min(...known.map((one) => draw(one)));
    for (const one of known) {
      const many = stage.many[one.band];
      const usual = typicality(many.alive, one.film.head.outcome.alive);
      draw(one, dot); // one dot size, so that equal counts look equal on both sides
      say(one.head, t('winters_run', { alive: one.film.head.outcome.alive, hunters: one.film.hunters, word: t(`usual_${usual.word}`) }));
      one.head.classList.toggle('rare', usual.word !== 'typical');
      const hundred = spread(many.alive, 100);
      const words = t('winters_twin', { mean: figure(meanOf(many.alive), 1), hunters: one.film.hunters, none: hundred[0], all: hundred[hundred.length - 1], same: usual.same, total: usual.total });
      say(one.twin, words);
      one.canvas.setAttribute('aria-label', words);
    }
    const { reference } = stage;
    const rows = known.map((one) => ({ title: one.title, alive: stage.many[one.band].alive, hunters: one.film.hunters }));
    if (reference.shown && stage.many[reference.band]) {
      rows.push({ title: stage.address.reference.title, alive: stage.many[reference.band].alive, hunters: reference.year.hunters, reference: true });
    }
    this.table.replaceChildren(...(rows.length > 1 ? [tally(rows)] : []));
  }

  cancel() {
    if (this.abort) this.abort.abort();
    this.abort = null;
    if (this.state === 'running') {
      this.state = 'cancelled';
      if (this.status) say(this.status, t('winters_stopped'));
      if (this.dialog && this.dialog.open) this.idle();
    }
  }
}
