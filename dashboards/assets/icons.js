// Every sign is a path: fonts lack them, and an empty box means nothing to anyone. Unit: the body's radius is 1.
const paths = {
  track: 'M-.02.05C.25.05.5.3.5.52.5.7.3.74.12.68.02.65-.06.65-.16.68-.34.74-.54.7-.54.52-.54.3-.29.05-.02.05Z M-.52-.2A.15.2 0 1 1-.521-.2Z M-.2-.42A.15.21 0 1 1-.201-.42Z M.2-.42A.15.21 0 1 1 .199-.42Z M.54-.18A.15.2 0 1 1 .539-.18Z',
  drive: 'M-.62-.16L-.2-.16 .42-.52 .42.52-.2.2-.62.2Z M.54-.2L.72-.2 .72.22 .54.22Z M-.42.26L-.2.26-.1.62-.34.62Z',
  strike: 'M-.62.5L.2-.32 .04-.48 .62-.62 .48-.04 .32-.2-.5.62Z',
  keep: 'M-.5-.42L.5-.42 .5-.24-.5-.24Z M-.42-.12L.42-.12 .3.56-.3.56Z',
  shield: 'M0-.66L.56-.46C.56.06.4.44 0 .7-.4.44-.56.06-.56-.46Z',
  rabbit: 'M-.1-.1C-.3-.75-.12-.95 0-.55 .1-.95 .32-.75 .12-.1 .3.0 .34.24 .22.36 .5.5 .42.8 0 .8-.42.8-.5.5-.22.36-.34.24-.3 0-.1-.1Z',
  mammoth:
    'M-.88.72L-.9.1C-1-.42-.62-.72-.16-.72 .02-.78.16-.66.24-.62 .34-.92.72-.92.84-.6 .94-.42.92-.16.9 0 .92.26 1.02.5.92.62 .84.7.72.64.76.52 .8.36.76.2.7.06 .66.2.56.28.46.3L.46.72 .2.72 .2.36C0 .46-.22.46-.36.38L-.36.72-.64.72-.64.4C-.72.46-.74.58-.7.72Z',
  wolf: 'M-.9.0L-.62-.3-.58-.62-.38-.36 .1-.34C.4-.34.56-.3.66-.14L.96-.4 .84.1 .62.2 .6.66 .44.66 .4.24-.1.24-.14.66-.3.66-.34.2-.6.12Z',
  cairn: 'M-.62.62A.62.22 0 1 1 .62.62 .62.22 0 1 1-.62.62Z M-.44.2A.44.2 0 1 1 .44.2 .44.2 0 1 1-.44.2Z M-.28-.2A.28.19 0 1 1 .28-.2 .28.19 0 1 1-.28-.2Z',
  tree: 'M0-.9L.5-.1 .2-.1 .6.5 .1.5 .1.9-.1.9-.1.5-.6.5-.2-.1-.5-.1Z',
  rock: 'M-.95.7L-.7.0-.2-.5.35-.62.8-.1.95.7Z',
  'wall-painting': 'M-.95-.75L.95-.75 .95.75-.95.75Z M-.8-.6L-.8.6 .8.6 .8-.6Z M-.6.4L-.6.02C-.64-.3-.4-.45-.1-.45 .2-.5.5-.4.55-.1L.6.3.48.3.42.1.36.1.36.4.14.4.14.2-.3.2-.3.4Z',
  'wall-stick': 'M-.16-.95L.16-.95 .16-.62 .0-.52.16-.42 .16-.12 .0-.02.16.08 .16.38 .0.48.16.58 .16.95-.16.95Z',
  'wall-banner': 'M-.9-.8L.9-.8 .9.35 .45.1 0 .4-.45.1-.9.35Z M-.9-.8L-.78-.8-.78.95-.9.95Z',
  'praise-person': 'M-.26-.3A.26.28 0 1 1 .26-.3 .26.28 0 1 1-.26-.3Z M-.55.62C-.55.1-.3.06 0 .06 .3.06.55.1.55.62Z',
  'praise-product': 'M-.5-.42L.5-.42 .5-.24-.5-.24Z M-.42-.12L.42-.12 .3.56-.3.56Z',
  'praise-plan': 'M-.46-.6L.46-.6 .46.6-.46.6Z M-.3-.4L-.3-.28 .3-.28 .3-.4Z M-.3-.08L-.3.04 .3.04 .3-.08Z M-.3.24L-.3.36 .3.36 .3.24Z',
  'praise-rescue': 'M0-.72L.17-.24.68-.24.28.08.42.58 0 .28-.42.58-.28.08-.68-.24-.17-.24Z',
  'praise-outcome': 'M-.68.5C-.4-.5.4-.5.68.5Z',
  flame: 'M0-.9C.5-.3.6.1.4.5 .2.8-.2.8-.4.5-.6.1-.2 0-.2-.3-.05-.2 0-.1 0 .1 .15-.2.1-.5 0-.9Z',
};

const made = new Map();
export function path(name) {
  if (!made.has(name)) made.set(name, new Path2D(paths[name] || paths.shield));
  return made.get(name);
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
  const hidden = label ? `role="img" aria-label="${label}"` : 'aria-hidden="true"';
  return `<svg viewBox="-1 -1 2 2" class="icon" ${hidden}><path d="${paths[name]}"/></svg>`;
}

// The sign of each skill, in the order of the model's list; one that has none yet gets the last.
const OF_SKILL = ['track', 'drive', 'strike', 'keep'];
export const roleSign = (skill) => OF_SKILL[skill] || 'shield';
