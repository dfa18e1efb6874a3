// Your own words: a form for the words of a company, with a preview from the server; see dashboards/own_words.
import { choice, openDialog } from './dialogs.js';
import { button, h, saveFile, say } from './dom.js';
import { t } from './words.js';

const PAUSE = 350; // milliseconds without a key before the words are tried out
const NAMES = 'names';

async function send(work, given) {
  const response = await fetch(`/own-words/${work}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(given) });
  const data = await response.json();
  if (!response.ok) throw Object.assign(new Error(data.refused), { field: data.field });
  return data;
}

export async function openOwnWords(stage) {
  stage.clock.play(false);
  const response = await fetch(`/own-words?skin=${encodeURIComponent(stage.address.skin)}`);
  const form = new Form(stage, (await response.json()).may_save);
  form.dialog = openDialog(stage, t('own_words'), form.element, { wide: true, closed: () => clearTimeout(form.timer) });
  form.dialog.classList.add('own-words');
  await form.start(stage.address.skin);
}

class Form {
  constructor(stage, maySave) {
    this.stage = stage;
    this.from = choice(t('own_from'), [], '');
    this.from.select.addEventListener('change', () => this.start(this.from.select.value));
    this.fields = h('div', { class: 'own-fields' });
    this.sentences = h('ul', { class: 'said' });
    this.labels = h('ul', { class: 'soft' });
    this.error = h('p', { class: 'refusal', role: 'alert' });
    this.done = h('p', { class: 'soft', role: 'status' });
    const file = h('input', { type: 'file', accept: '.toml', class: 'hidden-file', tabindex: '-1', 'aria-hidden': 'true', on: { change: () => this.load(file) } });
    this.element = h('form', { class: 'form', on: { submit: (event) => { event.preventDefault(); if (maySave) this.save(); else this.download(); } } },
      h('p', { class: 'question' }, t('own_words_about')),
      h('div', { class: 'across' }, this.from.label, button(t('own_load'), () => file.click()), file),
      h('div', { class: 'own-halves' }, this.fields,
        h('section', { class: 'own-preview', 'aria-live': 'polite' }, h('h3', {}, t('own_preview')), this.sentences, this.labels)),
      this.error, this.done,
      h('div', { class: 'across' }, maySave ? h('button', { type: 'submit', class: 'chief' }, t('own_save')) : h('p', { class: 'soft' }, t('own_save_not')),
        button(t('own_download'), () => this.download())));
  }

  // The words of a skin as they are now.
  async start(skin) {
    const response = await fetch(`/own-words?skin=${encodeURIComponent(skin)}`);
    const form = await response.json();
    if (response.ok) this.fill(form, skin);
    else this.refuse({ message: form.refused });
  }

  fill({ id, like, text, language, values, skins }, skin) {
    this.base = { over: id, like, text };
    this.from.select.replaceChildren(...skins.map((one) => h('option', { value: one.id, selected: one.id === skin, lang: one.language }, one.title)));
    this.boxes = {};
    this.fields.replaceChildren(...['title', ...Object.keys(values).filter((name) => name !== 'title')].map((name) => this.field(name, values[name], language)));
    this.refuse(null);
    say(this.done, '');
    this.changed();
  }

  field(name, value, language) {
    const box = h(name === NAMES ? 'textarea' : 'input', { id: `own-${name}`, lang: language, on: { input: () => this.changed() } });
    if (name !== NAMES) box.type = 'text';
    else box.rows = 4;
    box.value = value;
    const problem = h('p', { class: 'refusal', id: `own-${name}-problem`, role: 'alert' });
    this.boxes[name] = { box, problem };
    return h('div', { class: `own-field own-${name}` }, h('label', { for: box.id }, t(`own_${name}`)), box, problem);
  }

  given() {
    const values = Object.fromEntries(Object.entries(this.boxes).map(([name, { box }]) => [name, box.value]));
    return { ...this.base, values };
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  // Without a name yet, the words are tried out under one that nobody sees.
  async look() {
    const given = this.given();
    if (!given.values.title.trim()) given.values.title = '0';
    const turn = this.turn = (this.turn || 0) + 1; // the latest words count
    try {
      const { sentences, labels, language } = await send('preview', given);
      if (turn !== this.turn) return;
      this.refuse(null);
      const rows = (texts) => texts.map((one) => h('li', { lang: language }, one));
      this.sentences.replaceChildren(...rows(sentences));
      this.labels.replaceChildren(...rows(labels));
    } catch (problem) {
      if (turn === this.turn) this.refuse(problem);
    }
  }

  // One sentence at the field, or below the form where it is about no field.
  refuse(problem) {
    for (const [name, { box, problem: place }] of Object.entries(this.boxes || {})) {
      const here = problem && problem.field === name;
      say(place, here ? problem.message : '');
      if (here) {
        box.setAttribute('aria-invalid', 'true');
        box.setAttribute('aria-describedby', place.id);
      } else {
        box.removeAttribute('aria-invalid');
        box.removeAttribute('aria-describedby');
      }
    }
    say(this.error, problem && !(this.boxes || {})[problem.field] ? problem.message : '');
  }

  async save() {
    try {
      const { id } = await send('save', this.given());
      this.stage.shelf = null; // the skins there are have changed
      this.dialog.close();
      await this.stage.follow(this.stage.link({ skin: id }), { day: this.stage.clock.day, push: true });
      openDialog(this.stage, t('own_saved', { id }), h('div', { class: 'own-saved' }, h('p', {}, t('own_saved_here')),
        ...[['own_saved_room', 'hunt room --skin'], ['own_saved_print', 'hunt run --skin']]
          .map(([name, command]) => h('p', {}, t(name), ' ', h('code', {}, `${command} ${id}`)))));
    } catch (problem) {
      this.stop(problem);
    }
  }

  async download() {
    try {
      const { id, file } = await send('preview', this.given());
      saveFile(new Blob([file], { type: 'application/toml' }), `${id}.toml`);
    } catch (problem) {
      this.stop(problem);
    }
  }

  async load(file) {
    const [one] = file.files;
    file.value = ''; // the same file can be chosen again
    if (!one) return;
    try {
      this.fill(await send('file', { text: await one.text() }), '');
      say(this.done, t('own_loaded'));
    } catch (problem) {
      this.stop(problem);
    }
  }

  stop(problem) {
    clearTimeout(this.timer);
    this.turn += 1;
    this.refuse(problem instanceof TypeError ? { message: t('no_answer_now') } : problem);
    const first = this.fields.querySelector('[aria-invalid]');
    if (first) first.focus();
  }
}
