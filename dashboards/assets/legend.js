// What the signs mean: the three everyone needs in the top line, all of them in the help window.
import { h } from './dom.js';
import { roleSign, svg } from './icons.js';
import { t } from './words.js';

// The same shapes as in the valley; the box is two bodies wide.
const body = (inside, shape = '') => `<circle r=".9" class="line ${shape}"/>${inside}`;
const SIGNS = {
  ours: '<circle r=".9" class="line ours"/>',
  mine: '<rect x="-.82" y="-.82" width="1.64" height="1.64" class="line mine"/>',
  none: body(''),
  hurt: body('<path d="M-.8.2L.2-.8M-.55.65L.65-.55M-.1.88L.88-.1" class="line"/>'),
  hired: '<circle r=".9" class="line dash"/>',
  leads: '<path d="M-.8.4L0-.4.8.4" class="line thick"/>',
  rope: '<path d="M-.95-.3H.95" class="line thick grey"/><path d="M-.95.5H.95" class="line thick grey dots"/>',
  ruler: '<path d="M-.95-.4H.95V.4H-.95ZM-.5-.4V.1M0-.4V.1M.5-.4V.1" class="line"/>',
  ring: '<path d="M-.9 0A.9.9 0 0 1 .9 0" class="line thick grey"/><path d="M.9 0A.9.9 0 0 1-.9 0" class="line thick grey dots"/>',
  promised: '<circle r=".62" class="line ours"/><circle r=".98" class="line thin"/>',
  left: '<rect x="-.58" y="-.58" width="1.16" height="1.16" class="line mine"/><circle r=".98" class="line thin dots"/>',
  away: '<circle r=".62" class="line"/><circle r=".98" class="line thin dots"/>',
  near: '<circle r=".9" class="line thin"/>',
  out: '<path d="M-.8.6L.3-.2" class="line thick red"/><path d="M.85-.65L.35.1.02-.42Z" class="fill red"/>',
  pips: '<path d="M-.95-.4H-.35V.4H-.95Z" class="fill"/><path d="M-.3-.4H.3V.4H-.3Z" class="fill"/><path d="M.4-.4H.95V.4H.4Z" class="line"/>',
  rescue: '<path d="M0-.95L.25-.5.7-.7.55-.2.95 0 .55.2.7.7.25.5 0 .95-.25.5-.7.7-.55.2-.95 0-.55-.2-.7-.7-.25-.5Z" class="line purple"/>',
  sheets: '<path d="M-.7-.5H.2V.8H-.7Z" class="line"/><path d="M-.35-.85H.6V.45H-.35Z" class="line paper"/>',
  reminder: '<circle r=".4" class="fill"/>',
  flag: '<path d="M-.4.9V-.8L.6-.4-.4 0" class="line paper"/>',
  empty: '<circle r=".9" class="line dash grey"/>',
};
const ICONS = { tends: 'shield', gathers: 'small', cairn: 'left', wolf: 'raid', unseen: 'big', down: 'big-done' };

function sign(name) {
  if (name in ICONS) return svg(ICONS[name]).replace('class="icon"', `class="icon sign ${name}"`);
  return `<svg viewBox="-1.1 -1.1 2.2 2.2" class="sign" aria-hidden="true">${SIGNS[name]}</svg>`;
}

// The three signs everyone needs.
export function legend() {
  return h('div', { class: 'legend-top' }, ['ours', 'mine', 'none'].map((name) => h('span', {}, h('i', { class: `mark ${name}` }), t(`legend_${name}`))));
}

// `roles` are the words of the four skills.
export function allSigns(roles) {
  const order = [...Object.keys(SIGNS), ...Object.keys(ICONS)];
  const row = (picture, words) => h('li', {}, h('span', { html: picture }), words);
  return h('ul', { class: 'signs' }, roles.map((role, k) => row(svg(roleSign(k)).replace('class="icon"', 'class="icon sign"'), role)),
    order.map((name) => row(sign(name), t(`sign_${name}`))));
}
