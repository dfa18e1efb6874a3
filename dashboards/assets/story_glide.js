// Time in the story: from where the clock stands to a day, at a speed of the story's own.
const STILL = 1000; // milliseconds at least from one still to the next, where motion is reduced

export class Glide {
  constructor(stage) {
    this.stage = stage;
    this.paused = false;
  }

  // Go on to a day at so many days a second, then call `done`.
  start(to, speed, done) {
    this.stop();
    const { clock, still } = this.stage;
    const from = clock.time;
    const mine = this.mine = {};
    clock.until = to;
    this.paused = false;
    let time = from;
    let last = performance.now();
    let shown = last;
    this.end = () => {
      this.mine = null;
      clock.go(to);
      this.stage.render(true);
      done();
    };
    const step = (now) => {
      if (this.mine !== mine) return;
      if (!this.paused) time = Math.min(to, time + (speed * Math.max(0, Math.min(250, now - last))) / 1000);
      last = now;
      if (time >= to) {
        this.end();
        return;
      }
      if (!still.matches || now - shown >= STILL) {
        shown = now;
        clock.time = time;
        this.stage.dirty = true;
      }
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  pause() {
    this.paused = !this.paused;
  }

  stop() {
    this.mine = null;
    this.end = () => {};
  }
}
