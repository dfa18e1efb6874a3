// Where bodies are drawn: in their cells, moved apart just enough that none hides another or its name.
import { CELLS } from './scene.js';

export function place(scene, size) {
  const { width, height, columns, rows, body } = size;
  const cw = width / columns;
  const ch = height / rows;
  const at = (x, y) => [(x + 0.5) * cw, height - (y + 0.5) * ch];
  const items = [];
  const [campX, campY] = at(scene.camp.x, scene.camp.y);
  items.push({ x: campX, y: campY + body * 0.25, w: body * 1.7, h: body * 2.1, still: true });
  const places = { hunters: new Array(scene.hunters.length), beasts: new Map(), rings: [], parties: new Map(), camp: [campX, campY] };
  if (scene.night) { // a raid, or one averted
    places.night = { x: campX + body * 1.9, y: campY + body * 1.25, w: body * 1.4, h: body * 1.1, heavy: 6 };
    items.push(places.night);
  }
  const out = new Map(); // where a beast that escaped has run to
  const around = new Map(); // where those at a beast stand
  for (const ring of scene.rings) {
    const parts = ring.members.map((h) => scene.hunters[h].post);
    const [x, y] = inside(at(ring.x, ring.y), parts.length, size, places.camp);
    places.rings.push({ ...ring, px: x, py: y, rx: body * RX, ry: body * RY });
    items.push(middle(x, y, ring.b, body));
    seat(x, y, parts, body).forEach((spot, k) => around.set(ring.members[k], spot));
    if (ring.gap >= 0) { // it escaped through this gap: keep the way clear, and draw it where it ran to
      ring.members.forEach((h, k) => {
        if (parts[k] === ring.gap) around.set(h, spoke(x, y, ring.gap + 0.5, 1.5, body)); // next to the gap, not in it
      });
      const [wayX, wayY] = spoke(x, y, ring.gap, 1.2, body);
      items.push({ x: wayX, y: wayY, w: body * 0.8, h: body * 0.8, still: true });
      out.set(ring.b, spoke(x, y, ring.gap, 2.1, body));
    }
  }
  const parties = new Map();
  for (const one of scene.hunters) {
    if (one.alive && one.there && one.target >= 0 && !around.has(one.h)) {
      if (!parties.has(one.target)) parties.set(one.target, []);
      parties.get(one.target).push(one.h);
    }
  }
  for (const [b, party] of parties) { // those who wait for more, or carry meat
    const beast = scene.beasts.find((one) => one.b === b);
    const where = beast || scene.hunters[party[0]];
    const [x, y] = inside(at(where.x, where.y), party.length, size, places.camp);
    if (beast) places.parties.set(b, [x, y]);
    items.push(middle(x, y, b, body));
    seat(x, y, party.map((_, k) => [4, 2, 6, 3, 5, 1, 7, 0][k % 8]), body).forEach((spot, k) => around.set(party[k], spot));
  }
  for (const one of scene.hunters) {
    const gone = one.died >= 0 && one.died < scene.day;
    const item = { w: gone ? body * 1.1 : body * 1.16, h: gone ? body * 1.25 : body * 1.62, lift: gone ? 0 : body * 0.26 };
    const spot = around.get(one.h);
    if (spot) {
      [item.x, item.y] = spot;
      item.heavy = 10;
      item.of = one.target;
    } else {
      [item.x, item.y] = at(one.x, one.y);
      if (!gone && Math.abs(one.x - scene.camp.x) <= 1 && Math.abs(one.y - scene.camp.y) <= 1) {
        const turn = (2 * Math.PI * one.h) / scene.hunters.length;
        const r = body * (one.h % 2 ? 3.3 : 2.05);
        item.x = campX + Math.cos(turn) * r * 1.25;
        item.y = campY + Math.sin(turn) * r * 0.95;
        item.heavy = 2;
      }
    }
    if (!gone && one.sheets) { // room for the sheets on the shoulder
      item.h += body * 0.26;
      item.lift -= body * 0.13;
    }
    if (!gone && scene.flags && one.owns >= 0.5) item.w += body * 0.48;
    else if (!gone && one.sheets) item.w += body * 0.2;
    if (scene.leaders.includes(one.h)) { // room for the chevron
      item.h += body * 0.46;
      item.lift -= body * 0.23;
    }
    item.y += item.lift;
    places.hunters[one.h] = item;
    items.push(item);
  }
  places.missing = (scene.living ? scene.missing : []).map((role, k) => ({ role, x: body * (1 + 1.8 * k), y: height - body * 0.85, w: body * 1.7, h: body * 1.6, still: true }));
  items.push(...places.missing);
  for (const one of scene.beasts) {
    const [x, y] = out.get(one.b) || at(one.x, one.y);
    const ring = places.rings.find((r) => r.b === one.b && !r.escaped);
    const held = ring ? [ring.px, ring.py] : places.parties.get(one.b);
    const item = held
      ? { x: held[0], y: held[1], w: body * 1.4, h: body * 1.3, still: true, of: one.b }
      : { x, y, w: body * 1.8, h: body * 2.2, heavy: 1.5 };
    places.beasts.set(one.b, item);
    if (!ring) items.push(item);
  }
  apart(items, size);
  for (const item of places.hunters) item.y -= item.lift;
  return places;
}

