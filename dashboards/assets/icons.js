// Every sign is a path: fonts lack them, and an empty box means nothing to anyone.  Which path a name stands for
// depends on the set of pictures that the skin names.
import { customers } from './pictures_customers.js';
import { dataCentre } from './pictures_data_centre.js';
import { product } from './pictures_product.js';
import { stoneAge } from './pictures_stone_age.js';

export const SETS = { 'stone-age': stoneAge, 'data-centre': dataCentre, customers, product };
let used = stoneAge;

// Draw from this set from now on; style sheets show those who are gone by its sign, too.
export function usePictures(name, root) {
  used = SETS[name] || stoneAge;
  const sign = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 2 2"><path d="${used.paths.left}"/></svg>`;
  root.style.setProperty('--left-sign', `url("data:image/svg+xml,${encodeURIComponent(sign)}")`);
}

export const pictures = () => used;
export const shape = (name) => used.paths[name];

const made = new Map();
export function path(name) {
  const shape = used.paths[name];
  if (!made.has(shape)) made.set(shape, new Path2D(shape));
  return made.get(shape);
}

export function draw(ctx, name, x, y, size, turned = false) {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(turned ? -size : size, size);
  ctx.fill(path(name));
  ctx.restore();
}

export function outline(ctx, name, x, y, size, width, dash = null) {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(size, size);
  ctx.lineWidth = width / size;
  if (dash) ctx.setLineDash(dash.map((d) => d / size));
  ctx.stroke(path(name));
  ctx.restore();
}

export function svg(name, label = '') {
  const safe = label.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`); // a skin's word may be anything
  const hidden = label ? `role="img" aria-label="${safe}"` : 'aria-hidden="true"';
  return `<svg viewBox="-1 -1 2 2" class="icon" ${hidden}><path d="${used.paths[name]}"/></svg>`;
}

// The sign of each skill, in the order of the model's list; one that has none yet gets the last.
const OF_SKILL = ['track', 'drive', 'strike', 'keep'];
export const roleSign = (skill) => OF_SKILL[skill] || 'shield';
