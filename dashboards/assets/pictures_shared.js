// Shapes from which the sets of pictures are drawn, and the signs that all sets share.  Unit: the body's radius is 1.
// A hole turns the other way round than what it is cut from.
export const box = (x, y, w, h) => `M${x} ${y}h${w}v${h}h${-w}Z`;
export const hole = (x, y, w, h) => `M${x} ${y}v${h}h${w}v${-h}Z`;
export const disc = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
export const pit = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

// A thick line between two points.
export function bar(x1, y1, x2, y2, width) {
  const far = Math.hypot(x2 - x1, y2 - y1);
  const [dx, dy] = [((y2 - y1) / far) * (width / 2), ((x1 - x2) / far) * (width / 2)];
  return `M${x1 + dx} ${y1 + dy}L${x2 + dx} ${y2 + dy} ${x2 - dx} ${y2 - dy} ${x1 - dx} ${y1 - dy}Z`;
}

export const shared = {
  shield: 'M0-.66L.56-.46C.56.06.4.44 0 .7-.4.44-.56.06-.56-.46Z',
  'praise-person': 'M-.26-.3A.26.28 0 1 1 .26-.3 .26.28 0 1 1-.26-.3Z M-.55.62C-.55.1-.3.06 0 .06 .3.06.55.1.55.62Z',
  'praise-plan': 'M-.46-.6L.46-.6 .46.6-.46.6Z M-.3-.4L-.3-.28 .3-.28 .3-.4Z M-.3-.08L-.3.04 .3.04 .3-.08Z M-.3.24L-.3.36 .3.36 .3.24Z',
  'praise-rescue': 'M0-.72L.17-.24.68-.24.28.08.42.58 0 .28-.42.58-.28.08-.68-.24-.17-.24Z',
};
