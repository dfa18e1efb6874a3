// Where bodies are drawn: their cells, moved apart just enough that no body hides another or its name.
import { CELLS } from './scene.js';

export function place(scene, size) {
  const { width, height, columns, rows, body } = size;
  const cw = width / columns;
  const ch = height / rows;
  const at = (x, y) => [(x + 0.5) * cw, height - (y + 0.5) * ch];
  const items = [];
  const [campX, campY] = at(scene.camp.x, scene.camp.y);
  items.push({ x: campX, y: campY, w: body * 1.5, h: body * 1.5, still: true });
  const places = { hunters: new Array(scene.hunters.length), beasts: new Map(), rings: [], camp: [campX, campY] };
  const inRing = new Map();
  for (const ring of scene.rings) {
    const far = body * (ring.members.length > 8 ? 3.5 : 2.4);
    let [x, y] = at(ring.x, ring.y);
    x = clamp(x, far, width - far);
    y = clamp(y, far, height - far * 1.12);
    const near = body * 1.75;
    places.rings.push({ ...ring, px: x, py: y, r: near });
    items.push({ x, y, w: body * 1.6, h: body * 1.3, still: true });
    const rank = Array(8).fill(0);
    for (const h of ring.members) {
      const { post } = scene.hunters[h];
      const [east, north] = CELLS[post];
      const length = Math.hypot(east, north);
      const r = near + rank[post] * body * 1.25;
      rank[post] += 1;
      inRing.set(h, [x + (east / length) * r * 1.12, y - (north / length) * r]);
    }
  }
  const waiting = new Map();
  for (const one of scene.hunters) {
    const gone = one.died >= 0 && one.died < scene.day;
    const item = { w: gone ? body * 1.1 : body * 1.16, h: gone ? body * 1.25 : body * 1.62, lift: gone ? 0 : body * 0.26 };
    if (inRing.has(one.h)) {
      [item.x, item.y] = inRing.get(one.h);
      item.heavy = 4;
    } else {
      [item.x, item.y] = at(one.x, one.y);
      if (!gone && Math.abs(one.x - scene.camp.x) <= 1 && Math.abs(one.y - scene.camp.y) <= 1) {
        const seat = (2 * Math.PI * one.h) / scene.hunters.length;
        const r = body * (one.h % 2 ? 3.3 : 2.05);
        item.x = campX + Math.cos(seat) * r * 1.25;
        item.y = campY + Math.sin(seat) * r * 0.95;
        item.heavy = 2;
      } else if (!gone && one.there && one.target >= 0) {
        const k = waiting.get(one.target) || 0;
        waiting.set(one.target, k + 1);
        const turn = -Math.PI / 2 + k * 0.9;
        item.x += Math.cos(turn) * body * 1.7;
        item.y += Math.sin(turn) * body * 1.4;
      }
    }
    item.y += item.lift;
    places.hunters[one.h] = item;
    items.push(item);
  }
  for (const one of scene.beasts) {
    const [x, y] = at(one.x, one.y);
    const ring = places.rings.find((r) => r.b === one.b && !r.escaped);
    const item = ring
      ? { x: ring.px, y: ring.py, w: body, h: body, still: true }
      : { x, y, w: body * 1.8, h: body * 2, heavy: 1.5 };
    places.beasts.set(one.b, item);
    if (!ring) items.push(item);
  }
  apart(items, width, height);
  for (const item of places.hunters) item.y -= item.lift;
  return places;
}

function apart(items, width, height) {
  for (let k = 0; k < items.length; k += 1) items[k].turn = k * 2.399; // where to go from exactly the same place
  for (let round = 0; round < 160; round += 1) {
    let moved = false;
    for (let i = 0; i < items.length; i += 1) {
      for (let j = i + 1; j < items.length; j += 1) moved = push(items[i], items[j], round) || moved;
    }
    for (const one of items) {
      if (!one.still) {
        one.x = clamp(one.x, one.w / 2, width - one.w / 2);
        one.y = clamp(one.y, one.h / 2, height - one.h / 2);
      }
    }
    if (!moved) break;
  }
}

// Push two apart along the shorter way out; where that has not helped for a while (at an edge, in a crowd), along both.
function push(a, c, round) {
  const needX = (a.w + c.w) / 2;
  const needY = (a.h + c.h) / 2;
  let dx = c.x - a.x;
  let dy = c.y - a.y;
  if (Math.abs(dx) >= needX - 0.5 || Math.abs(dy) >= needY - 0.5 || (a.still && c.still)) return false;
  if (Math.abs(dx) + Math.abs(dy) < 1) {
    dx = Math.cos(c.turn);
    dy = Math.sin(c.turn);
  }
  const overX = needX - Math.abs(dx);
  const overY = needY - Math.abs(dy);
  const weightA = a.still ? 0 : 1 / (a.heavy || 1);
  const weightC = c.still ? 0 : 1 / (c.heavy || 1);
  const share = 0.52 / (weightA + weightC);
  const both = round > 40;
  if (both || overX < overY) {
    const step = (dx < 0 ? -1 : 1) * (overX < overY ? overX : Math.min(overX, overY)) * share;
    a.x -= step * weightA;
    c.x += step * weightC;
  }
  if (both || overX >= overY) {
    const step = (dy < 0 ? -1 : 1) * (overX < overY ? Math.min(overX, overY) : overY) * share;
    a.y -= step * weightA;
    c.y += step * weightC;
  }
  return true;
}

const clamp = (value, low, high) => Math.max(low, Math.min(Math.max(low, high), value));
