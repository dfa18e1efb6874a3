// The scissors: how far the KPIs are met, and what there is to eat, of every band on the stage in the same two charts.
import { dotted, fan, prepare, season, smooth, spaced, stroke, text } from './charts.js';
import { button, h, say } from './dom.js';
import { meanOf } from './tally.js';
import { figure, t } from './words.js';

const MONTH = 14; // days of the running mean of the KPIs
const LONGEST = 15; // letters of a title that fit at the end of a line

// What a line is called: the title of its band where that is short and says what differs, else its side.
export function shortNames(titles) {
  if (titles.length === 1) return [''];
  const fits = titles.every((one) => one.length <= LONGEST) && titles[0] !== titles[1];
  return fits ? titles : [t('left'), t('right')];
}

export class Scissors {
  constructor(stage) {
    this.stage = stage;
    this.names = shortNames(stage.address.titles);
    this.charts = ['kpi', 'food'].map((name) => ({ name, canvas: h('canvas', { class: 'chart', role: 'img', tabindex: '-1' }), twin: h('p', { class: 'twin' }) }));
    this.swap = button('', () => { this.showOthers = !this.showOthers; this.update(true); }, { class: 'swap', hidden: true });
    this.element = h('section', { class: 'scissors', 'aria-label': t('chart_label') },
      this.charts.map((one) => h('div', { class: 'chart-box' }, one.canvas, one.twin)), this.swap);
    this.most = { kpi: 100, food: Math.ceil(Math.max(...stage.films.map((film) => Math.max(...film.line('food'), film.line('winter')[0]))) / 20) * 20 };
  }

  update(force = false) {
    const { stage } = this;
    const { day } = stage.clock;
    if (day === this.day && !force) return;
    this.day = day;
    const many = stage.address.bands.map((band) => stage.many[band]);
    const known = many.every((one) => one && one.fan);
    this.swap.hidden = !known;
    const others = known && this.showOthers;
    say(this.swap, t(others ? 'chart_own' : 'chart_other'));
    this.charts.forEach((chart, k) => {
      if (others && k >= stage.films.length) return;
      const words = others ? this.others(chart.canvas, k, many[k]) : this.draw(chart, day);
      say(chart.twin, words);
      chart.canvas.setAttribute('aria-label', words);
    });
    this.element.classList.toggle('alone', Boolean(others) && stage.films.length === 1);
  }

  // How one band fared in the other years.
  others(canvas, k, many) {
    const { stage } = this;
    fan(canvas, stage.films[k], this.day, many, stage.colours, { dots: false, reference: this.reference });
    return t('fan_twin', { total: many.runs, mean: figure(meanOf(many.alive), 1), hunters: stage.films[k].hunters });
  }

  get reference() {
    return this.stage.reference.shown ? this.stage.reference.year : null;
  }

  draw({ name, canvas }, day) {
    const { films, colours } = this.stage;
    const { ctx, width, height, unit } = prepare(canvas);
    const { reference } = this;
    const lines = films.map((film) => lineOf(name, film.line(name), film.line('living'), day));
    const bare = reference ? lineOf(name, reference[name], reference.living, day) : null;
    const label = (called, line) => t(`chart_${name}`, { name: called, value: Math.round(lastOf(line)) }).trim();
    const labels = lines.map((line, k) => label(this.names[k], line));
    const bareLabel = bare ? label(t('chart_no_rule'), bare) : '';
    ctx.font = `600 ${unit}px ${getComputedStyle(canvas).fontFamily}`;
    const right = width - Math.max(...[...this.names.map((one) => label(one, [100])), bareLabel].map((one) => ctx.measureText(one).width)) - unit * 0.7;
    const top = unit * 1.5;
    const days = films[0].days;
    const sx = (k) => (k / Math.max(1, days - 1)) * right;
    const sy = (v) => height - unit * 0.3 - (Math.min(v, this.most[name]) / this.most[name]) * (height - top - unit * 0.3);
    season(ctx, days, right, top, height - top, colours);
    text(ctx, t(`chart_${name}_title`), 0, unit * 0.6, unit, colours.ink, colours.paper, 'left', 700);
    base(ctx, right, sy(0), colours);
    if (name === 'food') need(ctx, films[0].line('winter'), sx, sy, unit, colours);
    if (bare) dotted(ctx, bare, sx, sy, unit, colours); // below the others
    lines.forEach((line, k) => solid(ctx, line, sx, sy, unit, colours, k));
    const ends = [...lines, ...(bare ? [bare] : [])].map((line) => sy(lastOf(line)));
    spaced(ends, unit * 1.15, top, height - unit * 0.6).forEach((y, k) => {
      const ours = k < lines.length;
      text(ctx, ours ? labels[k] : bareLabel, sx(day) + unit * 0.4, y, unit, ours ? colours.ink : colours.grey, colours.paper, 'left', ours ? 600 : 400);
    });
    const twins = lines.map((line, k) => this.twin(name, this.stage.address.titles[k], line));
    if (bare) twins.push(this.twin(name, t('chart_no_rule'), bare));
    return twins.join(' ');
  }

  twin(name, title, line) {
    const first = line.find((v) => Number.isFinite(v)) ?? 0;
    return t(`chart_${name}_twin`, { title, first: Math.round(first), last: Math.round(lastOf(line)) });
  }
}

// A line up to a day: it ends where nobody is left.
function lineOf(name, values, living, day) {
  const line = name === 'kpi' ? Array.from(smooth(values, MONTH, day), (v) => 100 * v) : Array.from(values.slice(0, day + 1));
  return line.map((v, k) => (living[k] > 0 || (k > 0 && living[k - 1] > 0) ? v : NaN));
}

function lastOf(line) {
  for (let k = line.length - 1; k >= 0; k -= 1) if (Number.isFinite(line[k])) return line[k];
  return 0;
}

function base(ctx, right, y, colours) {
  ctx.strokeStyle = colours.grey;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(0, y);
  ctx.lineTo(right, y);
  ctx.stroke();
}

// What it takes to get through the winter: a thin line that falls to nothing while the winter passes.
function need(ctx, winter, sx, sy, unit, colours) {
  ctx.strokeStyle = colours.grey;
  ctx.lineWidth = Math.max(1, unit / 12);
  stroke(ctx, Array.from(winter), sx, sy);
  text(ctx, t('chart_need'), 0, sy(winter[0]) - unit * 0.65, unit, colours.grey, colours.paper, 'left', 400);
}

// The first band is drawn whole, the second in dashes.
function solid(ctx, line, sx, sy, unit, colours, k) {
  ctx.strokeStyle = colours.ink;
  ctx.lineWidth = unit / (k ? 5 : 3.5);
  ctx.lineJoin = 'round';
  if (k) ctx.setLineDash([unit * 0.6, unit * 0.35]);
  stroke(ctx, line, sx, sy);
  ctx.setLineDash([]);
}
