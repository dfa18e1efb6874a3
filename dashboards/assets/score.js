// How many are alive, large enough for the back row, and the gap between the bands.
import { h, say } from './dom.js';
import { t } from './words.js';

export class Score {
  constructor(stage) {
    this.numbers = stage.films.map(() => h('b', { 'aria-hidden': 'true' }));
    this.gap = h('span', { class: 'gap' });
    const counts = stage.films.map((_, k) => h('span', { class: 'count' }, this.numbers[k], stage.panels[k].alive));
    this.element = h('section', { class: 'score', 'aria-label': t('score') }, counts[0], stage.films.length > 1 ? [this.gap, counts[1]] : null);
  }

  update(scenes) {
    scenes.forEach((scene, k) => {
      say(this.numbers[k], String(scene.living));
      this.numbers[k].classList.toggle('none-left', scene.living === 0);
    });
    if (scenes.length < 2) return;
    const more = scenes[1].living - scenes[0].living;
    say(this.gap, more ? t(more > 0 ? 'score_right' : 'score_left', { count: Math.abs(more) }) : t('score_even'));
  }
}
