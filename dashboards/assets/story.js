// The guided story: five acts for one person at a laptop. A bet before each reveal, one dial at a time.
import { ACTS, LINES } from './acts.js';
import { smooth } from './charts.js';
import { answer, button, h, say } from './dom.js';
import { Hands, ME } from './hands.js';
import { Stage } from './stage.js';
import { known, t } from './words.js';

const DEFAULT = 'default-valley';
const LEAD = 6; // days shown before the first choice
const KEPT = 'hunt-story'; // key in the browser's session storage: the bets and the choices

export async function start(root) {
  const story = new Story(root);
  window.__stage = story.stage;
  window.__story = story;
  await story.show(story.asked());
  return story.stage;
}

class Story {
  constructor(root) {
    this.stage = new Stage(root, { ownAddress: true, popped: () => this.show(this.asked()), built: () => this.box && this.root.append(this.box) });
    this.root = root;
    root.classList.add('story');
    this.bets = {};
    this.hands = new Hands(this);
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) || '{}');
      Object.assign(this.bets, kept.bets);
      this.hands.made = Array.isArray(kept.made) ? kept.made : [];
    } catch { /* nothing kept */ }
  }

  keep() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ bets: this.bets, made: this.hands.made }));
    } catch { /* then it is kept on this page only */ }
  }

  // The act and the skin that the address names.
  asked() {
    const query = new URLSearchParams(location.search);
    this.skin = query.get('skin') || '';
    const act = Number(query.get('act') || 1) - 1;
    return Math.max(0, Math.min(ACTS.length - 1, Number.isInteger(act) ? act : 0));
  }

  address(act) {
    const bands = act.bands.map((band) => (act.mine ? this.hands.band(band) : band));
    const pairs = [`scenario=${act.scenario || DEFAULT}`, `bands=${bands.join(',')}`, `seed=${this.seed}`];
    if (this.skin) pairs.push(`skin=${encodeURIComponent(this.skin)}`);
    return pairs.join('&');
  }

  text(name) {
    return t(`story_${this.act + 1}_${name}`);
  }

  async show(k) {
    this.act = k;
    this.round = (this.round || 0) + 1; // an answer to an earlier round comes too late
    this.revealed = false;
    clearInterval(this.watch);
    const act = ACTS[k];
    const { stage } = this;
    if (act.choices) this.hands.forget();
    const here = `/story?act=${k + 1}${this.skin ? `&skin=${encodeURIComponent(this.skin)}` : ''}`;
    if (location.pathname + location.search !== here) { // the first act has two addresses
      history[new URLSearchParams(location.search).has('act') ? 'pushState' : 'replaceState'](null, '', here);
    }
    try {
      if (!this.seed) this.seed = (await answer(`/open?scenario=${DEFAULT}&bands=own-product,shared-survival`)).seed;
    } catch (error) {
      stage.refuse(error.message);
      return;
    }
    await stage.open(this.address(act));
    if (!stage.films.length) return;
    if (this.skin && stage.films[0].head.skin.language === 'en') { // the story has no version for companies
      this.skin = '';
      await this.show(k);
      return;
    }
    const first = act.choices ? this.hands.next(stage.films[0], act) : null;
    const from = { end: stage.clock.days - 1, choice: Math.max(0, (first ?? 0) - LEAD) }[act.from] ?? act.from;
    this.settle(from);
    stage.clock.until = from; // no looking ahead before the bet is placed
    this.card();
  }

  // After opening a film: where it starts, how fast it plays and where it stops.
  settle(from) {
    const { stage } = this;
    const act = ACTS[this.act];
    stage.clock.until = act.until ?? stage.clock.days - 1;
    stage.clock.speed = act.speed ?? 2;
    stage.clock.go(from);
    if (act.mine) stage.films[0].me = ME;
    stage.badges.forEach((one) => { one.style.display = 'none'; });
    stage.render(true);
  }

  // Put a card over the stage, in place of the last one.
  put(children, { small = false, focus = null } = {}) {
    if (this.box) this.box.remove();
    this.box = h('aside', { class: `card${small ? ' small' : ''}`, 'aria-label': this.text('title') }, children);
    this.root.append(this.box);
    if (focus) focus.focus();
  }

  card() {
    const { stage } = this;
    const { bet } = ACTS[this.act];
    const kept = this.bets[this.act];
    const ask = this.text('ask');
    const value = h('output', { class: 'bet-value' });
    const unit = h('span', { class: 'soft unit' });
    const slider = h('input', { type: 'range', min: String(bet.low), max: String(bet.high), value: String(kept ?? Math.round((bet.low + bet.high) / 2)), 'aria-label': ask, on: { input: () => look() } });
    const look = () => {
      const [number, words] = this.read(Number(slider.value));
      say(value, number);
      say(unit, words);
      slider.setAttribute('aria-valuetext', `${number} ${words}`);
    };
    look();
    const go = button(t('story_seal'), () => this.play(Number(slider.value)), { class: 'chief seal' });
    const lines = Array.from({ length: LINES }, (_, k) => `story_${this.act + 1}_line_${k + 1}`).filter(known);
    const film = stage.films[0];
    const now = { ...this.hands.who(film), kpi: Math.round(100 * smooth(film.line('kpi'), stage.clock.day + 1, stage.clock.day)[stage.clock.day]), store: Math.round(film.line('store')[stage.clock.day]) };
    this.put([
      h('div', {}, h('p', { class: 'soft' }, t('story_act', { k: this.act + 1, n: ACTS.length })), h('h2', {}, this.text('title')),
        ...lines.map((line) => h('p', {}, t(line, now)))),
      h('div', {}, h('p', { class: 'ask' }, ask), h('div', { class: 'across' }, slider, value, unit),
        h('div', { class: 'across' }, go, this.act ? button(t('story_back'), () => this.show(this.act - 1)) : null, this.leave())),
    ], { focus: go });
  }

  // A bet, or the truth, as a number and its unit.
  read(number) {
    const { bet } = ACTS[this.act];
    if (!bet.between) return [String(number), t(bet.unit)];
    const title = this.stage.address.titles[1];
    return [String(Math.abs(number)), t(number > 0 ? 'story_more' : number < 0 ? 'story_fewer' : 'story_alike', { title })];
  }

  leave() {
    return h('a', { href: this.skin ? `/?skin=${encodeURIComponent(this.skin)}` : '/' }, t('story_leave'));
  }

  play(bet) {
    this.bets[this.act] = bet;
    this.keep();
    this.stage.clock.until = ACTS[this.act].until ?? this.stage.clock.days - 1;
    if (ACTS[this.act].many) this.runMany();
    else this.go();
  }

  // 1,000 other years; the reveal comes when their window closes.
  runMany() {
    const { winters } = this.stage;
    this.running();
    winters.open();
    const { dialog } = winters;
    dialog.addEventListener('close', () => this.reveal(), { once: true });
    clearInterval(this.watch);
    this.watch = setInterval(() => {
      if (winters.state !== 'done') return;
      clearInterval(this.watch);
      const on = button(t('story_reveal'), () => dialog.close(), { class: 'chief' });
      dialog.querySelector('.winters').append(h('div', { class: 'across' }, on));
      on.focus();
    }, 200);
  }

  running(words = '') {
    this.put([h('p', { class: 'soft' }, t('story_your_bet', { bet: this.read(this.bets[this.act]).join(' ') })), words && h('p', {}, words),
      h('div', { class: 'across' }, button(t('story_skip'), () => this.reveal(), { class: 'skip' }))], { small: true });
  }

  // Play on to the next choice, or to the end of the act.
  go(words = '') {
    const { stage } = this;
    const act = ACTS[this.act];
    const choice = act.choices ? this.hands.next(stage.films[0], act) : null;
    stage.clock.until = choice ? Math.max(stage.clock.day, choice - 1) : act.until ?? stage.clock.days - 1;
    this.running(words);
    if (stage.clock.day < stage.clock.until) stage.clock.play(true);
    clearInterval(this.watch);
    this.watch = setInterval(() => {
      if (stage.clock.day < stage.clock.until) return;
      clearInterval(this.watch);
      if (choice) this.hands.ask(choice);
      else this.reveal();
    }, 200);
  }

  reveal() {
    if (this.revealed) return;
    this.revealed = true;
    clearInterval(this.watch);
    const { stage } = this;
    const act = ACTS[this.act];
    stage.clock.until = act.until ?? stage.clock.days - 1;
    stage.clock.play(false);
    stage.clock.go(stage.clock.until);
    stage.render(true);
    const truth = act.bet.of(stage.films[0], stage.films, stage);
    const bet = this.bets[this.act];
    const off = Math.abs(truth - bet);
    const [number, unit] = this.read(truth);
    const last = this.act === ACTS.length - 1;
    const on = last ? h('a', { class: 'chief-link', href: `/?${stage.link()}` }, t('story_to_stage')) : button(t('story_next'), () => this.show(this.act + 1), { class: 'chief next' });
    stage.look(stage.films.length - 1); // on a phone: the band the question was about
    this.put([
      h('div', {}, h('h2', {}, this.text('title')), h('div', { class: 'across' }, h('p', { class: 'number', id: 'truth' }, number), h('p', { class: 'unit' }, unit)),
        act.fates ? stage.films.map((film, k) => fates(film, stage.address.titles[k])) : null),
      h('div', {}, h('p', {}, t(off === 0 ? 'story_hit' : 'story_off', { bet: this.read(bet).join(' '), off })),
        act.choices ? h('p', { class: 'own-part' }, this.hands.result(stage.films[0], stage.clock.until)) : null,
        h('p', {}, this.text('after')),
        h('div', { class: 'across' }, on, button(t('why'), () => stage.why()), button(t('story_again'), () => this.show(this.act)), this.leave())),
    ], { focus: on });
  }
}

// One mark per hunter: alive or dead.
function fates(film, title) {
  const { alive } = film.head.outcome;
  const marks = Array.from({ length: film.hunters }, (_, k) => h('i', { class: `mark ${k < alive ? 'ours' : 'dead'}`, style: `animation-delay:${k * 60}ms` }));
  return h('div', { class: 'fates', role: 'img', 'aria-label': `${title}: ${t('alive', { living: alive, hunters: film.hunters })}` }, h('span', {}, title.split(' · ')[0]), marks);
}
