// Above the valley: what hangs on the cave wall, what is praised, who is in charge, which mishaps were averted.
import { h, say } from './dom.js';
import { svg } from './icons.js';
import { counted, t } from './words.js';

const PRAISES = ['person', 'product', 'plan', 'rescue', 'outcome']; // as the rules number them
const WALL = [['banner', 0.25], ['stick', 0.75], ['painting', Infinity]]; // by how much of the way is seen

export class Strip {
  constructor(film, compact) {
    this.film = film;
    this.compact = compact;
    this.picture = h('span', { class: 'wall-picture' });
    this.wallText = h('span');
    this.wall = h('span', { class: 'wall' }, this.picture, this.wallText);
    this.tokens = PRAISES.map((one) => h('i', { class: 'token', title: t(`praise_${one}`), html: svg(`praise-${one}`) }));
    this.praised = h('span');
    this.rockText = h('span');
    this.rock = h('span', { class: 'rock' }, h('span', { html: svg('boss') }), this.rockText);
    this.nights = h('span', { class: 'nights' });
    this.owned = h('span', { class: 'owned' });
    this.element = h('div', { class: 'strip' }, this.wall,
      h('span', { class: 'tokens' }, ...this.tokens, this.praised), this.owned, this.nights, this.rock);
  }

  update(scene) {
    const { film } = this;
    const { settings } = scene;
    const felt = settings.kappa > 0;
    const kind = felt && settings.shared > 0 ? WALL.find(([, below]) => settings.sees < below)[0] : '';
    const count = scene.hunters.filter((one) => one.alive && one.mark === 'ours').length;
    this.wall.hidden = !kind || !scene.living;
    if (kind) {
      if (this.kind !== kind) this.picture.innerHTML = svg(`wall-${kind}`);
      this.picture.style.opacity = (0.3 + (0.7 * count) / Math.max(1, scene.living)).toFixed(2); // the more work for it, the brighter
      this.wall.title = `${t(`wall_${kind}`)}, ${t('wall_work', { count, living: scene.living })}`;
      say(this.wallText, this.compact ? t(`wall_short_${kind}`) : `${t(`wall_short_${kind}`)}: ${t('wall_work', { count, living: scene.living })}`);
    }
    this.kind = kind;
    const active = PRAISES.map((_, k) => felt && settings.praise > 0 && settings.praises[k] > 0);
    this.tokens.forEach((one, k) => one.classList.toggle('active', active[k]));
    const what = PRAISES.filter((_, k) => active[k]).map((one) => t(`praise_${one}`)).join(', ');
    say(this.praised, what ? t('praised', { what }) : '');
    const chief = film.at('camp.chief', 0, scene.day);
    const boss = settings.leadership === 'plan' ? t('rock_plan') : settings.leadership === 'chief' && chief >= 0 && scene.hunters[chief].alive ? scene.hunters[chief].name : '';
    this.rock.hidden = !boss;
    say(this.rockText, t('rock', { name: boss }));
    const ghosts = film.at('camp.ghosts', 0, scene.day);
    const rescues = film.at('camp.rescues', 0, scene.day);
    this.nights.hidden = !(settings.mishaps > 0);
    say(this.nights, `✓ ${t('ghosts', { count: ghosts })} · ${counted('rescues', rescues, { count: rescues })}`);
    this.owned.hidden = !scene.flags || !scene.living;
    say(this.owned, t('owns_some', { count: scene.hunters.filter((one) => one.alive && one.owns >= 0.5).length, living: scene.living }));
  }
}
