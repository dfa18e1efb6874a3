// A sketch of each scenario, composed from the pictures of the skin: who does what, in simple shapes.
import { shape } from './icons.js';

const WIDTH = 200;
const HEIGHT = 80;

const put = (inside, x, y, size) => `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size})">${inside}</g>`;
const icon = (name, x, y, size = 10, kind = 'fill') => put(`<path d="${shape(name)}" class="${kind}"/>`, x, y, size);
const BODY = {
  ours: '<circle r=".9" class="line ours"/>',
  mine: '<rect x="-.82" y="-.82" width="1.64" height="1.64" class="line mine"/>',
  none: '<circle r=".9" class="line paper"/>',
  hired: '<circle r=".9" class="line dash"/>',
};
const body = (kind, x, y, size = 6) => put(BODY[kind], x, y, size);
const line = (x1, y1, x2, y2, kind = '') => `<path d="M${x1} ${y1}L${x2} ${y2}" class="stroke ${kind}"/>`;
const arrow = (x1, x2, y) => line(x1, y, x2, y) + line(x2, y, x2 - Math.sign(x2 - x1) * 5, y - 4) + line(x2, y, x2 - Math.sign(x2 - x1) * 5, y + 4);
const each = (count, draw) => Array.from({ length: count }, (_, k) => draw(k)).join('');

// Six around what it takes six for; one that is missing leaves a gap.
function around(cx, kinds, middle = 'big') {
  const spots = each(kinds.length, (k) => {
    const turn = (2 * Math.PI * k) / kinds.length - Math.PI / 2;
    return kinds[k] ? body(kinds[k], cx + 36 * Math.cos(turn), 40 + 28 * Math.sin(turn)) : '';
  });
  return spots + (middle ? icon(middle, cx, 40, 13) : '');
}

const ALL = Array(6).fill('ours');
const GAP = ['ours', null, 'ours', 'ours', 'ours', 'ours'];
const days = (heights) => heights.map((tall, k) => line(70 + k * 10, 66, 70 + k * 10, 66 - tall, 'thick')).join('');
const list = (x, size) => icon('praise-plan', x, 40, size);

const SKETCHES = {
  'default-valley': () => around(48, GAP) + body('mine', 94, 14) + around(150, ALL),
  'conveyor-valley': () => each(4, (k) => body('ours', 18 + k * 48, 40) + icon('big', 40 + k * 48, 40, 9)),
  'lone-wolves': () => body('mine', 70, 40, 9) + arrow(86, 108, 40) + icon('big', 135, 40, 20),
  'plenty-of-rabbits': () => each(18, (k) => icon('small', 16 + (k % 6) * 22, 16 + Math.floor(k / 6) * 24, 7)) + icon('big', 170, 40, 15, 'line'),
  newcomers: () => around(100, ['ours', 'hired', 'ours', 'hired', 'ours', 'hired']),
  'predictable-steppe': () => icon('big', 30, 44, 16) + days(Array(12).fill(28)),
  'storm-year': () => icon('big', 30, 44, 16) + days([12, 46, 20, 58, 8, 38, 52, 14, 30, 56, 10, 42]),
  'great-herd-coming': () => body('mine', 16, 40) + each(3, (k) => icon('big', 68 + k * 46, 40, 18)),
  'one-fire': () => each(6, (k) => icon('small', 14 + (k % 3) * 26, 24 + Math.floor(k / 3) * 32, 8)) + arrow(92, 126, 40) + icon('home', 160, 40, 20),
  'slogan-on-the-wall': () => icon('wall-banner', 20, 30, 15) + each(3, (k) => body('none', 48 + k * 16, 60)) + icon('wall-painting', 124, 30, 15) + each(3, (k) => body('ours', 152 + k * 16, 60)),
  strangers: () => each(4, (k) => body('none', 34 + k * 44, 40, 9)) + each(3, (k) => line(46 + k * 44, 40, 66 + k * 44, 40, 'dots')),
  'thin-ice': () => body('mine', 20, 40, 9) + body('mine', 80, 40, 9) + '<path d="M32 34H68V46H32ZM41 34V40M50 34V40M59 34V40" class="stroke"/>' + body('ours', 120, 40, 9) + body('ours', 180, 40, 9) + line(132, 40, 168, 40, 'thick'),
  'scattered-fires': () => each(4, (k) => icon('home', 20 + k * 53, k % 2 ? 56 : 24, 10) + body('ours', 40 + k * 53, k % 2 ? 56 : 24)),
  'everybody-knows': () => around(100, ALL, 'praise-plan'),
  'the-counter-arrives': () => each(12, (k) => icon('praise-plan', 18 + (k % 6) * 19, 22 + Math.floor(k / 6) * 32, 12)) + body('ours', 160, 40, 13),
  'room-to-breathe': () => each(2, (k) => icon('praise-plan', 60 + k * 24, 40, 12)) + body('ours', 130, 40, 13),
  'imposed-list': () => list(40, 34) + each(3, (k) => body('none', 100 + k * 30, 54, 9)),
  'owned-list': () => list(40, 34) + each(3, (k) => body('ours', 100 + k * 30, 54, 9) + `<path d="M${114 + k * 30} 62V34L${122 + k * 30} 38 ${114 + k * 30} 42" class="stroke"/>`),
  'hero-of-the-night': () => icon('raid', 34, 40, 20) + body('ours', 90, 48, 12) + icon('praise-rescue', 90, 18, 13) + icon('shield', 155, 40, 24, 'line'),
  'hired-strangers': () => around(60, ['ours', null, 'ours', 'ours', null, 'ours']) + arrow(112, 138, 40) + body('hired', 154, 40) + body('hired', 172, 40),
  'borrowed-hands': () => body('hired', 30, 40, 10) + arrow(48, 76, 40) + icon('drive', 96, 40, 14) + arrow(116, 144, 40) + body('ours', 164, 40, 10),
  'nobody-who-can': () => each(3, (k) => body('none', 24 + k * 24, 46, 8)) + body('hired', 140, 40, 16) + icon('drive', 140, 40, 10),
};

export function sketch(id) {
  const made = SKETCHES[id];
  return made ? `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" class="sign sketch" aria-hidden="true">${made()}</svg>` : '';
}