// Where hunters are on their way from one evening to the next: those whose paths cross step around each other. At both
// ends nobody has to, so nobody jumps.
export function between(from, to, t, size) {
  if (t <= 0 || t >= 1) return t <= 0 ? from : to;
  const mixed = (a, b) => a + (b - a) * t;
  const items = from.map((one, k) => {
    const lift = mixed(one.lift, to[k].lift);
    return { x: mixed(one.x, to[k].x), y: mixed(one.y, to[k].y) + lift, w: mixed(one.w, to[k].w), h: mixed(one.h, to[k].h), lift };
  });
  const straight = items.map(({ x, y }) => ({ x, y }));
  apart(items, size, ROUNDS);
  const much = Math.min(1, t / SOON, (1 - t) / SOON); // little by little, where the way begins and where it ends
  items.forEach((item, k) => {
    item.x = straight[k].x + (item.x - straight[k].x) * much;
    item.y = straight[k].y + (item.y - straight[k].y) * much - item.lift;
  });
  return items;
}
const ROUNDS = 60; // of moving apart, in every picture
const SOON = 0.15; // of the way

// The ground inside a ring: nobody else stands there.
const middle = (x, y, b, body) => ({ x, y, w: body * (2 * RX - 1.1), h: body * (2 * RY - 1.6), still: true, of: b });

// Eight places around a beast, wide enough for bodies with their names; latecomers stand behind, in between.
const RX = 2.05;
const RY = 2.3;
const RIM = 0.2; // between a body and the edge of the valley: the ring around a hunter at a hunt is wider than its place

function seat(x, y, posts, body) {
  const rank = Array(8).fill(0);
  return posts.map((post) => {
    const row = rank[post];
    rank[post] += 1;
    return spoke(x, y, post + (row > 1 ? 0.5 : 0), row ? 1.72 : 1, body);
  });
}

// The point `far` radii from the middle, in the direction of a place.
function spoke(x, y, post, far, body) {
  const turn = post * (Math.PI / 4) - Math.PI / 2;
  return [x + Math.cos(turn) * body * RX * far, y + Math.sin(turn) * body * RY * far];
}

// The nearest middle where all of them fit into the valley and the fire is not inside the ring.
function inside([from, y], count, { width, height, body }, camp) {
  const far = count > 8 ? 1.72 : 1;
  const near = Math.abs(from - camp[0]) < body * 1.7 && Math.abs(y - camp[1]) < body * 1.6;
  const x = near ? camp[0] + (from < camp[0] ? -1 : 1) * body * 1.7 : from;
  return [clamp(x, body * (RX * far + 0.6 + RIM), width - body * (RX * far + 0.6 + RIM)),
    clamp(y, body * (RY * far + 0.6 + RIM), height - body * (RY * far + 1.1))];
}

function apart(items, { width, height, body }, rounds = 260) {
  const rim = body * RIM;
  for (let k = 0; k < items.length; k += 1) items[k].turn = k * 2.399; // which way to move for two at exactly the same place
  for (let round = 0; round < rounds; round += 1) {
    let moved = false;
    for (let i = 0; i < items.length; i += 1) {
      for (let j = i + 1; j < items.length; j += 1) moved = push(items[i], items[j], round) || moved;
    }
    for (const one of items) {
      if (!one.still) {
        const x = clamp(one.x, one.w / 2 + rim, width - one.w / 2 - rim);
        const y = clamp(one.y, one.h / 2 + rim, height - one.h / 2 - rim);
        moved = moved || x !== one.x || y !== one.y; // back from outside the valley, maybe onto another
        [one.x, one.y] = [x, y];
      }
    }
    if (!moved) break;
  }
}

// Push two apart along the shorter way out; if that has not helped for a while (at an edge, in a crowd), along both.
function push(a, c, round) {
  const needX = (a.w + c.w) / 2;
  const needY = (a.h + c.h) / 2;
  let dx = c.x - a.x;
  let dy = c.y - a.y;
  if (Math.abs(dx) >= needX - 0.5 || Math.abs(dy) >= needY - 0.5 || (a.still && c.still)) return false;
  if (a.of !== undefined && a.of === c.of && (a.still || c.still)) return false;
  if (Math.abs(dx) + Math.abs(dy) < 1) {
    dx = Math.cos(c.turn);
    dy = Math.sin(c.turn);
  }
  const overX = needX - Math.abs(dx);
  const overY = needY - Math.abs(dy);
  const weightA = a.still ? 0 : 1 / (a.heavy || 1);
  const weightC = c.still ? 0 : 1 / (c.heavy || 1);
  const share = (round > 120 ? 0.8 : 0.52) / (weightA + weightC);
  const both = round > 40 && round % 3 !== 0;
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
