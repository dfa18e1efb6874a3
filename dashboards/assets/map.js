// The valley: ground, season, weather, camp, bodies, beasts. One canvas per band.
import { bodies } from './bodies.js';
import { land } from './land.js';
import { place } from './layout.js';
import { marks } from './marks.js';
import { sceneOf } from './scene.js';

const ease = (t) => t * t * (3 - 2 * t);
const STILL = 0.45; // share of a day that bodies stand still; while they move, they may cover each other

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
    const t = ease(Math.max(0, Math.min(1, (time - day - STILL) / (1 - STILL))));
    const { ctx } = this;
    const { scene } = now;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(this.ground(scene.season, colours, theme), 0, 0);
    this.colours = colours;
    this.hits = [];
    if (scene.living) this.drawWeather(scene.weather, clock); // below the bodies: names must be readable in fog, too
    this.drawCamp(scene, now.places);
    this.near = scene.near;
    const firm = Math.max(0, 1 - 2 * t);
    this.drawRings(now, firm);
    this.drawMissing(now);
    this.drawRopes(now, t < 0.25 ? 1 - 4 * t : 0);
    this.drawBeasts(now, next, t);
    this.drawHunters(now, next, t);
    this.drawWaysOut(now, firm);
    this.drawNight(scene, now.places, t);
    return scene;
  }

  // The hunter at a point of the page, or -1.
  hit(x, y) {
    const box = this.canvas.getBoundingClientRect();
    const near = this.hits
      .map((one) => ({ h: one.h, far: Math.hypot(x - box.left - one.x, y - box.top - one.y), r: one.r }))
      .sort((a, c) => a.far - c.far)[0];
    return near && near.far <= near.r * 1.2 ? near.h : -1;
  }
}

Object.assign(Valley.prototype, land, bodies, marks);
