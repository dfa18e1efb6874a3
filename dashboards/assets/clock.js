// One clock for all bands on the page. It slows down at narrated events and holds while they are read.
export const SPEEDS = [1, 3, 8, 20]; // days a second, keys 1 to 4
const HOLD = [6, 6, 3, 1.2]; // seconds, at most
const LEAST = 2.5; // seconds, at the usual speed
const USUAL = 1;
const YEAR = 90; // seconds that a year of 360 days takes at the usual speed
const SLOW = 1; // days a second around a narrated event, at reading speeds
const QUIET = 6; // with the next narrated event more than this many days away, it hurries, at reading speeds
const HURRY = 3; // times as fast
const TRIED = 0.02; // seconds, the steps in which a plan is tried out

export class Clock {
  constructor(days, told) {
    this.days = days;
    this.told = told; // days with a narrated event, ascending
    this.time = 0;
    this.speed = 1;
    this.pace = 1; // how much faster a clock with a plan goes between sentences, at the usual speed
    this.playing = false;
    this.holding = 0;
    this.until = days - 1;
    this.held = -1;
    this.hold = [...HOLD];
    this.hold[USUAL] = this.holdFor(YEAR * (days / 360));
  }

  // How long to hold at each narrated event, so that the year takes about so many seconds.
  holdFor(seconds) {
    const rate = (from, to) => { // seconds from one narrated event to the next
      const days = to - from;
      const quiet = Math.max(0, days - QUIET - 2);
      return (days - quiet - 1) / SPEEDS[USUAL] + quiet / (SPEEDS[USUAL] * HURRY) + 1 / SLOW;
    };
    const stops = [0, ...this.told, this.days - 1];
    const travel = stops.slice(1).reduce((sum, day, k) => sum + Math.max(0, day > stops[k] ? rate(stops[k], day) : 0), 0);
    return Math.max(LEAST, Math.min(HOLD[USUAL], (seconds - travel) / Math.max(1, this.told.length)));
  }

  // Take so many seconds from one day to another at the usual speed, holding so long at each narrated event between.
  plan(from, until, seconds, hold) {
    this.until = Math.min(until, this.days - 1);
    this.hold[USUAL] = 0;
    this.speed = USUAL;
    this.go(from);
    let travel = 0; // tried out, without holding
    for (this.playing = this.time < this.until; this.playing; travel += TRIED) this.tick(TRIED);
    const told = this.told.filter((day) => day > from && day < this.until);
    this.pace = travel / Math.max(1, seconds - hold * told.length);
    this.hold[USUAL] = hold;
    this.go(from);
  }

  get day() {
    return Math.min(this.days - 1, Math.floor(this.time + 1e-6));
  }

  tick(seconds) {
    if (!this.playing) return;
    if (this.holding > 0) {
      this.holding -= seconds;
      return;
    }
    const next = this.told.find((d) => d > this.held && d >= this.time - 1e-9);
    const near = next !== undefined && next - this.time < 1 && this.speed < 3;
    const quiet = this.speed < 2 && this.time - this.held > 2 && (next === undefined || next - this.time > QUIET);
    const rate = near ? Math.min(SLOW, SPEEDS[this.speed]) : SPEEDS[this.speed] * (quiet ? HURRY : 1);
    let time = this.time + rate * (this.speed === USUAL ? this.pace : 1) * seconds;
    if (next !== undefined && time >= next) {
      time = next;
      this.held = next;
      this.holding = this.hold[this.speed];
    }
    if (time >= this.until) {
      time = this.until;
      this.playing = false;
    }
    this.time = time;
  }

  play(on = !this.playing) {
    if (on && this.time >= this.until) this.go(0);
    this.playing = on;
    if (on) return;
    this.holding = 0;
    this.time = this.day; // between two days bodies pass each other, and would hide names if they stopped there
  }

  go(day, hold = false) {
    this.time = Math.max(0, Math.min(this.until, Math.round(day)));
    this.held = this.time;
    this.holding = hold && this.playing ? this.hold[this.speed] : 0;
  }

  step(by) {
    this.playing = false;
    this.go(this.day + by);
  }

  // To the next day with a narrated event, or the previous one.
  jump(by) {
    const days = this.told.filter((d) => (by > 0 ? d > this.day : d < this.day));
    const day = by > 0 ? days[0] : days[days.length - 1];
    this.go(day === undefined ? (by > 0 ? this.until : 0) : day, true);
  }
}
