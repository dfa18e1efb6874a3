// The guided story: five acts for somebody alone at a laptop. A bet before each reveal, one dial at a time.
import { answer, button, h, say } from './dom.js';
import { Stage } from './stage.js';

const PLACE = 'scenario=default-valley';

const BOTH = ['own-product', 'shared-survival'];
const WHOLE_YEAR = { from: 0, until: null };

// What two bands beside each other are bet on.
function onTheRight(when) {
  return {
    ask: `How many more, or fewer, see spring on the right than on the left${when}?`, low: -24, high: 24, unit: 'hunters',
    of: (_, films) => films[1].head.outcome.alive - films[0].head.outcome.alive,
  };
}

export const ACTS = [
  {
    title: 'Act one: the year',
    lines: [
      'Twenty-four people live from small game and, now and then, from a mammoth. Nobody brings one down alone: a ring must be held.',
      'Everybody here is paid for the own measured product: tracks, drives, throws, repairs.',
      'Round bodies work for all, square ones for their own product. Autumn fills the store, winter empties it.',
    ],
    bands: ['own-product'],
    from: 0,
    until: 179,
    bet: { ask: 'Half a year is about to pass. How many mammoths will this band bring down in it?', low: 0, high: 10, unit: 'mammoths', of: (film) => film.at('camp.kills', 0, 179) },
    after: 'Everybody did what was measured, and most measures were met. Whoever left the ring was not greedy: ask why.',
  },
  {
    title: 'Act two: winter',
    lines: [
      'The same band, the same rule. The store has a line on it: what a winter needs if nothing else is caught.',
      'The board report is green. Nobody has broken a rule.',
    ],
    bands: ['own-product'],
    from: 180,
    until: null,
    bet: { ask: 'How many of the twenty-four see the next spring?', low: 0, high: 24, unit: 'of 24', of: (film) => film.head.outcome.alive },
    after: 'The two lines on the right are the scissors: what was measured, and what was needed.',
  },
  {
    title: 'Act three: one dial',
    lines: [
      'One thing is changed: everybody is paid by what feeds the whole band. Weather, herds and dice are the very same.',
      'Both bands live the year beside each other.',
    ],
    bands: BOTH,
    ...WHOLE_YEAR,
    speed: 3,
    bet: onTheRight(''),
    after: 'One pair of years proves nothing. It may have been luck.',
  },
  {
    title: 'Act four: a thousand winters',
    lines: [
      'The same two bands, a thousand times, each time with other weather, other herds and other dice.',
      'The run you saw is one of them; the box shows where it lies.',
    ],
    bands: BOTH,
    from: 'end',
    until: null,
    many: true,
    bet: { ask: 'In how many of 100 winters does nobody survive under the own product?', low: 0, high: 100, unit: 'of 100', of: (_, films, stage) => lost(stage, 0) },
    after: 'A regime does not decide a year. It shifts the odds.',
  },
  {
    title: 'Act five: break it',
    lines: [
      'A model that cannot lose an argument is no model. One more dial: here every step feeds by itself, as on an assembly belt.',
      'The rules of pay are the same two.',
    ],
    scenario: 'conveyor-valley',
    bands: BOTH,
    ...WHOLE_YEAR,
    speed: 3,
    bet: onTheRight(', now'),
    after: 'Where work is separable, own products add up. So the question is not which pay is good, but which work you have. The stage is yours now: press S for every dial.',
  },
];

function lost(stage, k) {
  const many = stage.many[stage.address.bands[k]];
  const total = many.alive.reduce((a, c) => a + c, 0);
  return Math.round((100 * many.alive[0]) / total);
}

export async function start(root) {
  const story = new Story(root);
  window.__stage = story.stage;
  window.__story = story;
  await story.show(story.kept());
  return story.stage;
}

class Story {
  constructor(root) {
    this.stage = new Stage(root, { ownAddress: true, popped: () => this.show(this.kept()) });
    this.root = root;
    this.bets = {};
    try {
      this.bets = JSON.parse(sessionStorage.getItem('hunt-bets') || '{}');
    } catch { /* nothing kept */ }
  }

  kept() {
    const act = Number(new URLSearchParams(location.search).get('act') || 1) - 1;
    return Math.max(0, Math.min(ACTS.length - 1, Number.isInteger(act) ? act : 0));
  }

