// One clock for all bands on the page. It slows down at narrated events and holds while they are read.
export const SPEEDS = [1, 3, 8, 20]; // days a second, keys 1 to 4
const HOLD = [6, 6, 3, 1.2]; // seconds
const SLOW = 1; // days a second around a narrated event, at reading speeds
const QUIET = 6; // with the next narrated event more than this many days away, it hurries, at reading speeds
const HURRY = 3; // times as fast

export class Clock {
  constructor(days, told) {
    this.days = days;
    this.told = told; // days with a narrated event, ascending
    this.time = 0;
    this.speed = 1;
    this.playing = false;
    this.holding = 0;
    this.until = days - 1;
    this.held = -1;
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
    let time = this.time + rate * seconds;
    if (next !== undefined && time >= next) {
      time = next;
      this.held = next;
      this.holding = HOLD[this.speed];
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
    if (!on) this.holding = 0;
  }

  go(day, hold = false) {
    this.time = Math.max(0, Math.min(this.until, Math.round(day)));
    this.held = this.time;
    this.holding = hold && this.playing ? HOLD[this.speed] : 0;
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
