// Next to the valley: store, KPIs, hours, trust, who leads and why, in words and bars.
import { h, say } from './dom.js';
import { svg, roleSign } from './icons.js';
import { counted, t } from './words.js';

// The first phrases that fit into a line of `letters` letters.
function fitting(phrases, letters) {
  const line = phrases.join(' · ');
  return line.length <= letters || phrases.length < 2 ? line : fitting(phrases.slice(0, -1), letters);
}

export class Panel {
  constructor(film, compact) {
    this.film = film;
    this.compact = compact;
    const n = film.hunters;
    this.storeFill = h('div', { class: 'fill' });
    this.bodyFill = h('div', { class: 'fill bodies' });
    this.storeLine = h('div', { class: 'need' });
    this.storeText = h('span', { class: 'big' });
    this.storeBar = h('div', { class: 'bar store', role: 'img' }, this.storeFill, this.bodyFill, this.storeLine);
    this.alive = h('span', { class: 'alive' });
    this.kpiHead = h('span', { class: 'soft' });
    this.bars = film.head.names.slice(0, n).map((name, k) => {
      const mark = h('span', { class: 'mark' });
      const fill = h('div', { class: 'fill' });
      const role = film.head.words.roles[film.at('hunters.role', k, 0)];
      const icon = h('span', { class: 'role', html: svg(roleSign(film.at('hunters.role', k, 0)), role) });
      const row = h('div', { class: 'kpi', title: `${name}, ${role}` }, mark,
        compact ? null : h('span', { class: 'who' }, name), compact ? null : icon, h('div', { class: 'bar' }, fill));
      return { row, mark, fill, name: `${name}, ${role}` };
    });
    this.hours = h('div', { class: 'bar hours', role: 'img' });
    this.hoursText = h('span', { class: 'soft' });
    this.trust = h('span', { class: 'soft' });
    this.leads = h('p', { class: 'leads' });
    this.needed = h('span', { class: 'needed' }, t('chart_need'));
    const columns = n <= 24 ? 2 : n <= 36 ? 3 : 4;
    const kpis = h('div', { class: `kpis${columns > 2 ? ' dense' : ''}`, style: `--columns: ${columns}; --rows: ${Math.ceil(n / columns)}` }, this.bars.map((one) => one.row));
    const store = h('section', { class: 'p-store' },
      h('div', { class: 'across' }, h('h2', {}, t('food')), this.storeText), this.storeBar,
      h('div', { class: 'under' }, this.needed));
    const kpi = h('section', { class: 'p-kpi' }, h('div', { class: 'across' }, h('h2', {}, t('kpis')), this.kpiHead), kpis);
    const more = h('section', { class: 'p-more' }, this.leads,
      h('div', { class: 'line' }, h('span', { class: 'cue' }, t('day_went_to')), this.hours),
      h('div', { class: 'line' }, this.hoursText), h('div', { class: 'line' }, this.trust));
    this.element = h('div', { class: `panel${compact ? ' compact' : ''}` }, store, kpi, more);
    this.day = -1;
  }

  update(scene, force = false) {
    if (scene.day === this.day && !force) return;
    this.day = scene.day;
    const { film } = this;
    const { storeDays, winterNeed, day } = scene;
    const bodyDays = film.line('bodies')[day];
    const most = Math.max(120, winterNeed * 1.15, Math.ceil(this.mostFood() / 20) * 20);
    this.storeFill.style.width = `${Math.min(100, (100 * storeDays) / most)}%`;
    this.bodyFill.style.left = this.storeFill.style.width;
    this.bodyFill.style.width = `${Math.min(100, (100 * bodyDays) / most)}%`;
    this.storeLine.style.left = `${(100 * winterNeed) / most}%`;
    const days = Math.round(storeDays);
    const given = { store: days, bodies: Math.round(bodyDays) };
    const [some, none] = this.compact ? ['food_here_narrow', 'food_none_narrow'] : ['food_here', 'food_none']; // next to another band there is less room
    say(this.storeText, scene.living ? t(days ? some : none, given) : t('nobody_left'));
    this.storeBar.setAttribute('aria-label', scene.living ? t('food_twin', { ...given, need: Math.round(winterNeed) }) : t('nobody_left'));
    const [room, wide] = [this.storeBar.clientWidth, this.needed.offsetWidth];
    this.needed.style.left = `${Math.max(0, Math.min(room - wide, (room * winterNeed) / most - wide / 2))}px`; // under the line, inside the bar
    say(this.alive, t('alive', { living: scene.living, hunters: film.hunters }));
    let met = 0;
    scene.hunters.forEach((one, k) => {
      const bar = this.bars[k];
      const dead = one.died >= 0 && one.died < day;
      const cls = `mark ${dead ? 'dead' : one.mark}`;
      bar.mark.className = cls;
      bar.row.classList.toggle('dead', dead);
      bar.mark.classList.toggle('hired', one.hired && !dead);
      bar.row.title = one.hired ? `${bar.name}, ${t('hired')}` : bar.name;
      const part = dead ? 0 : Math.min(1, one.product);
      if (!dead) met += part;
      const size = `${Math.round(100 * part)}%`;
      if (this.compact) bar.fill.style.height = size;
      else bar.fill.style.width = size;
    });
    say(this.kpiHead, scene.living ? t('met_today', { share: Math.round((100 * met) / Math.max(1, scene.living)) }) : '');
    say(this.leads, this.whoLeads(scene));
    this.updateHours(scene);
    this.updateTrust(scene);
  }

