// A team that builds a product: launches are rockets, small work is a card on the board.
import { bar, box, disc, hole, pit } from './pictures_shared.js';
import { dashes, office } from './pictures_office.js';

export const product = {
  ...office,
  paths: {
    ...office.paths,
    track: `${disc(-0.26, -0.16, 0.27)}M-.78.7C-.78.24-.52.18-.26.18 0 .18.26.24.26.7Z M.08-.78H.76V-.2H.46L.24.04V-.2H.08Z`, // asks users
    drive: box(-0.68, -0.62, 0.58, 0.54) + box(0.1, -0.62, 0.58, 0.54) + box(-0.68, 0.08, 0.58, 0.54) + box(0.1, 0.08, 0.58, 0.54), // notes on a wall
    strike: `M-.3-.54L-.82 0-.3.54-.15.38-.5 0-.15-.38Z M.3-.54L.15-.38 .5 0 .15.38 .3.54 .82 0Z${bar(0.12, -0.6, -0.12, 0.6, 0.15)}`, // writes code
    keep: `${disc(0.28, -0.28, 0.42)}M.28-.28L.42-.02 .9-.5 .62-.78 .2-.52Z${bar(-0.58, 0.58, 0.14, -0.14, 0.3)}`, // repairs
    big: `M0-1C.42-.62.46-.1.38.3L.74.62V.88L.3.66H-.3L-.74.88V.62L-.38.3C-.46-.1-.42-.62 0-1Z M-.16.74H.16L0 1Z${pit(0, -0.26, 0.18)}`,
    small: box(-0.78, -0.56, 1.56, 1.12) + hole(-0.58, -0.2, 0.34, 0.4) + hole(-0.06, -0.22, 0.62, 0.14) + hole(-0.06, 0.1, 0.62, 0.14),
    home: box(-0.92, -0.72, 1.84, 1.18) + hole(-0.76, -0.56, 0.44, 0.82) + hole(-0.22, -0.56, 0.44, 0.6) + hole(0.32, -0.56, 0.44, 0.4)
      + bar(-0.42, 0.46, -0.58, 0.9, 0.15) + bar(0.42, 0.46, 0.58, 0.9, 0.15),
  },
  // Many rounds, long approvals, the deadline.
  tile(ctx, kind, cell, x, y) {
    const { px, py, cw, ch } = cell;
    if (kind === 1 && (x * 7 + y * 3) % 4 === 0) {
      ctx.beginPath();
      ctx.arc(px + cw / 2, py + ch / 2, Math.min(cw, ch) * 0.38, 0.3, 1.8 * Math.PI);
      ctx.stroke();
    } else if (kind === 2 && (x + y) % 2 === 0) ctx.strokeRect(px + cw * 0.32, py + ch * 0.25, cw * 0.36, ch * 0.5);
    else if (kind === 3) dashes(ctx, cell);
  },
};
