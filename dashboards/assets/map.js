// The valley: ground, season, weather, camp, bodies, beasts. One canvas per band.
import { draw, outline, ROLES } from './icons.js';
import { place } from './layout.js';
import { sceneOf } from './scene.js';

const ease = (t) => t * t * (3 - 2 * t);
const mix = (a, c, t) => a + (c - a) * t;

export class Valley {
  constructor(canvas, film) {
    this.canvas = canvas;
    this.ctx = canvas.getContext('2d', { alpha: false });
    this.film = film;
    this.kept = new Map();
    this.grounds = new Map();
    this.hits = [];
    this.resize();
  }

  resize() {
    const box = this.canvas.getBoundingClientRect();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const width = Math.max(80, Math.round(box.width * ratio));
    const height = Math.max(60, Math.round(box.height * ratio));
    const unit = parseFloat(getComputedStyle(this.canvas).fontSize) * ratio;
    if (this.size && this.size.width === width && this.size.height === height && this.unit === unit) return;
    this.ratio = ratio;
    this.canvas.width = width;
    this.canvas.height = height;
    this.unit = unit; // height of the smallest letters
    const room = Math.sqrt((width * height) / Math.max(8, this.film.hunters));
    const body = Math.max(unit * 1.5, Math.min(room * 0.36, unit * 2.3));
    this.size = { width, height, columns: this.film.head.width, rows: this.film.head.height, body };
    this.kept.clear();
    this.grounds.clear();
  }

  moment(day) {
    if (!this.kept.has(day)) {
      if (this.kept.size > 60) this.kept.delete(this.kept.keys().next().value);
      const scene = sceneOf(this.film, day);
      this.kept.set(day, { scene, places: place(scene, this.size) });
    }
    return this.kept.get(day);
  }

