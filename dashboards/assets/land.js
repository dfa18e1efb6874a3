// The valley itself: ground, camp, fence, weather, and raids by night. Mixed into Valley, see map.js.
import { draw, outline, pictures } from './icons.js';

export const land = {
  ground(season, colours, theme) {
    const key = `${season}-${theme}`;
    if (this.grounds.has(key)) return this.grounds.get(key);
    const { width, height, columns, rows } = this.size;
    const sheet = document.createElement('canvas');
    sheet.width = width;
    sheet.height = height;
    const ctx = sheet.getContext('2d');
    ctx.fillStyle = colours.ground[season];
    ctx.fillRect(0, 0, width, height);
    const cw = width / columns;
    const ch = height / rows;
    ctx.strokeStyle = ctx.fillStyle = colours.shade;
    ctx.lineWidth = Math.max(1.5, this.unit / 12);
    const set = pictures();
    for (let x = 0; x < columns; x += 1) {
      for (let y = 0; y < rows; y += 1) {
        const kind = this.film.terrain(x, y);
        set.tile(ctx, kind, { px: x * cw, py: height - (y + 1) * ch, cw, ch }, x, y);
      }
    }
    this.grounds.set(key, sheet);
    return sheet;
  },
  drawCamp(scene, places) {
    const { ctx, colours, film } = this;
    const [x, y] = places.camp;
    const r = this.size.body * 0.75;
    this.drawShields(scene.planted, x, y + r * 1.8, r);
    if (scene.settings.mishaps > 0) this.drawFence(scene, x, y, r * 1.25);
    const full = Math.max(0.12, Math.min(1, scene.storeDays / Math.max(1, scene.winterNeed)));
    ctx.fillStyle = colours.ink;
    if (scene.store > 0.5) pictures().pile(ctx, x, y + r * 0.62, r, full);
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = this.unit / 9;
    ctx.beginPath();
    ctx.moveTo(x - r * 1.1, y + r * 0.62);
    ctx.lineTo(x + r * 1.1, y + r * 0.62);
    ctx.stroke();
    if (scene.living > 0) {
      const { size, colour } = pictures().home;
      ctx.fillStyle = colours[colour];
      draw(ctx, 'home', x, y + r * (0.68 + size), r * size);
    }
  },
  // Shields in front of the camp: one per hunter who looked after store or fence that day, six at most.
  drawShields(count, x, y, r) {
    const shown = Math.min(6, count);
    for (let k = 0; k < shown; k += 1) {
      const px = x + (k - (shown - 1) / 2) * r * 0.4;
      this.ctx.fillStyle = this.colours.paper;
      draw(this.ctx, 'shield', px, y, r * 0.27);
      this.ctx.strokeStyle = this.colours.prevention;
      outline(this.ctx, 'shield', px, y, r * 0.27, this.unit / 8);
    }
  },
  drawFence(scene, x, y, r) {
    const { ctx, colours, film } = this;
    const day = scene.day;
    const done = (film.at('camp.fix_kept', 0, day) + film.at('camp.fix_done', 0, day)) / scene.settings.fix_days;
    const planks = 22;
    const stands = film.at('camp.fixed', 0, day) >= 0 ? planks : Math.floor(Math.min(0.95, done) * planks);
    ctx.lineCap = 'round';
    for (let k = 0; k < planks; k += 1) {
      const turn = (2 * Math.PI * k) / planks - Math.PI / 2;
      ctx.strokeStyle = k < stands ? colours.prevention : colours.line;
      ctx.lineWidth = k < stands ? this.unit / 5 : this.unit / 9;
      ctx.beginPath();
      ctx.moveTo(x + Math.cos(turn) * r, y + Math.sin(turn) * r);
      ctx.lineTo(x + Math.cos(turn) * r * 1.2, y + Math.sin(turn) * r * 1.2);
      ctx.stroke();
    }
  },
  // A raid, or a raid averted: next to the camp, for that day.
  drawNight(scene, places, t) {
    const { ctx, colours, film } = this;
    if (!places.night) return;
    const { x: px, y: py } = places.night;
    const r = this.size.body * 0.62;
    for (const event of scene.events) {
      const ghost = event.kind === film.kind.ghost;
      if (ghost || event.kind === film.kind.wolves || event.kind === film.kind.incident) {
        ctx.globalAlpha = Math.max(0, 1 - t * 1.2);
        ctx.strokeStyle = ghost ? colours.prevention : colours.ink;
        ctx.fillStyle = colours.ink;
        if (ghost) outline(ctx, 'raid', px, py, r, this.unit / 8, [this.unit / 5, this.unit / 5]);
        else draw(ctx, 'raid', px, py, r);
        ctx.globalAlpha = 1;
      }
    }
  },
  drawWeather(weather, clock) {
    const { ctx, colours } = this;
    const { width, height } = this.size;
    if (weather === 1) { // fog: thickest at the rim
      if (!this.fog || this.fog.of !== colours) {
        const veil = ctx.createRadialGradient(width / 2, height / 2, height * 0.3, width / 2, height / 2, width * 0.62);
        veil.addColorStop(0, `rgba(${colours.veil},0)`);
        veil.addColorStop(1, `rgba(${colours.veil},0.85)`);
        this.fog = { of: colours, veil, width };
      }
      ctx.fillStyle = this.fog.veil;
      ctx.fillRect(0, 0, width, height);
    } else if (weather === 2 || weather === 3) {
      ctx.strokeStyle = ctx.fillStyle = weather === 2 ? colours.grey : colours.ink;
      ctx.globalAlpha = weather === 2 ? 0.5 : 0.28;
      ctx.lineWidth = this.unit / 11;
      const move = clock * (weather === 2 ? 0.012 : 0.03) * this.unit;
      ctx.beginPath();
      for (let k = 0; k < 70; k += 1) {
        const px = (k * 137.5 * 7 + move * 0.4) % width;
        const py = (k * 61.8 * 11 + move) % height;
        if (weather === 2) pictures().flake(ctx, px, py, this.unit);
        else pictures().gust(ctx, px, py, this.unit);
      }
      if (weather === 2) ctx.fill();
      else ctx.stroke();
      ctx.globalAlpha = 1;
    }
  },
};
