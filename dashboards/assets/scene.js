// What to draw of one band on the evening of one day: read from the film, nothing is simulated here.
export const CELLS = [[0, 1], [1, 1], [1, 0], [1, -1], [0, -1], [-1, -1], [-1, 0], [-1, 1]]; // from north, clockwise

export function sceneOf(film, day) {
  const { action } = film;
  const mark = film.head.marks;
  const hunters = [];
  const settings = film.settings(day);
  const storm = film.head.vocabulary.weather[film.at('camp.weather', 0, day)] === 'storm';
  for (let h = 0; h < film.hunters; h += 1) {
    const doing = film.at('hunters.action', h, day);
    const died = film.at('hunters.died', h, day);
    const promise = film.at('hunters.promised', h, day);
    const atHunt = doing === action.hunt || doing === action.own;
    const excused = storm || (doing === action.rest && film.at('hunters.injured', h, Math.max(0, day - 1)) > 0);
    hunters.push({
      h,
      name: film.head.names[h],
      x: film.at('hunters.x', h, day),
      y: film.at('hunters.y', h, day),
      alive: film.alive(h, day),
      died: died >= 0 && died <= day ? died : -1,
      action: doing,
      mark: mark[film.head.vocabulary.action[doing]] || 'ours',
      role: film.at('hunters.role', h, day),
      target: film.at('hunters.target', h, day),
      there: film.at('hunters.there', h, day) > 0,
      holds: film.at('hunters.holds', h, day) > 0,
      post: film.at('hunters.post', h, day),
      promised: promise >= 0,
      broke: promise >= 0 && !excused && doing !== action.hunt, // left a gap, or stayed away
      away: promise >= 0 && !excused && !atHunt,
      hurt: film.at('hunters.injured', h, day) > 0 || film.at('hunters.strain', h, day) > 0.5,
      hired: film.at('hunters.hired', h, day) > 0,
      product: film.at('hunters.product', h, day),
      owns: film.at('hunters.owns', h, day),
      ...hoursOf(film, h, day),
    });
  }
  const beasts = [];
  const leaders = new Set();
  for (let b = 0; b < film.beasts; b += 1) {
    const here = film.at('beasts.here', b, day) > 0;
    const down = film.at('beasts.down', b, day);
    const meat = film.at('beasts.meat', b, day);
    const called = film.at('beasts.called', b, day) >= 0;
    const leader = film.at('beasts.leader', b, day);
    if (called && leader >= 0 && hunters[leader].alive && hunters[leader].target === b) leaders.add(leader);
    if (here || (down >= 0 && meat > 1)) {
      beasts.push({
        b,
        x: film.at('beasts.x', b, day),
        y: film.at('beasts.y', b, day),
        kind: film.at('beasts.kind', b, day),
        promises: film.at('beasts.promises', b, day),
        carcass: down >= 0,
        fell: down === day,
        seen: film.at('beasts.sighted', b, day) >= 0,
        called,
        strength: film.at('beasts.strength', b, day),
        full: film.at('beasts.full', b, day),
        meat,
      });
    }
  }
  return {
    day,
    hunters,
    beasts,
    rings: ringsOf(hunters, film, day),
    leaders: [...leaders],
    camp: { x: film.at('camp.x', 0, day), y: film.at('camp.y', 0, day) },
    season: Math.floor(day / 90) % 4, // the calendar goes on when nobody is left to look at it
    weather: film.at('camp.weather', 0, day),
    living: film.at('camp.living', 0, day),
    store: film.at('camp.store', 0, day),
    storeDays: film.line('store')[day],
    winterNeed: film.line('winter')[day],
    events: film.eventsOf[day],
    night: film.eventsOf[day].some((e) => [film.kind.ghost, film.kind.wolves, film.kind.incident].includes(e.kind)),
    resting: action.rest,
    settings,
    flags: settings.plan > 0 || settings.orders > 0 || settings.checklist > 0, // where ownership makes a difference
    agreed: settings.form === 'agreed',
    missing: film.roles.filter((role) => !hunters.some((one) => one.alive && one.role === role)),
    planted: hunters.filter((one) => one.alive && (one.action === action.tend || one.action === action.build)).length,
    near: film.eventsOf[day].filter((e) => e.near).map((e) => e.beast),
  };
}

// Time spent in meetings (sheets, one for each tenth of a day), and whether someone came with a reminder.
function hoursOf(film, h, day) {
  const hours = film.row('hunters.hours', h, day);
  const of = (pattern) => film.head.vocabulary.hours.reduce((sum, name, k) => sum + (pattern.test(name) ? hours[k] || 0 : 0), 0);
  return { sheets: Math.min(3, Math.floor(of(/meet|tally|report/) * 10 + 0.01)), reminded: of(/remind/) > 0.005 };
}

// Parties that tried to close a ring today: where its middle was, who stood where, and which cell was left open.
function ringsOf(hunters, film, day) {
  const parties = new Map();
  for (const one of hunters) {
    if (one.there && one.post >= 0 && one.target >= 0 && (one.alive || one.died === day)) {
      if (!parties.has(one.target)) parties.set(one.target, []);
      parties.get(one.target).push(one);
    }
  }
  return [...parties].map(([b, party]) => {
    const votes = new Map();
    for (const one of party) {
      const key = `${one.x - CELLS[one.post][0]},${one.y - CELLS[one.post][1]}`;
      votes.set(key, (votes.get(key) || 0) + 1);
    }
    const [x, y] = [...votes].sort((a, c) => c[1] - a[1])[0][0].split(',').map(Number);
    const held = Array(8).fill(false);
    for (const one of party) if (one.holds) held[one.post] = true;
    const out = film.eventsOf[day].find((e) => e.kind === film.kind.escaped && e.beast === b);
    let gap = -1;
    if (out) {
      const who = out.who >= 0 ? party.find((one) => one.h === out.who && !one.holds) : null;
      gap = who ? who.post : held.indexOf(false);
      const ran = [Math.sign(film.at('beasts.x', b, day) - x), Math.sign(film.at('beasts.y', b, day) - y)];
      if (gap < 0) gap = CELLS.findIndex(([east, north]) => east === ran[0] && north === ran[1]); // it broke out there
    }
    return { b, x, y, held, gap, escaped: Boolean(out), members: party.map((one) => one.h) };
  });
}