  // The most food per person of the year; the last one or two alive would own all the rest.
  mostFood() {
    if (this.most === undefined) {
      this.most = 0;
      const [store, bodies, living] = ['store', 'bodies', 'living'].map((name) => this.film.line(name));
      store.forEach((v, k) => { if (living[k] > 2) this.most = Math.max(this.most, v + bodies[k]); });
      this.most = Math.min(this.most, 240);
    }
    return this.most;
  }

  updateHours(scene) {
    const names = this.film.head.words.hours || this.film.head.vocabulary.hours;
    const sums = names.map(() => 0);
    let living = 0;
    for (const one of scene.hunters) {
      if (!one.alive) continue;
      living += 1;
      this.film.row('hunters.hours', one.h, scene.day).forEach((v, k) => { sums[k] += v; });
    }
    const shares = sums.map((v) => v / Math.max(1, living));
    if (this.hours.children.length !== names.length) {
      this.hours.replaceChildren(...names.map((name, k) => h('div', { class: `part part${k % 6}` })));
    }
    shares.forEach((v, k) => { this.hours.children[k].style.width = `${100 * v}%`; });
    const order = shares.map((v, k) => [v, k]).sort((a, c) => c[0] - a[0]).filter(([v]) => v >= 0.01).slice(0, 3);
    const words = living ? fitting(order.map(([v, k]) => `${names[k]} ${Math.round(100 * v)} %`), this.compact ? 68 - 1.2 * this.leads.textContent.length : 50) : '';
    say(this.hoursText, words);
    this.hours.setAttribute('aria-label', t('hours_twin', { words }));
  }

  updateTrust(scene) {
    const { film } = this;
    const ten = (v) => (Number.isFinite(v) ? `${(10 * v).toFixed(0)}` : '–');
    const came = film.line('came')[scene.day];
    const stayed = film.line('stayed')[scene.day];
    const { orders, plan } = film.settings(scene.day);
    let words = t('trust_camp', { came: ten(came), stayed: ten(stayed) });
    if (orders > 0) words = t('trust_outside', { came: ten(came), outside: ten(film.at('camp.outside', 0, scene.day)) });
    if (plan > 0 || orders > 0) words += t('trust_owned', { owned: ten(film.at('camp.owned', 0, scene.day)) });
    say(this.trust, scene.living > 1 ? words : '');
  }

  whoLeads(scene) {
    const { film } = this;
    if (!scene.living) return t('gone_since', { day: Math.max(...scene.hunters.map((one) => one.died)) });
    const kind = film.settings(scene.day).leadership;
    const called = scene.beasts.find((b) => b.called && !b.carcass);
    if (kind === 'none' || kind === 'plan') return t(`leads_${kind}`);
    if (scene.leaders.length) {
      const who = scene.hunters[scene.leaders[0]];
      const role = film.head.words.roles[who.role];
      return t(kind === 'chief' ? 'leads_chief' : 'leads_trusted', { name: who.name, role });
    }
    const off = scene.events.some((one) => one.kind === film.kind.called_off);
    return called ? t('leads_yet', { promised: called.promises }) : t(off ? 'leads_off' : 'leads_today');
  }
}
