// A film: a head in JSON and columns of numbers, time last. See dashboards/stage/film.py.
const ARRAYS = { u1: Uint8Array, u2: Uint16Array, i4: Int32Array, f8: Float64Array };

export async function loadFilm(query, version, signal) {
  const response = await fetch(`/film?${query}&v=${version}`, { signal });
  if (!response.ok) throw new Error((await response.json()).refused);
  return new Film(await response.arrayBuffer());
}

export class Film {
  constructor(buffer) {
    const length = new DataView(buffer).getUint32(4, true);
    if (new TextDecoder().decode(new Uint8Array(buffer, 0, 4)) !== 'HUNT') throw new Error('This is not a film.');
    this.head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
    this.days = this.head.days;
    this.hunters = this.head.sizes.hunters;
    this.beasts = this.head.sizes.beasts;
    this.columns = {};
    for (const one of this.head.columns) {
      const size = one.shape.reduce((a, b) => a * b, 1);
      const codes = new ARRAYS[one.kind](buffer, 8 + length + one.offset, size);
      this.columns[`${one.group}.${one.name}`] = { ...one, codes: one.differences ? summed(codes, one.shape) : codes };
    }
    this.stretches = this.head.stretches.map((one) => ({ day: one.day, settings: { ...this.head.parameters, ...one.new } }));
    this.events = this.readEvents();
    for (const k of this.head.near) this.events[k].near = true;
    this.eventsOf = Array.from({ length: this.days }, () => []);
    for (const one of this.events) this.eventsOf[one.day].push(one);
    const words = this.head.vocabulary;
    this.roles = [...new Set(Array.from({ length: this.hunters }, (_, h) => this.at('hunters.role', h, 0)))];
    this.action = Object.fromEntries(words.action.map((name, k) => [name, k]));
    this.kind = Object.fromEntries(words.event.map((name, k) => [name, k]));
  }

  // The settings of a day: some may have changed since the first morning.
  settings(day) {
    return this.stretches.findLast((one) => one.day <= day).settings;
  }

  has(column) {
    return column in this.columns;
  }

  // The value of a field for one of a group (or of the camp, index 0) on the evening of a day.
  at(column, index, day) {
    const one = this.columns[column];
    if (!one) return 0;
    return one.low + one.step * one.codes[index * this.days + day];
  }

  // The values of a row of numbers, such as hours, for one of a group.
  row(column, index, day) {
    const one = this.columns[column];
    if (!one) return [];
    const width = one.shape[1];
    return Array.from({ length: width }, (_, k) => one.low + one.step * one.codes[(index * width + k) * this.days + day]);
  }

  trust(i, j, day) {
    const one = this.columns['trust.trust'];
    return one.low + one.step * one.codes[(i * this.hunters + j) * this.days + day];
  }

  line(name) {
    return this.columns[`series.${name}`].codes;
  }

  terrain(x, y) {
    return this.columns['valley.terrain'].codes[x * this.head.height + y];
  }

  alive(h, day) {
    return this.at('hunters.alive', h, day) > 0;
  }

  readEvents() {
    const day = this.columns['events.day'];
    if (!day) return [];
    const count = day.shape[day.shape.length - 1];
    const value = (name, k) => {
      const one = this.columns[`events.${name}`];
      return one.low + one.step * one.codes[k];
    };
    const names = this.head.columns.filter((c) => c.group === 'events' && c.shape.length === 1).map((c) => c.name);
    return Array.from({ length: count }, (_, k) => Object.fromEntries(names.map((name) => [name, value(name, k)])));
  }
}

function summed(codes, shape) {
  const length = shape[shape.length - 1] || 1;
  const out = new codes.constructor(codes.length);
  for (let at = 0; at < codes.length; at += length) {
    let sum = 0;
    for (let k = 0; k < length; k += 1) {
      sum += codes[at + k];
      out[at + k] = sum; // wraps around, as the differences did
    }
  }
  return out;
}