  async show(k) {
    this.act = k;
    this.revealed = false;
    const act = ACTS[k];
    const place = act.scenario ? `scenario=${act.scenario}` : PLACE;
    if (!this.seed) this.seed = (await answer(`/open?${PLACE}&bands=own-product,shared-survival`)).seed;
    const { stage } = this;
    const here = `/story?act=${k + 1}`;
    if (location.pathname + location.search !== here) history.pushState(null, '', here);
    await stage.open(`${place}&bands=${act.bands.join(',')}&seed=${this.seed}`);
    if (!stage.films.length) return;
    const from = act.from === 'end' ? stage.clock.days - 1 : act.from;
    stage.clock.until = act.until ?? stage.clock.days - 1;
    stage.clock.speed = act.speed ?? 2;
    stage.clock.go(from);
    stage.badges.forEach((one) => { one.style.display = 'none'; });
    stage.render(true);
    this.card();
  }

  card() {
    const act = ACTS[this.act];
    const { bet } = act;
    const kept = this.bets[this.act];
    const value = h('output', { class: 'bet-value' }, String(kept ?? Math.round((bet.low + bet.high) / 2)));
    const slider = h('input', { type: 'range', min: String(bet.low), max: String(bet.high), value: value.textContent, 'aria-label': bet.ask, on: { input: () => say(value, slider.value) } });
    const go = button('Seal the bet', () => this.play(Number(slider.value)), { class: 'chief seal' });
    this.box = h('aside', { class: 'card', 'aria-label': act.title },
      h('p', { class: 'soft' }, `${this.act + 1} of ${ACTS.length}`), h('h2', {}, act.title),
      ...act.lines.map((line) => h('p', {}, line)),
      h('p', { class: 'ask' }, bet.ask), h('div', { class: 'across' }, slider, value, h('span', { class: 'soft' }, bet.unit)),
      h('div', { class: 'across' }, go, this.act ? button('Back', () => this.show(this.act - 1)) : null, h('a', { href: '/' }, 'Leave the story')));
    for (const old of this.root.querySelectorAll('.card')) old.remove();
    this.root.append(this.box);
    go.focus();
  }

  play(bet) {
    const { stage } = this;
    const act = ACTS[this.act];
    this.bets[this.act] = bet;
    try {
      sessionStorage.setItem('hunt-bets', JSON.stringify(this.bets));
    } catch { /* it is kept on the page alone */ }
    this.box.replaceChildren(h('p', { class: 'soft' }, `Your bet: ${bet} ${act.bet.unit}`), h('div', { class: 'across' },
      button('Skip to the end', () => this.reveal(), { class: 'skip' })));
    this.box.classList.add('small');
    if (act.many) {
      stage.winters.open();
      stage.winters.dialog.addEventListener('close', () => this.reveal(), { once: true });
      return;
    }
    stage.clock.play(true);
    clearInterval(this.watch);
    this.watch = setInterval(() => {
      if (stage.clock.day >= stage.clock.until) this.reveal();
    }, 200);
  }

  reveal() {
    if (this.revealed) return;
    this.revealed = true;
    clearInterval(this.watch);
    const { stage } = this;
    const act = ACTS[this.act];
    stage.clock.play(false);
    stage.clock.go(stage.clock.until);
    stage.render(true);
    const truth = act.bet.of(stage.films[0], stage.films, stage);
    const bet = this.bets[this.act];
    const off = Math.abs(truth - bet);
    const last = this.act === ACTS.length - 1;
    this.box.classList.remove('small');
    this.box.replaceChildren(h('h2', {}, act.title), h('p', { class: 'number', id: 'truth' }, String(truth)), h('p', { class: 'soft' }, act.bet.unit),
      h('p', {}, off === 0 ? `You said ${bet}. That is it.` : `You said ${bet}: ${off} off.`), h('p', {}, act.after),
      h('div', { class: 'across' },
        last ? h('a', { class: 'chief-link', href: `/?${stage.link()}` }, 'To the stage') : button('Next act', () => this.show(this.act + 1), { class: 'chief next' }),
        button('Why?', () => stage.why()), button('See it again', () => this.show(this.act)), h('a', { href: '/' }, 'Leave the story')));
    this.box.querySelector('.next, .chief-link').focus();
  }
}
