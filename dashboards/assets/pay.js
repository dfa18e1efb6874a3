// The pay rule builder: sentences with slots, what the rules make of them, and the rule as a band, a link or a file.
import { choice, fill, openDialog, show } from './dialogs.js';
import { answer, button, h, saveFile, say } from './dom.js';
import { figure, sentenceOf, t } from './words.js';

const AMOUNTS = [0.1, 0.3, 0.5, 0.8, 1]; // of a full day's KPI: hardly anything, a little, half, mostly, fully
const PRAISES = ['person', 'product', 'plan', 'rescue', 'outcome'];
const PRAISE = 0.5; // days of food a day, where praise is worth nothing yet
const PAUSE = 200; // milliseconds

export function openPay(stage) {
  stage.clock.play(false);
  new Builder(stage).open();
}

class Builder {
  constructor(stage) {
    this.stage = stage;
    const { titles } = stage.address;
    this.of = choice(t('pay_for'), titles.map((title, k) => [String(k), title]), '0');
    this.of.select.addEventListener('change', () => this.load(this.stage.address.bands[this.k]));
    this.error = h('p', { class: 'refusal', role: 'alert' });
    this.sentences = h('div', { class: 'pay-sentences' });
    this.shared = h('input', { type: 'range', id: 'pay-shared', min: '0', max: '1', step: '0.05', on: { input: () => this.changed() } });
    this.sharedValue = h('output', { class: 'num' });
    this.praised = choice(t('pay_praised'), [['', t('pay_praised_none')], ...PRAISES.map((one) => [one, t(`praise_${one}`)])], '');
    this.praised.select.addEventListener('change', () => this.changed());
    this.follows = h('section', { class: 'pay-follows', 'aria-live': 'polite' });
  }

  get k() {
    return Number(this.of.select.value);
  }

  open() {
    const words = (name) => h('span', { class: 'soft', 'aria-hidden': 'true' }, t(name));
    const file = h('input', { type: 'file', accept: '.toml', hidden: true, on: { change: () => this.read(file) } });
    const form = h('form', { class: 'form pay', method: 'dialog', on: { submit: (event) => { event.preventDefault(); this.put(); } } },
      this.of.label, this.sentences, h('p', { class: 'soft' }, t('pay_nothing_else')),
      h('div', { class: 'dial' }, h('label', { for: 'pay-shared' }, t('pay_shared')), words('pay_shared_low'), this.shared, words('pay_shared_high'), this.sharedValue),
      this.praised.label, this.error, this.follows,
      h('div', { class: 'across' }, h('button', { type: 'submit', class: 'chief' }, t('pay_show')), button(t('pay_file'), () => this.save()), button(t('pay_read'), () => file.click()), file));
    this.dialog = openDialog(this.stage, t('pay_title'), form, { side: true });
    this.load(this.stage.address.bands[0]);
  }

  // Take over the pay of a band; what it does on some days stays as it is.
  async load(band) {
    const given = await this.ask(band);
    if (!given) return;
    this.base = band.split('~').filter((part) => !/^(table|shared|praises|praise|chief_shared):/.test(part));
    this.given = given;
    this.table = given.table.map((row) => row.map((paid, action) => ({ action, paid })).filter((one) => one.paid > 0).sort((a, c) => c.paid - a.paid));
    this.shared.value = String(given.shared);
    this.praised.select.value = given.praised[0] || '';
    this.sharedFrom = this.shared.value;
    this.praisedFrom = this.praised.select.value;
    this.write();
    this.tell(given);
  }

  async ask(band) {
    try {
      const given = await answer(`/pay?${this.stage.link({ bands: [band], reference: null })}`);
      this.error.textContent = '';
      return given;
    } catch (problem) {
      this.error.textContent = sentenceOf(problem);
      return null;
    }
  }

  write() {
    const { roles, actions } = this.given;
    this.sentences.replaceChildren(...roles.map((role, r) => h('fieldset', {}, h('legend', {}, t('pay_sentence', { role })),
      this.table[r].map((slot, i) => this.slot(r, i, slot, actions)), this.more(r, actions))));
  }

  slot(r, i, slot, actions) {
    const amounts = [...new Set([...AMOUNTS, slot.paid])].sort((a, c) => a - c).map((v) => [String(v), `${figure(v, 1)} (${wordFor(v)})`]);
    const amount = h('select', { 'aria-label': t('pay_sentence', { role: this.given.roles[r] }), on: { change: (event) => { slot.paid = Number(event.target.value); this.changed(); } } });
    fill(amount, amounts, String(slot.paid));
    return h('span', { class: 'slot' }, amount, h('span', {}, ` ${t('pay_for_word')} `), h('b', {}, actions[slot.action]),
      button('×', () => { this.table[r].splice(i, 1); this.write(); this.changed(); }, { class: 'drop', 'aria-label': t('pay_drop', { option: actions[slot.action] }) }));
  }

