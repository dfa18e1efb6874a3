// One phone of a room: it asks for the state every 1.5 s, and repeats an answer until it is acknowledged.
(() => {
  'use strict';
  const W = JSON.parse(document.documentElement.dataset.words);
  const $ = (id) => document.getElementById(id);
  const PERIOD = 1500;
  const memory = {};
  const kept = { // a private tab may refuse storage
    get: (k) => { try { return localStorage.getItem(k) || memory[k] || ''; } catch { return memory[k] || ''; } },
    set: (k, v) => { memory[k] = v; try { localStorage.setItem(k, v); } catch { /* memory has it */ } },
  };
  const random = (n) => [...crypto.getRandomValues(new Uint8Array(n))].map((b) => b.toString(16).padStart(2, '0')).join('');
  const fill = (text, values) => text.replace(/\{(\w+):(.*?)\|(.*?)\}/g, (_, k, one, more) => (values[k] === 1 ? one : more)) // {n:day|days}
    .replace(/\{(\w+)\}/g, (_, k) => (typeof values[k] === 'number' ? values[k].toLocaleString(document.documentElement.lang, { useGrouping: false }) : values[k]));
  const tab = random(6);
  let code = location.pathname.slice(1, 5).toUpperCase();
  let version = 0, state = null, offset = 0, fails = 0, timer = 0, moved = false, asking = false, drawn = '', seated = false;
  const key = () => `hunt-${code}`;

  function el(name, attributes, ...children) {
    const one = document.createElement(name);
    for (const [k, v] of Object.entries(attributes || {})) {
      if (k.startsWith('on')) one.addEventListener(k.slice(2), v); else one.setAttribute(k, v);
    }
    one.append(...children);
    return one;
  }
  function show(...children) { $('main').replaceChildren(...children); }
  function status(text) { if ($('said').textContent !== text) $('said').textContent = text; }
  function net(away) {
    $('net').textContent = away ? W.looking : '';
    document.querySelector('header').classList.toggle('away', away);
    if (away && fails > 2) status(W.stay);
  }

  // The secret is also kept behind #, which is never sent: a scanner's own viewer forgets its storage.
  function secret() {
    const given = /^#s=([0-9a-f]{32})$/.exec(location.hash);
    const one = kept.get(key()) || (given ? given[1] : random(16));
    kept.set(key(), one);
    if (location.hash !== `#s=${one}`) history.replaceState(null, '', `/${code}#s=${one}`);
    return one;
  }
  async function ask(path, body) {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), 5000);
    const headers = { 'X-Seat': code ? secret() : '', 'X-Tab': tab, 'Content-Type': 'application/json' };
    try {
      return await fetch(path, { signal: stop.signal, headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
    } finally { clearTimeout(late); }
  }

  function askCode(note) {
    const field = el('input', { type: 'text', id: 'code', maxlength: 4, autocomplete: 'off', autocapitalize: 'characters' });
    const form = el('form', { onsubmit: (e) => { e.preventDefault(); code = field.value.trim().toUpperCase(); if (code.length === 4) join(); } },
      el('h1', {}, W.code), el('label', { for: 'code' }, note || W.code_note), field, el('button', { class: 'go' }, W.join));
    show(form);
    field.focus();
  }
  async function join() {
    if (asking) return; // a page that opens also becomes visible: one request is enough
    clearTimeout(timer);
    asking = true;
    try {
      const answer = await ask('/r/join', { code, secret: secret() });
      if (answer.status === 404) { code = ''; askCode(W.wrong_code); return; }
      if (answer.ok && (await answer.json()).ended) { net(false); status(''); bye(); return; }
      fails = answer.ok ? 0 : fails + 1;
      seated = answer.ok;
      if (answer.ok) version = 0;
      if (!answer.ok) status(W.moment);
    } catch { fails += 1; } finally { asking = false; }
    net(fails > 0);
    again(fails ? join : poll);
  }
  function again(what) {
    clearTimeout(timer);
    const wait = fails ? [500, 1000, 2000, 3000][Math.min(fails - 1, 3)] : PERIOD;
    timer = setTimeout(what, what === poll && !state ? 0 : wait + 200 * (Math.random() - 0.5));
  }
  async function poll() {
    if (moved || asking || !code || (state && state.scene.ended)) return;
    asking = true;
    let next = poll;
    try {
      await send();
      const answer = await ask(`/r/state?v=${version}`);
      if (answer.status === 401) { next = join; seated = false; }
      else if (answer.status === 409) { moved = true; status(''); show(el('h1', {}, W.moved)); return; }
      else if (answer.status === 200) take(await answer.json());
      fails = answer.status < 300 || next === join ? 0 : fails + 1;
    } catch { fails += 1; } finally { asking = false; }
    net(fails > 0);
    if (next === join) join(); else again(poll);
  }
  function take(news) {
    state = news;
    version = news.v;
    offset = news.now - Date.now();
    $('seat').textContent = fill(W.seat, news.own);
    draw();
  }

  // --- answers: a draft waits until it is acknowledged, or its question is over -------------------------------
  const draft = () => { try { return JSON.parse(kept.get(`${key()}-draft`) || 'null'); } catch { return null; } };
  const open = (d) => d && state && d.step === state.scene.id && d.epoch === state.scene.epoch;
  function choose(value) {
    kept.set(`${key()}-draft`, JSON.stringify({ step: state.scene.id, epoch: state.scene.epoch, nonce: random(8), value }));
    status(W.sending);
    clearTimeout(timer);
    poll();
  }
  async function send() {
    const one = draft();
    if (!one || one.done || !open(one)) return;
    const answer = await ask('/r/say', one);
    if (answer.status === 429 || answer.status >= 500) { status(W.moment); return; } // it is said again with the next look
    if (draft().nonce !== one.nonce) return; // chosen again meanwhile
    const said = await answer.json();
    kept.set(`${key()}-draft`, JSON.stringify({ ...one, done: true, late: Boolean(said.late) }));
    if (answer.ok) status(said.late ? W.late : W.kept);
  }
  function mine() {
    const one = draft();
    return open(one) && !one.late ? one.value : state.own.answer;
  }

  // --- what is on the phone ------------------------------------------------------------------------------------
  const heading = (s) => [el('h1', {}, s.title), ...(s.note ? [el('p', {}, s.note)] : [])];
  function slider(name, text, low, high, value, ends) {
    const out = el('b', {}, String(value));
    const input = el('input', { type: 'range', id: name, min: low, max: high, step: 1, value,
      oninput: () => { out.textContent = input.value; } });
    return { input, parts: [el('label', { for: name }, text, out), input,
      ...(ends ? [el('div', { class: 'ends' }, el('span', {}, ends[0]), el('span', {}, ends[1]))] : [])] };
  }
  const done = (label, act) => el('button', { class: 'go', onclick: act }, label);
  const place = (a) => { const [x, y] = a.split('-'); return fill(W.map_cell, { x: W.map_columns.split('|')[x], y: W.map_rows.split('|')[y] }); };
  const said = (a, s) => s.kind === 'place' ? place(a) : s.kind === 'lines' ? a.filter(Boolean).join(' \u00b7 ') : fill(s.kind === 'bet' ? W.your_bet : W.your_answer, { n: Array.isArray(a) ? a[0] : a, sure: Array.isArray(a) ? a[1] : '' });
  const label = (a, s) => ((s.options || []).find((o) => o.id === a) || { label: a === null ? '' : said(a, s) }).label;

  function press(e, value) {
    for (const b of $('main').querySelectorAll('button')) b.setAttribute('aria-pressed', String(b === e.currentTarget));
    choose(value);
  }
  function questions(s) {
    const now = mine();
    if (s.table || s.kind === 'choice' || s.kind === 'vote' || s.kind === 'day') {
      const numbers = (low, high, text) => Array.from({ length: high - low + 1 }, (_, k) => ({ id: low + k, label: fill(text, { n: low + k }) }));
      const options = s.table ? (s.kind === 'day' ? numbers(0, state.own.ring.people, W.table_hold) : numbers(...s.table, W.table_people))
        : s.kind === 'day' ? [{ id: 'hold', label: shared() ? W.hold : W.hold_paid }, { id: 'rabbit', label: shared() ? W.rabbit : W.rabbit_paid }] : s.options;
      return options.map((o) => el('button', { 'aria-pressed': String(now === o.id), onclick: (e) => press(e, o.id) }, o.label));
    }
    if (s.kind === 'place') {
      const [columns, rows] = [W.map_columns.split('|'), W.map_rows.split('|')];
      const cell = (x, y) => el('td', {}, el('button', { 'aria-pressed': String(now === `${x}-${y}`), 'aria-label': fill(W.map_cell, { x: columns[x], y: rows[y] }), onclick: (e) => press(e, `${x}-${y}`) }));
      return [el('p', {}, W.map_across), el('table', { class: 'map' }, el('tbody', {},
        ...rows.map((name, y) => el('tr', {}, el('th', { scope: 'row' }, name), ...columns.map((_, x) => cell(x, y)))),
        el('tr', {}, el('td', {}), ...columns.map((name) => el('th', { scope: 'col' }, name)))))];
    }
    if (s.kind === 'lines') {
      const inputs = s.fields.map((one, k) => el('input', { type: 'text', class: 'line', id: one.id, maxlength: 40, autocomplete: 'off', value: now ? now[k] : '' }));
      return [...s.fields.flatMap((one, k) => [el('label', { for: one.id }, one.label), inputs[k]]),
        done(W.send, () => choose(inputs.map((one) => one.value))), el('p', {}, W.lines_note)];
    }
    const middle = Math.round((s.range[0] + s.range[1]) / 2);
    const first = slider('a', s.kind === 'bet' ? W.number : W.mark, ...s.range, now === null ? middle : s.kind === 'bet' ? now[0] : now, s.low && [s.low, s.high]);
    if (s.kind === 'scale') return [...first.parts, done(W.send, () => choose(Number(first.input.value)))];
    const sure = slider('b', W.sure, 0, 10, now === null ? 5 : now[1], [W.guess, W.certain]);
    return [...first.parts, ...sure.parts, done(W.send, () => choose([Number(first.input.value), Number(sure.input.value)]))];
  }
  const shared = () => Boolean(state.own.ring && state.own.ring.pay === 'shared');
  // The rules for one's own ring, before the first day; what one is paid for is said once.
  function rules(o, s) {
    if (!o.ring) return [el('p', {}, W.watch)];
    const lines = s.rules[o.ring.size].filter((one) => !(one.id === 'pay' && o.ring.pay));
    return [el('dl', {}, ...lines.flatMap((one) => [el('dt', {}, one.name), el('dd', {}, one.text)])), ...(o.ring.pay ? [el('p', {}, W[`pay_${o.ring.pay}`])] : []), el('p', {}, fill(W.ring, o.ring))];
  }
  // What the four days came to, for one's own ring.
  function ending(o) {
    if (!o.ring) return [el('p', {}, W.watch)];
    return [el('p', { class: 'big' }, o.ring.lives ? W.lives : W.dies), el('p', {}, fill(W.stores, o.ring), ' ', fill(W.days, o.ring)),
      el('p', {}, fill(W.points, o.ring)), ...(o.ring.paid === null ? [] : [el('p', {}, fill(W.ring_paid, o.ring))])];
  }
  function ring(o, s) {
    if (!o.ring) return [el('p', {}, W.watch)];
    const parts = [...(s.table ? [el('p', {}, W.table)] : []), ...(s.table && !shared() ? [el('p', {}, W.pay_table)] : []), ...(o.ring.pay ? [el('p', {}, W[`pay_${o.ring.pay}`])] : []),
      el('p', {}, fill(W.ring, o.ring), ' ', fill(W.days, o.ring)), el('p', { class: 'big' }, fill(W.points, o.ring))];
    if (s.stage === 'open' && o.ring.fell) parts.push(el('p', {}, W.fell_more));
    if (s.stage !== 'open' && o.ring.held !== null) parts.push(el('p', {}, fill(o.ring.fell ? W.fell : o.ring.closed ? W.closed : W.gap, o.ring)));
    return parts;
  }
  function bye() { show(el('h1', {}, W.bye), el('p', {}, W.bye_note), el('p', {}, el('a', { href: `/r/handout?code=${code}` }, W.handout))); }
  function draw() {
    const { scene: s, own: o } = state;
    const look = JSON.stringify([s.id, s.stage, s.epoch, s.ended, s.paused, s.alive, o.ring]);
    if (look === drawn) return;
    drawn = look;
    status('');
    const answer = mine();
    if (s.ended || s.kind === 'end') bye();
    else if (s.paused) show(...heading(s), el('p', {}, W.paused));
    else if (s.stage === 'open') {
      show(...heading(s), ...(s.kind === 'day' ? [el('p', { id: 'left' }), ...ring(o, s)] : []), ...(s.kind === 'day' && !o.ring ? [] : questions(s)));
      if (open(draft()) && draft().done) status(draft().late ? W.late : W.kept);
    } else if (s.kind === 'hands') show(...heading(s), ...rules(o, s));
    else if (s.kind === 'rings') show(...heading(s), ...ending(o));
    else if (s.kind === 'day') show(...heading(s), ...ring(o, s));
    else if (s.kind === 'reveal' && s.alive !== undefined) {
      const both = typeof s.without === 'number';
      show(...heading(s), el('p', { class: 'big' }, fill(both ? W.survived_both : W.survived, { n: s.alive, without: s.without })), el('p', {}, answer === null ? W.no_bet : said(answer, { kind: 'bet' })));
    } else show(...heading(s), el('p', {}, answer !== null && s.stage !== 'shown' ? fill(W.you_said, { answer: label(answer, s) }) : W.look));
  }
  setInterval(() => {
    const place = $('left');
    if (!place || !state.scene.seconds) return;
    const { opened, seconds } = state.scene;
    const n = Math.max(0, Math.ceil(seconds - (Date.now() + offset - opened) / 1000));
    place.textContent = fill(W.left, { n });
  }, 250);

  const wake = () => { if (!document.hidden && code) { fails = 0; clearTimeout(timer); (seated ? poll : join)(); } };
  document.addEventListener('visibilitychange', wake);
  for (const one of ['pageshow', 'online']) window.addEventListener(one, wake);
  if (code.length === 4) { show(el('p', {}, W.joining)); join(); } else askCode();
})();
