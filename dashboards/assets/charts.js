// Small charts on a canvas, each with a sentence that says the same for screen readers.
import { t } from './words.js';

export function prepare(canvas) {
  const box = canvas.getBoundingClientRect();
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const width = Math.max(40, Math.round(box.width * ratio));
  const height = Math.max(30, Math.round(box.height * ratio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const ctx = canvas.getContext('2d');
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, width, height);
  const unit = parseFloat(getComputedStyle(canvas).fontSize) * ratio;
  return { ctx, width, height, unit };
}

export const FONT = '"Helvetica Neue", Arial, "DejaVu Sans", sans-serif';

export function text(ctx, words, x, y, unit, colour, paper, align = 'left', weight = 600) {
  ctx.font = `${weight} ${unit}px ${FONT}`;
  ctx.textAlign = align;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = unit / 4;
  ctx.strokeStyle = paper;
  ctx.strokeText(words, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(words, x, y);
}

export function season(ctx, days, width, top, height, colours) {
  ctx.fillStyle = colours.snow;
  for (let start = 270; start < days; start += 360) {
    const x = (start / days) * width;
    ctx.fillRect(x, top, (Math.min(90, days - start) / days) * width, height);
  }
}

// Running mean over `window` days, so that the line can be read from the back row.
export function smooth(line, window, until) {
  const out = new Float64Array(until + 1);
  let sum = 0;
  let count = 0;
  for (let k = 0; k <= until; k += 1) {
    if (Number.isFinite(line[k])) {
      sum += line[k];
      count += 1;
    }
    if (k >= window && Number.isFinite(line[k - window])) {
      sum -= line[k - window];
      count -= 1;
    }
    out[k] = count ? sum / count : NaN;
  }
  return out;
}

export function stroke(ctx, line, sx, sy) {
  ctx.beginPath();
  let open = false;
  line.forEach((value, k) => {
    if (!Number.isFinite(value)) {
      open = false;
    } else {
      if (open) ctx.lineTo(sx(k), sy(value));
      else ctx.moveTo(sx(k), sy(value));
      open = true;
    }
  });
  ctx.stroke();
}

const DOTS = [0.01, 0.42]; // of a letter's height: round dots, unlike the dashes of the second band

// A line that is only there for reference: dotted and grey.
export function dotted(ctx, line, sx, sy, unit, colours) {
  ctx.strokeStyle = colours.grey;
  ctx.lineWidth = unit / 6;
  ctx.lineCap = 'round';
  ctx.setLineDash(DOTS.map((v) => v * unit));
  stroke(ctx, line, sx, sy);
  ctx.setLineDash([]);
  ctx.lineCap = 'butt';
}

// Move labels apart just enough that none covers another, and none leaves the chart.
export function spaced(places, gap, low, high) {
  const order = places.map((y, k) => [y, k]).sort((a, c) => a[0] - c[0]);
  const step = Math.min(gap, (high - low) / Math.max(1, places.length - 1));
  const moved = order.map(([y]) => Math.max(low, Math.min(high, y)));
  for (let k = 1; k < moved.length; k += 1) {
    const short = step - (moved[k] - moved[k - 1]);
    if (short <= 0) continue;
    moved[k - 1] -= short / 2;
    moved[k] += short / 2;
  }
  moved[0] = Math.max(low, moved[0]);
  for (let k = 1; k < moved.length; k += 1) moved[k] = Math.max(moved[k], moved[k - 1] + step);
  moved[moved.length - 1] = Math.min(high, moved[moved.length - 1]);
  for (let k = moved.length - 2; k >= 0; k -= 1) moved[k] = Math.min(moved[k], moved[k + 1] - step);
  const out = [];
  order.forEach(([, k], i) => { out[k] = moved[i]; });
  return out;
}

// Fan and dots: how other years went, with this one on top, and this one without any pay rule if it is shown.
// Dots are as large as fits, at most `most`; their size is returned, so that charts side by side can use the same.
export function fan(canvas, film, day, many, colours, { dots = true, most = Infinity, reference = null } = {}) {
  const { ctx, width, height, unit } = prepare(canvas);
  const n = film.hunters;
  const right = dots ? width * 0.6 : width - unit * 3;
  const left = unit * 1.6;
  const top = unit * 0.8;
  const bottom = height - unit * 0.8;
  const sx = (k) => left + (k / Math.max(1, film.days - 1)) * (right - left);
  const sy = (v) => bottom - (v / n) * (bottom - top);
  ctx.save();
  ctx.translate(left, 0);
  season(ctx, film.days, right - left, top, bottom - top, colours);
  ctx.restore();
  const steps = n <= 12 ? 4 : 6;
  for (let v = 0; v <= n; v += Math.ceil(n / steps)) {
    ctx.strokeStyle = colours.line;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(left, sy(v));
    ctx.lineTo(right, sy(v));
    ctx.stroke();
    text(ctx, String(v), left - unit * 0.3, sy(v), unit, colours.grey, colours.paper, 'right', 400);
  }
  if (many.fan) {
    const { days, living } = many.fan;
    const [low, , middle, , high] = living.bands;
    ctx.fillStyle = colours.shade;
    ctx.beginPath();
    days.forEach((d, k) => ctx.lineTo(sx(d), sy(high[k])));
    for (let k = days.length - 1; k >= 0; k -= 1) ctx.lineTo(sx(days[k]), sy(low[k]));
    ctx.fill();
    ctx.strokeStyle = colours.grey;
    ctx.globalAlpha = 0.45;
    ctx.lineWidth = Math.max(1, unit / 20);
    for (const line of living.lines) {
      ctx.beginPath();
      line.forEach((v, k) => ctx.lineTo(sx(days[k]), sy(v)));
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    ctx.setLineDash([unit * 0.5, unit * 0.3]);
    ctx.lineWidth = unit / 8;
    ctx.beginPath();
    middle.forEach((v, k) => ctx.lineTo(sx(days[k]), sy(v)));
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (reference) dotted(ctx, reference.living.slice(0, day + 1), sx, sy, unit, colours);
  ctx.strokeStyle = colours.ink;
  ctx.lineWidth = unit / 4;
  ctx.lineJoin = 'round';
  stroke(ctx, film.line('living').slice(0, day + 1), sx, sy);
  return dots ? drawDots(ctx, many.alive, film, { most, from: right + unit * 1.4, to: width - unit * 0.4, sy, unit, colours, n, top, bottom }) : 0;
}

function drawDots(ctx, counts, film, { most, from, to, sy, unit, colours, n, top, bottom }) {
  const total = counts.reduce((a, c) => a + c, 0);
  if (!total) return most;
  const mine = film.head.outcome.alive;
  const groups = groupsOf(n);
  const share = spread(groups.map((g) => counts.slice(g.low, g.high + 1).reduce((a, c) => a + c, 0)), Math.min(100, total));
  const places = groups.map((g) => sy((g.low + g.high) / 2));
  const room = groups.map((_, k) => Math.min(...[k - 1, k + 1].filter((i) => i in places).map((i) => Math.abs(places[i] - places[k]))));
  const fits = [unit * 0.75, unit * 0.6, unit * 0.5, unit * 0.4, unit * 0.3].find((d) => groups.every((_, k) => Math.ceil(share[k] / Math.max(1, Math.floor(room[k] / d))) * d <= to - from))
    || unit * 0.25;
  const size = Math.min(most, fits);
  groups.forEach((g, k) => {
    const lines = Math.max(1, Math.min(Math.floor(room[k] / size), Math.ceil(share[k] / 6)));
    const across = Math.ceil(share[k] / lines);
    const y0 = Math.max(top, Math.min(bottom - (lines - 1) * size, places[k] - ((lines - 1) * size) / 2));
    for (let i = 0; i < share[k]; i += 1) {
      ctx.beginPath();
      ctx.arc(from + (Math.floor(i / lines) + 0.5) * size, y0 + (i % lines) * size, size * 0.4, 0, 2 * Math.PI);
      ctx.fillStyle = colours.grey;
      ctx.fill();
    }
    if (mine >= g.low && mine <= g.high) {
      ctx.strokeStyle = colours.ink;
      ctx.lineWidth = unit / 7;
      ctx.strokeRect(from - size * 0.45, y0 - size * 0.85, (Math.max(1, across) + 0.9) * size, (lines + 0.7) * size);
    }
  });
  return fits;
}

// None and all are groups of their own; numbers in between share a group where space is short.
function groupsOf(n) {
  if (n <= 12) return Array.from({ length: n + 1 }, (_, k) => ({ low: k, high: k }));
  const groups = [{ low: 0, high: 0 }];
  const wide = Math.ceil((n - 1) / 8);
  for (let low = 1; low < n; low += wide) groups.push({ low, high: Math.min(n - 1, low + wide - 1) });
  groups.push({ low: n, high: n });
  return groups;
}

// A hundred dots for any number of runs: largest remainders, so that they add up.
export function spread(counts, shown) {
  const total = counts.reduce((a, c) => a + c, 0);
  const exact = counts.map((c) => (c * shown) / total);
  const whole = exact.map(Math.floor);
  let left = shown - whole.reduce((a, c) => a + c, 0);
  const order = exact.map((v, k) => [v - whole[k], k]).sort((a, c) => c[0] - a[0]);
  for (const [, k] of order) {
    if (left <= 0) break;
    whole[k] += 1;
    left -= 1;
  }
  return whole;
}

// How usual an outcome is among many: the share of runs at least as far out on its side.
export function typicality(counts, alive) {
  const total = counts.reduce((a, c) => a + c, 0);
  const below = counts.slice(0, alive).reduce((a, c) => a + c, 0);
  const same = counts[alive] || 0;
  const tail = Math.min(below + same, total - below) / total;
  const word = tail >= 0.25 ? 'typical' : tail >= 0.05 ? 'unusual' : 'rare';
  return { word, same, total };
}