  more(r, actions) {
    const free = actions.map((word, action) => [String(action), word]).filter(([action]) => !this.table[r].some((one) => one.action === Number(action)));
    const select = h('select', { class: 'more', 'aria-label': t('pay_more'), on: { change: (event) => { this.table[r].push({ action: Number(event.target.value), paid: 0.3 }); this.write(); this.changed(); } } });
    fill(select, [['', t('pay_more')], ...free], '');
    return select;
  }

  // The band as an arm: only what is not as it was.
  arm() {
    const rows = this.given.actions.map((_, action) => action);
    const table = this.table.map((slots) => rows.map((action) => slots.find((one) => one.action === action)?.paid ?? 0));
    const parts = [...this.base];
    const same = table.every((row, r) => row.every((v, a) => v === this.given.table[r][a]));
    const [rule, ...rest] = parts;
    const own = [];
    if (!same || this.given.band.includes('~table:')) own.push(`table:${table.map((row) => row.join('_')).join('/')}`);
    if (this.shared.value !== this.sharedFrom || this.given.band.includes('~shared:')) own.push(`shared:${this.shared.value}`);
    const praised = this.praised.select.value;
    if (praised !== this.praisedFrom || this.given.band.includes('~praises:')) {
      if (praised) own.push(`praises:${PRAISES.map((one) => Number(one === praised)).join('_')}`, `praise:${this.given.praise || PRAISE}`);
      else own.push('praise:0');
    }
    return [rule, ...own, ...rest].join('~');
  }

  changed() {
    say(this.sharedValue, figure(Number(this.shared.value), 2));
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const given = await this.ask(this.arm());
      if (given) this.tell(given);
    }, PAUSE);
  }

  tell(given) {
    this.toml = given.toml;
    say(this.sharedValue, figure(given.shared, 2));
    this.follows.replaceChildren(
      h('h3', {}, t('pay_follows')), ...given.warnings.map((words) => h('p', {}, words)), h('p', { class: 'soft' }, t('pay_assumed')),
      h('p', {}, h('b', {}, t('pay_congruence', { value: figure(given.congruence, 2) }))),
      h('div', { class: 'pay-pictures' }, given.roles.map((role, r) => picture(role, given.table[r], given.feeds, given.by_role[r], given.actions))),
      h('details', {}, h('summary', {}, t('pay_command')), h('code', {}, `hunt compare --scenario ${this.stage.address.scenario} --regimes '${given.band}' --regimes shared-survival`)));
  }

  put() {
    const { stage } = this;
    const bands = [...stage.address.bands];
    bands[this.k] = this.arm();
    show(stage, this.dialog, this.error, stage.link({ bands }), { push: true });
  }

  save() {
    saveFile(new Blob([this.toml || ''], { type: 'text/plain' }), 'pay-rule.toml');
  }

  async read(file) {
    if (!file.files.length) return;
    try {
      const response = await fetch('/pay/file', { method: 'POST', body: await file.files[0].text() });
      const data = await response.json();
      if (!response.ok) throw new Error(data.refused);
      await this.load(data.arm);
    } catch (problem) {
      this.error.textContent = sentenceOf(problem);
    }
    file.value = '';
  }
}

function wordFor(paid) {
  const k = paid >= 1 ? 5 : paid >= 0.65 ? 4 : paid >= 0.4 ? 3 : paid >= 0.2 ? 2 : 1;
  return t(`pay_amount_${k}`);
}

// For each action a bar for what it pays and a line for what it does to feed the band.
function picture(role, paid, feeds, value, actions) {
  const bars = paid.map((v, a) => `<rect x="${a * 12 + 2}" y="${42 - 40 * v}" width="8" height="${40 * v}"/><path d="M${a * 12} ${42 - 40 * feeds[a]}h12"/>`).join('');
  const words = `${t('pay_picture', { role })}: ${actions.map((one, a) => `${one} ${figure(paid[a], 1)}, ${figure(feeds[a], 1)}`).join('; ')}`;
  return h('figure', {}, h('span', { role: 'img', 'aria-label': words, html: `<svg viewBox="0 0 110 44" aria-hidden="true">${bars}</svg>` }), h('figcaption', {}, `${role} ${figure(value, 2)}`));
}
