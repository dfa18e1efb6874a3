// Who is in the valley: hunters, parties, ropes, rings and beasts. Mixed into Valley, see map.js.
import { draw, outline, pictures, roleSign } from './icons.js';
import { between } from './layout.js';

const mix = (a, c, t) => a + (c - a) * t;

export const bodies = {
  drawRings({ places }, strength) {
    const { ctx, colours } = this;
    for (const ring of strength > 0 ? places.rings : []) {
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
      if (this.near.includes(ring.b)) { // near miss: a thin ring around the whole ring
        ctx.strokeStyle = colours.ink;
        ctx.lineWidth = this.unit / 10;
        ctx.beginPath();
        ctx.ellipse(ring.px, ring.py, ring.rx * 1.26, ring.ry * 1.26, 0, 0, 2 * Math.PI);
        ctx.stroke();
      }
      ctx.globalAlpha = 1;
    }
  },
  // The arrow where a beast escaped: above the bodies, with a paper-coloured rim.
  drawWaysOut({ places }, strength) {
    const { ctx, colours, unit } = this;
    for (const ring of places.rings.filter((one) => one.gap >= 0 && strength > 0)) {
      const turn = (ring.gap * Math.PI) / 4 - Math.PI / 2;
      ctx.save();
      ctx.globalAlpha = Math.min(1, strength * 1.5);
      ctx.translate(ring.px, ring.py);
      ctx.scale(1, ring.ry / ring.rx);
      ctx.rotate(turn);
      ctx.lineJoin = 'round';
      for (const [colour, rim] of [[colours.paper, unit * 0.35], [colours.mine, 0]]) {
        ctx.strokeStyle = ctx.fillStyle = colour;
        ctx.lineWidth = unit / 3.4 + rim;
        ctx.beginPath();
        ctx.moveTo(ring.rx * 0.5, 0);
        ctx.lineTo(ring.rx * 1.5 - unit * 0.6, 0);
        ctx.stroke();
        ctx.lineWidth = rim;
        ctx.beginPath();
        ctx.moveTo(ring.rx * 1.5, 0);
        ctx.lineTo(ring.rx * 1.5 - unit, unit * 0.6);
        ctx.lineTo(ring.rx * 1.5 - unit, -unit * 0.6);
        ctx.closePath();
        if (rim) ctx.stroke();
        ctx.fill();
      }
      ctx.restore();
    }
  },
  // Ropes between neighbours in a party: the thicker, the more trust; dotted below 0.3.
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
        if (scene.agreed) {
          this.ruler(places.hunters[a], places.hunters[c]);
          continue;
        }
        ctx.lineWidth = Math.max(1.5, trust * this.unit * 0.4);
        ctx.setLineDash(trust < 0.3 ? [this.unit / 7, this.unit / 3] : []);
        ctx.beginPath();
        ctx.moveTo(places.hunters[a].x, places.hunters[a].y);
        ctx.lineTo(places.hunters[c].x, places.hunters[c].y);
        ctx.stroke();
      }
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  },
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
        ctx.globalAlpha = 0.55;
        draw(ctx, 'big-done', x, y, size);
        ctx.globalAlpha = 1;
        continue;
      }
      if (one.seen) draw(ctx, 'big', x, y, size, pictures().turns && to.x < from.x);
      else {
        ctx.globalAlpha = 0.55;
        outline(ctx, 'big', x, y, size, this.unit / 9);
        ctx.globalAlpha = 1;
      }
      if (one.seen) { // one pip per good strike it can still take
        const pips = Math.max(1, Math.round(one.full));
        const w = this.unit * 0.5;
        for (let k = 0; k < pips; k += 1) {
          const px = x - (pips * w) / 2 + k * w;
          ctx.lineWidth = this.unit / 12;
          ctx.strokeRect(px, y - size * 1.25 - w * 0.4, w * 0.7, w * 0.8);
          if (k + 0.5 < one.strength) ctx.fillRect(px, y - size * 1.25 - w * 0.4, w * 0.7, w * 0.8);
        }
      }
    }
  },
  drawHunters(now, next, t) {
    const { ctx } = this;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    const leaders = new Set(now.scene.leaders);
    const places = between(now.places.hunters, next.places.hunters, t, this.size);
    const names = []; // written last: no body covers a name
    for (const one of now.scene.hunters) {
      const { x, y } = places[one.h];
      if (one.died >= 0 && one.died < now.scene.day) this.drawLeft(one, x, y);
      else {
        this.drawBody(one, x, y, leaders.has(one.h), now.scene);
        names.push([one.name, x, y + this.size.body / 2 + this.unit * 0.5]);
        this.hits.push({ h: one.h, x: x / this.ratio, y: y / this.ratio, r: (this.size.body * 0.7) / this.ratio });
      }
    }
    for (const [name, x, y] of names) this.name(name, x, y, this.colours.ink, true);
  },
  drawLeft(one, x, y) {
    const { ctx, colours } = this;
    ctx.fillStyle = colours.grey;
    draw(ctx, 'left', x, y - this.unit * 0.35, this.unit * 0.62);
    this.name(one.name, x, y + this.unit * 0.72, colours.grey, false);
  },
  drawBody(one, x, y, leads, scene) {
    const { ctx, colours } = this;
    const r = this.size.body / 2;
    if (one.h === this.film.me || one.h === this.film.asked) this.halo(x, y, r);
    const rescue = scene.events.some((e) => e.kind === this.film.kind.rescued && e.who === one.h);
    if (rescue) this.burst(x, y, r * 1.55);
    if (one.promised && one.alive) this.promise(one, x, y, r);
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
    ctx.fillStyle = one.mark === 'none' || one.hurt ? colours.ink : colours.icon; // white on white hatching cannot be read
    const doing = this.film.head.vocabulary.action[one.action];
    draw(ctx, roleSign(one.role), x, y, r * 0.78);
    if (doing === 'tend' || doing === 'build') {
      ctx.strokeStyle = colours.prevention;
      ctx.fillStyle = colours.paper;
      draw(ctx, 'shield', x + r, y + r * 0.35, r * 0.5);
      outline(ctx, 'shield', x + r, y + r * 0.35, r * 0.5, this.unit / 7);
    } else if (doing === 'forage') {
      ctx.fillStyle = colours.grey;
      draw(ctx, 'small', x + r * 1.08, y + r * 0.3, r * 0.46);
    }
    this.sheets(one, x, y, r);
    if (one.reminded) {
      ctx.fillStyle = colours.ink;
      ctx.beginPath();
      ctx.arc(x + r * 0.95, y - r * 0.95, r * 0.24, 0, 2 * Math.PI);
      ctx.fill();
    }
    if (scene.flags && one.owns >= 0.5) this.flag(x - r * 1.12, y + r, r);
    if (leads) {
      ctx.strokeStyle = colours.ink;
      ctx.lineWidth = this.unit / 4;
      ctx.beginPath();
      ctx.moveTo(x - r * 0.6, y - r * 1.15);
      ctx.lineTo(x, y - r * 1.6);
      ctx.lineTo(x + r * 0.6, y - r * 1.15);
      ctx.stroke();
    }
  },
  // A line around a hunter who has promised to come to the hunt: dotted where the promise is not kept today.
  promise(one, x, y, r) {
    const { ctx, colours } = this;
    ctx.lineWidth = Math.max(1.5, this.unit / 12);
    ctx.strokeStyle = colours.ink;
    ctx.setLineDash(one.broke ? [this.unit / 9, this.unit / 5] : []);
    ctx.beginPath();
    ctx.arc(x, y, r * 1.3, 0, 2 * Math.PI);
    ctx.stroke();
    ctx.setLineDash([]);
  },
  // Around the hunter in Why?, and around the viewer's hunter in the story.
  halo(x, y, r) {
    const { ctx, colours } = this;
    ctx.beginPath();
    ctx.arc(x, y, r * 1.5, 0, 2 * Math.PI);
    ctx.fillStyle = colours.paper;
    ctx.fill();
    ctx.lineWidth = this.unit / 5;
    ctx.strokeStyle = colours.ink;
    ctx.stroke();
  },
  name(text, x, y, colour, bold) {
    const { ctx, colours } = this;
    ctx.font = `${bold ? 600 : 400} ${this.unit}px "Helvetica Neue", Arial, "DejaVu Sans", sans-serif`;
    ctx.lineWidth = this.unit / 4.5;
    ctx.strokeStyle = colours.paper;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  },
};
