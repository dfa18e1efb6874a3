// Small marks at and between bodies: flags, sheets, rulers, vacant roles, bursts. Mixed into Valley, see map.js.
import { draw, roleSign } from './icons.js';
import { t } from './words.js';

export const marks = {
  // Help by agreement: a ruler with ticks in place of the rope.
  ruler(a, c) {
    const { ctx, unit } = this;
    const far = Math.hypot(c.x - a.x, c.y - a.y);
    const wide = unit * 0.42;
    ctx.save();
    ctx.translate(a.x, a.y);
    ctx.rotate(Math.atan2(c.y - a.y, c.x - a.x));
    ctx.fillStyle = this.colours.paper;
    ctx.lineWidth = unit / 11;
    ctx.setLineDash([]);
    ctx.fillRect(0, -wide / 2, far, wide);
    ctx.strokeRect(0, -wide / 2, far, wide);
    ctx.beginPath();
    for (let k = 1; k * unit * 0.4 < far; k += 1) {
      ctx.moveTo(k * unit * 0.4, -wide / 2);
      ctx.lineTo(k * unit * 0.4, k % 5 ? -wide / 8 : wide / 4);
    }
    ctx.stroke();
    ctx.restore();
  },
  // Roles that nobody has any more, with one word for all of them, which may be wider than a body.
  drawMissing({ places }) {
    const { ctx, colours } = this;
    const r = this.size.body / 2;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    for (const one of places.missing) {
      ctx.strokeStyle = ctx.fillStyle = colours.grey;
      ctx.lineWidth = Math.max(2, this.unit / 9);
      ctx.setLineDash([this.unit / 4, this.unit / 5]);
      ctx.beginPath();
      ctx.arc(one.x, one.y - r * 0.45, r * 0.9, 0, 2 * Math.PI);
      ctx.stroke();
      ctx.setLineDash([]);
      draw(ctx, roleSign(one.role), one.x, one.y - r * 0.45, r * 0.66);
    }
    if (!places.missing.length || this.plain) return;
    const [first, last] = [places.missing[0], places.missing.at(-1)];
    ctx.font = `400 ${this.unit}px "Helvetica Neue", Arial, "DejaVu Sans", sans-serif`; // as `name` writes it
    const half = ctx.measureText(t('empty')).width / 2 + this.unit / 4;
    this.name(t('empty'), Math.max(half, (first.x + last.x) / 2), first.y + r * 0.95, colours.grey, false);
  },
  // The flag of a hunter who takes ownership.
  flag(x, y, r) {
    const { ctx, colours } = this;
    ctx.strokeStyle = colours.ink;
    ctx.fillStyle = colours.paper;
    ctx.lineWidth = this.unit / 11;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x, y - r * 1.3);
    ctx.lineTo(x - r * 0.5, y - r * 1.02);
    ctx.lineTo(x, y - r * 0.74);
    ctx.fill();
    ctx.stroke();
  },
  // Sheets on the shoulder: one for each tenth of the day spent in meetings.
  sheets(one, x, y, r) {
    const count = one.sheets;
    const { ctx, colours } = this;
    for (let k = 0; k < count; k += 1) {
      ctx.fillStyle = '#FFFFFF';
      ctx.strokeStyle = colours.ink;
      ctx.lineWidth = this.unit / 12;
      ctx.beginPath();
      ctx.rect(x - r * 1.35 + k * r * 0.16, y - r * 1.1 - k * r * 0.14, r * 0.55, r * 0.7);
      ctx.fill();
      ctx.stroke();
    }
  },
  burst(x, y, r) {
    const { ctx, colours } = this;
    ctx.beginPath();
    for (let k = 0; k < 20; k += 1) {
      const turn = (k * Math.PI) / 10 - Math.PI / 2;
      const far = k % 2 ? r * 0.72 : r;
      ctx.lineTo(x + Math.cos(turn) * far, y + Math.sin(turn) * far);
    }
    ctx.closePath();
    ctx.fillStyle = colours.paper;
    ctx.fill();
    ctx.strokeStyle = colours.heroics;
    ctx.lineWidth = this.unit / 5;
    ctx.stroke();
  },
  hatch(x, y, r) {
    const { ctx, colours } = this;
    ctx.save();
    ctx.clip();
    ctx.strokeStyle = colours.paper;
    ctx.lineWidth = r * 0.16;
    for (let k = -2; k <= 2; k += 1) {
      ctx.beginPath();
      ctx.moveTo(x + k * r * 0.55 - r, y + r);
      ctx.lineTo(x + k * r * 0.55 + r, y - r);
      ctx.stroke();
    }
    ctx.restore();
  },
};