  // Draw the band at a moment between two evenings; return the scene of the evening shown.
  draw(time, colours, theme, clock) {
    const last = this.film.days - 1;
    const day = Math.min(last, Math.floor(time));
    const now = this.moment(day);
    const next = this.moment(Math.min(last, day + 1));
    const t = ease(Math.min(1, time - day));
    const { ctx } = this;
    const { scene } = now;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(this.ground(scene.season, colours, theme), 0, 0);
    this.colours = colours;
    this.hits = [];
    if (scene.living) this.drawWeather(scene.weather, clock); // below the bodies: a name must be read in fog as well
    this.drawCamp(scene, now.places);
    if (t < 0.5) this.drawRings(now, 1 - 2 * t);
    this.drawRopes(now, t < 0.25 ? 1 - 4 * t : 0);
    this.drawBeasts(now, next, t);
    this.drawHunters(now, next, t);
    this.drawNight(scene, now.places, t);
    return scene;
  }

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
    for (let x = 0; x < columns; x += 1) {
      for (let y = 0; y < rows; y += 1) {
        const kind = this.film.terrain(x, y);
        const px = x * cw;
        const py = height - (y + 1) * ch;
        if (kind === 1 && (x * 7 + y * 3) % 4 === 0) {
          draw(ctx, 'tree', px + cw / 2, py + ch / 2, Math.min(cw, ch) * 0.72);
        } else if (kind === 2 && (x + y) % 2 === 0) {
          ctx.beginPath();
          ctx.moveTo(px + cw * 0.1, py + ch * 0.5);
          ctx.lineTo(px + cw * 0.9, py + ch * 0.5);
          ctx.stroke();
        } else if (kind === 3) {
          ctx.beginPath();
          for (let k = 0; k <= 8; k += 1) ctx.lineTo(px + (cw * k) / 8, py + ch * (0.5 + 0.18 * Math.sin((k / 8) * 2 * Math.PI)));
          ctx.stroke();
        }
      }
    }
    this.grounds.set(key, sheet);
    return sheet;
  }

  drawCamp(scene, places) {
    const { ctx, colours, film } = this;
    const [x, y] = places.camp;
    const r = this.size.body * 0.75;
    if (film.head.parameters.mishaps > 0) this.drawFence(scene, x, y, r * 1.25);
    const full = Math.max(0.12, Math.min(1, scene.storeDays / Math.max(1, scene.winterNeed)));
    ctx.fillStyle = colours.ink;
    ctx.beginPath(); // the heap: as high as the store is full
    ctx.moveTo(x - r, y + r * 0.62);
    ctx.quadraticCurveTo(x, y + r * 0.62 - r * 2.6 * full, x + r, y + r * 0.62);
    ctx.closePath();
    if (scene.store > 0.5) ctx.fill();
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = this.unit / 9;
    ctx.beginPath();
    ctx.moveTo(x - r * 1.1, y + r * 0.62);
    ctx.lineTo(x + r * 1.1, y + r * 0.62);
    ctx.stroke();
    if (scene.living > 0) {
      ctx.fillStyle = colours.mine;
      draw(ctx, 'flame', x, y + r * 1.02, r * 0.34);
    }
  }

  drawFence(scene, x, y, r) {
    const { ctx, colours, film } = this;
    const day = scene.day;
    const done = (film.at('camp.fix_kept', 0, day) + film.at('camp.fix_done', 0, day)) / film.head.parameters.fix_days;
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
  }

  drawRings({ places }, strength) {
    const { ctx, colours } = this;
    for (const ring of places.rings) {
      ctx.globalAlpha = Math.max(0, Math.min(1, strength * 1.5));
      ctx.lineWidth = this.unit / 5;
      ctx.strokeStyle = colours.grey;
      for (let k = 0; k < 8; k += 1) {
        const middle = (k * Math.PI) / 4 - Math.PI / 2;
        ctx.setLineDash(ring.held[k] ? [] : [this.unit / 6, this.unit / 3]);
        if (k === ring.gap) continue;
        ctx.beginPath();
        ctx.ellipse(ring.px, ring.py, ring.rx, ring.ry, 0, middle - Math.PI / 8, middle + Math.PI / 8);
        ctx.stroke();
      }
      ctx.setLineDash([]);
      if (ring.gap >= 0) {
        const turn = (ring.gap * Math.PI) / 4 - Math.PI / 2;
        const from = ring.rx * 0.45;
        const to = ring.rx * 1.9;
        ctx.strokeStyle = ctx.fillStyle = colours.mine;
        ctx.lineWidth = this.unit / 3.4;
        const c = Math.cos(turn);
        const s = Math.sin(turn);
        ctx.beginPath();
        ctx.moveTo(ring.px + c * from, ring.py + s * from);
        ctx.lineTo(ring.px + c * (to - this.unit * 0.6), ring.py + s * (to - this.unit * 0.6));
        ctx.stroke();
        ctx.beginPath();
        ctx.moveTo(ring.px + c * to, ring.py + s * to);
        ctx.lineTo(ring.px + c * (to - this.unit) - s * this.unit * 0.6, ring.py + s * (to - this.unit) + c * this.unit * 0.6);
        ctx.lineTo(ring.px + c * (to - this.unit) + s * this.unit * 0.6, ring.py + s * (to - this.unit) - c * this.unit * 0.6);
        ctx.fill();
      }
      ctx.globalAlpha = 1;
    }
  }

  // Ropes between neighbours of a party; thickness is trust, dotted below 0.3.
  drawRopes({ scene, places }, strength) {
    if (strength <= 0) return;
    const { ctx, colours, film } = this;
    const parties = new Map();
    for (const one of scene.hunters) {
      if (one.alive && one.there && one.target >= 0 && !one.hired) {
        if (!parties.has(one.target)) parties.set(one.target, []);
        parties.get(one.target).push(one.h);
      }
    }
    ctx.strokeStyle = colours.grey;
    ctx.globalAlpha = strength;
    for (const party of parties.values()) {
      if (party.length < 2) continue;
      const cx = party.reduce((sum, h) => sum + places.hunters[h].x, 0) / party.length;
      const cy = party.reduce((sum, h) => sum + places.hunters[h].y, 0) / party.length;
      const round = [...party].sort((a, c) => Math.atan2(places.hunters[a].y - cy, places.hunters[a].x - cx)
        - Math.atan2(places.hunters[c].y - cy, places.hunters[c].x - cx));
      for (let k = 0; k < round.length; k += 1) {
        const a = round[k];
        const c = round[(k + 1) % round.length];
        if (a === c || (round.length === 2 && k === 1)) continue;
        const trust = (film.trust(a, c, scene.day) + film.trust(c, a, scene.day)) / 2;
        ctx.lineWidth = Math.max(1.5, trust * this.unit * 0.5);
        ctx.setLineDash(trust < 0.3 ? [this.unit / 7, this.unit / 3] : []);
        ctx.beginPath();
        ctx.moveTo(places.hunters[a].x, places.hunters[a].y);
        ctx.lineTo(places.hunters[c].x, places.hunters[c].y);
        ctx.stroke();
      }
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  drawBeasts(now, next, t) {
    const { ctx, colours } = this;
    const r = this.size.body * 0.72;
    for (const one of now.scene.beasts) {
      const from = now.places.beasts.get(one.b);
      const to = next.places.beasts.get(one.b) || from;
      const x = mix(from.x, to.x, t);
      const y = mix(from.y, to.y, t);
      const size = r * [0.72, 0.95, 1.12][one.kind];
      ctx.strokeStyle = ctx.fillStyle = colours.ink;
      if (one.carcass) {
        ctx.save();
        ctx.translate(x, y);
        ctx.rotate(Math.PI);
        ctx.globalAlpha = 0.55;
        draw(ctx, 'mammoth', 0, 0, size);
        ctx.restore();
        ctx.globalAlpha = 1;
        continue;
      }
      if (one.seen) draw(ctx, 'mammoth', x, y, size, to.x < from.x);
      else {
        ctx.globalAlpha = 0.55;
        outline(ctx, 'mammoth', x, y, size, this.unit / 9);
        ctx.globalAlpha = 1;
      }
      if (one.seen) { // one pip a good strike it can still take
        const pips = Math.max(1, Math.round(one.full));
        const w = this.unit * 0.5;
        for (let k = 0; k < pips; k += 1) {
          const px = x - (pips * w) / 2 + k * w;
          ctx.lineWidth = this.unit / 12;
          ctx.strokeRect(px, y - size * 1.12 - w * 0.4, w * 0.7, w * 0.8);
          if (k + 0.5 < one.strength) ctx.fillRect(px, y - size * 1.12 - w * 0.4, w * 0.7, w * 0.8);
        }
      }
    }
  }

  drawHunters(now, next, t) {
    const { ctx } = this;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    const leaders = new Set(now.scene.leaders);
    for (const one of now.scene.hunters) {
      const from = now.places.hunters[one.h];
      const to = next.places.hunters[one.h];
      const x = mix(from.x, to.x, t);
      const y = mix(from.y, to.y, t);
      if (one.died >= 0 && one.died < now.scene.day) this.drawCairn(one, x, y);
      else {
        this.drawBody(one, x, y, leaders.has(one.h), now.scene);
        this.hits.push({ h: one.h, x: x / this.ratio, y: y / this.ratio, r: (this.size.body * 0.7) / this.ratio });
      }
    }
  }

  drawCairn(one, x, y) {
    const { ctx, colours } = this;
    ctx.fillStyle = colours.grey;
    draw(ctx, 'cairn', x, y - this.unit * 0.35, this.unit * 0.62);
    this.name(one.name, x, y + this.unit * 0.72, colours.grey, false);
  }

  drawBody(one, x, y, leads, scene) {
    const { ctx, colours } = this;
    const r = this.size.body / 2;
    const rescue = scene.events.some((e) => e.kind === this.film.kind.rescued && e.who === one.h);
    if (rescue) this.burst(x, y, r * 1.55);
    ctx.lineWidth = Math.max(2, this.unit / 9);
    ctx.strokeStyle = colours.ink;
    ctx.fillStyle = one.mark === 'ours' ? colours.ours : one.mark === 'mine' ? colours.mine : colours.paper;
    ctx.beginPath();
    if (one.mark === 'mine') ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    else ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fill();
    if (one.hurt) this.hatch(x, y, r);
    ctx.beginPath();
    if (one.mark === 'mine') ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    else ctx.arc(x, y, r, 0, 2 * Math.PI);
    if (one.hired) ctx.setLineDash([this.unit / 4, this.unit / 5]);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = one.mark === 'none' ? colours.ink : colours.icon;
    const doing = this.film.head.vocabulary.option[one.option];
    draw(ctx, ROLES[one.role] || 'shield', x, y, r * 0.78);
    if (doing === 'tend' || doing === 'build') {
      ctx.strokeStyle = colours.prevention;
      ctx.fillStyle = colours.paper;
      draw(ctx, 'shield', x + r, y + r * 0.35, r * 0.5);
      outline(ctx, 'shield', x + r, y + r * 0.35, r * 0.5, this.unit / 7);
    } else if (doing === 'forage') {
      ctx.fillStyle = colours.grey;
      draw(ctx, 'rabbit', x + r * 1.08, y + r * 0.3, r * 0.46);
    }
    this.sheets(one, x, y, r, scene.day);
    if (leads) {
      ctx.strokeStyle = colours.ink;
      ctx.lineWidth = this.unit / 4;
      ctx.beginPath();
      ctx.moveTo(x - r * 0.6, y - r * 1.15);
      ctx.lineTo(x, y - r * 1.6);
      ctx.lineTo(x + r * 0.6, y - r * 1.15);
      ctx.stroke();
    }
    this.name(one.name, x, y + r + this.unit * 0.5, colours.ink, true);
  }

  // Sheets on the shoulder: one for each tenth of the day that went into sitting together or being reminded.
  sheets(one, x, y, r, day) {
    const names = this.film.head.vocabulary.hours;
    const hours = this.film.row('hunters.hours', one.h, day);
    let sat = 0;
    names.forEach((name, k) => {
      if (/meet|remind|tally|report|council/.test(name)) sat += hours[k] || 0;
    });
    const count = Math.min(3, Math.floor(sat * 10 + 0.01));
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
  }

  name(text, x, y, colour, bold) {
    const { ctx, colours } = this;
    ctx.font = `${bold ? 600 : 400} ${this.unit}px "Helvetica Neue", Arial, "DejaVu Sans", sans-serif`;
    ctx.lineWidth = this.unit / 4.5;
    ctx.strokeStyle = colours.paper;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }

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
  }

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
  }

  // Wolves that came, nights in which nothing happened: beside the camp, for the day.
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
        if (ghost) outline(ctx, 'wolf', px, py, r, this.unit / 8, [this.unit / 5, this.unit / 5]);
        else draw(ctx, 'wolf', px, py, r);
        ctx.globalAlpha = 1;
      }
    }
  }

  drawWeather(weather, clock) {
    const { ctx, colours } = this;
    const { width, height } = this.size;
    if (weather === 1) { // fog: the rim goes first
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
        if (weather === 2) {
          ctx.moveTo(px + this.unit * 0.1, py);
          ctx.arc(px, py, this.unit * 0.1, 0, 7);
        } else {
          ctx.moveTo(px, py);
          ctx.lineTo(px - this.unit * 0.35, py + this.unit * 1.1);
        }
      }
      if (weather === 2) ctx.fill();
      else ctx.stroke();
      ctx.globalAlpha = 1;
    }
  }

  // Who stands under a point of the page.
  hit(x, y) {
    const box = this.canvas.getBoundingClientRect();
    const near = this.hits
      .map((one) => ({ h: one.h, far: Math.hypot(x - box.left - one.x, y - box.top - one.y), r: one.r }))
      .sort((a, c) => a.far - c.far)[0];
    return near && near.far <= near.r * 1.2 ? near.h : -1;
  }
}
