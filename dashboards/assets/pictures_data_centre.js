// An operations team: releases that are packages, systems that are racks and cables.
import { bar, box, disc, hole, pit } from './pictures_shared.js';
import { across, links, office } from './pictures_office.js';

export const dataCentre = {
  ...office,
  paths: {
    ...office.paths,
    track: disc(-0.16, -0.16, 0.52) + pit(-0.16, -0.16, 0.32) + bar(0.18, 0.18, 0.66, 0.66, 0.24), // reads logs
    drive: 'M-.62-.44H.2V-.7L.68-.3 .2.1V-.16H-.62Z M.62.18V.46H-.2V.72L-.68.32-.2-.08V.18Z', // brings changes through
    strike: 'M0-.74L.44-.24H.16V.28H-.16V-.24H-.44Z M-.64.2H-.42V.48H.42V.2H.64V.7H-.64Z', // deploys
    keep: box(-0.6, -0.64, 1.2, 0.36) + pit(-0.36, -0.46, 0.09) + box(-0.6, -0.18, 1.2, 0.36) + pit(-0.36, 0, 0.09)
      + box(-0.6, 0.28, 1.2, 0.36) + pit(-0.36, 0.46, 0.09), // runs the racks
    big: 'M0-.9L.8-.5 0-.1-.8-.5Z M-.86-.4L-.06 0V.9L-.86.5Z M.86-.4V.5L.06.9V0Z', // a release is a package
    raid: 'M.2-.95L-.62.14H-.1L-.28.95 .62-.26H.08Z', // an outage
    home: box(-0.92, -0.78, 1.84, 1.2) + hole(-0.76, -0.62, 1.52, 0.88) + box(-0.5, -0.1, 0.24, 0.3) + box(-0.12, -0.3, 0.24, 0.5)
      + box(0.26, -0.5, 0.24, 0.7) + box(-0.12, 0.42, 0.24, 0.24) + box(-0.48, 0.64, 0.96, 0.16),
  },
  // Interfaces, old racks, shared lines.
  tile(ctx, kind, cell, x, y) {
    if (kind === 1) links(ctx, cell);
    else if (kind === 2 && (x + y) % 2 === 0) {
      across(ctx, cell, [0.3, 0.5, 0.7], 0.2, 0.8);
      ctx.strokeRect(cell.px + cell.cw * 0.2, cell.py + cell.ch * 0.15, cell.cw * 0.6, cell.ch * 0.7);
    } else if (kind === 3) across(ctx, cell, [0.42, 0.58]);
  },
};
