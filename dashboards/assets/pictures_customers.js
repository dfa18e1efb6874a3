// A team that looks after customers: renewals are contracts to be signed.
import { bar, box, hole, pit } from './pictures_shared.js';
import { across, dashes, office } from './pictures_office.js';

export const customers = {
  ...office,
  paths: {
    ...office.paths,
    track: 'M-.08.1V-.6A.68.68 0 1 0 .6.1Z M.1-.72A.62.62 0 0 1 .7-.1H.1Z', // studies customers
    drive: `M-.68-.58H.68V.26H.06L-.3.68V.26H-.68Z${pit(-0.32, -0.16, 0.11)}${pit(0, -0.16, 0.11)}${pit(0.32, -0.16, 0.11)}`, // talks to them
    strike: `M-.66.66L-.54.22 .3-.62 .62-.3-.22.54Z${bar(0.1, 0.66, 0.66, 0.66, 0.14)}`, // signs
    keep: `M-.74.1A.74.74 0 0 1 .74.1V.5H.42V.02H.54A.54.54 0 0 0-.54.02H-.42V.5H-.74Z${bar(0.62, 0.5, 0.16, 0.72, 0.14)}`, // on the phone
    big: `M-.64-.92H.3L.68-.54V.92H-.64Z${hole(-0.42, -0.5, 0.56, 0.13)}${hole(-0.42, -0.2, 0.84, 0.13)}${hole(-0.42, 0.1, 0.84, 0.13)}${pit(0.28, 0.56, 0.2)}`,
    home: box(-0.95, -0.06, 1.9, 0.2) + box(-0.8, 0.14, 0.16, 0.7) + box(0.64, 0.14, 0.16, 0.7) + box(-0.42, -0.78, 0.84, 0.52) + box(-0.07, -0.26, 0.14, 0.2),
  },
  // Long talks, legal review, the deadline.
  tile(ctx, kind, cell, x, y) {
    const { px, py, cw, ch } = cell;
    if (kind === 1 && (x * 7 + y * 3) % 4 === 0) {
      ctx.beginPath();
      ctx.ellipse(px + cw / 2, py + ch / 2, cw * 0.42, ch * 0.34, 0, 0.75 * Math.PI, 2.6 * Math.PI);
      ctx.lineTo(px + cw * 0.2, py + ch * 0.95);
      ctx.closePath();
      ctx.stroke();
    } else if (kind === 2 && (x + y) % 2 === 0) {
      across(ctx, cell, [0.3, 0.5], 0.15, 0.85);
      across(ctx, cell, [0.7], 0.15, 0.5);
    } else if (kind === 3) dashes(ctx, cell);
  },
};
