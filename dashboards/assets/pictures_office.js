// What all companies have in common: an empty chair, charts on the wall, a pile that grows in steps.
import { bar, box, disc, hole, pit, shared } from './pictures_shared.js';

const STEPS = 6; // of the pile

export const office = {
  turns: false, // a page that is turned round cannot be read
  home: { size: 0.46, colour: 'ink' },
  // The store: a pile of equal bars, the more the fuller.
  pile(ctx, x, y, r, full) {
    const tall = (r * 1.5) / STEPS;
    for (let k = 0; k < Math.max(1, Math.round(STEPS * full)); k += 1) ctx.fillRect(x - r * 0.8, y - (k + 1) * tall, r * 1.6, tall * 0.72);
  },
  flake(ctx, x, y, unit) {
    ctx.rect(x, y, unit * 0.16, unit * 0.16);
  },
  gust(ctx, x, y, unit) {
    ctx.moveTo(x, y);
    ctx.lineTo(x + unit * 0.8, y);
  },
  paths: {
    ...shared,
    left: box(-0.42, -0.85, 0.2, 1) + box(-0.42, 0.1, 0.92, 0.2) + box(-0.42, 0.3, 0.16, 0.6) + box(0.34, 0.3, 0.16, 0.6),
    boss: box(-0.3, -0.8, 0.6, 0.44) + box(-0.06, -0.36, 0.12, 0.3) + box(-0.62, -0.06, 1.24, 0.12) + box(-0.62, 0.06, 0.12, 0.2)
      + box(0.5, 0.06, 0.12, 0.2) + box(-0.86, 0.26, 0.56, 0.44) + box(0.3, 0.26, 0.56, 0.44),
    'wall-painting': 'M-.9-.6L-.34-.8V.6L-.9.8Z M-.26-.8L.3-.6V.8L-.26.6Z M.38-.6L.9-.8V.6L.38.8Z',
    'wall-stick': box(-0.92, -0.55, 1.84, 1.1) + hole(-0.76, -0.38, 0.42, 0.76) + hole(-0.21, -0.38, 0.42, 0.76) + hole(0.34, -0.38, 0.42, 0.76)
      + box(-0.62, -0.2, 0.14, 0.4) + box(-0.07, -0.2, 0.14, 0.4) + box(0.48, -0.2, 0.14, 0.4),
    'wall-banner': box(-0.66, -0.9, 1.32, 1.8) + hole(-0.42, -0.62, 0.84, 0.5) + hole(-0.42, 0.14, 0.84, 0.13) + hole(-0.42, 0.46, 0.84, 0.13),
    'praise-product': `${disc(0, 0, 0.7)}M-.07.38L.46-.15 .3-.31-.07.06-.26-.13-.42.03Z`,
    'praise-outcome': box(-0.64, 0.12, 0.34, 0.5) + box(-0.17, -0.18, 0.34, 0.8) + box(0.3, -0.55, 0.34, 1.17),
    'big-done': `${box(-0.78, -0.78, 1.56, 1.56)}${hole(-0.6, -0.6, 1.2, 1.2)}M-.44.02L-.26-.16-.07.03.3-.34.46-.18-.07.37Z`,
    small: `M-.85-.5H.85V-.17A.17.17 0 0 0 .85.17V.5H-.85V.17A.17.17 0 0 0-.85-.17Z${hole(0.3, -0.34, 0.12, 0.68)}`,
    // What a budget cut looks like.
    raid: disc(-0.42, 0.52, 0.34) + pit(-0.42, 0.52, 0.17) + disc(0.42, 0.52, 0.34) + pit(0.42, 0.52, 0.17)
      + bar(-0.3, 0.26, 0.42, -0.9, 0.2) + bar(0.3, 0.26, -0.42, -0.9, 0.2),
  },
};

// A dot in the middle of a cell, and lines to its neighbours: what hangs together.
export function links(ctx, { px, py, cw, ch }) {
  const r = Math.min(cw, ch) * 0.12;
  ctx.beginPath();
  ctx.arc(px + cw / 2, py + ch / 2, r, 0, 7);
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(px + cw / 2 + 2 * r, py + ch / 2);
  ctx.lineTo(px + cw * 1.5 - 2 * r, py + ch / 2);
  ctx.moveTo(px + cw / 2, py + ch / 2 + 2 * r);
  ctx.lineTo(px + cw / 2, py + ch * 1.5 - 2 * r);
  ctx.stroke();
}

// Lines across a cell, at these shares of its height.
export function across(ctx, { px, py, cw, ch }, heights, from = 0, to = 1) {
  ctx.beginPath();
  for (const at of heights) {
    ctx.moveTo(px + cw * from, py + ch * at);
    ctx.lineTo(px + cw * to, py + ch * at);
  }
  ctx.stroke();
}

// A deadline: a dashed line through the middle of a cell.
export function dashes(ctx, cell) {
  across(ctx, cell, [0.5], 0.05, 0.4);
  across(ctx, cell, [0.5], 0.6, 0.95);
}
