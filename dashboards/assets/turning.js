// What decided a year, read from the films: when one band pulled ahead for good, and what happened just before.
const BEFORE = 25; // days before that in which what happened may have been the reason
const CLEAR = 3; // days of food; a smaller lead may be chance

// The first day from which one of two bands had clearly more food on every day left, with the index of that band.
export function turningPoint(films) {
  if (films.length < 2) return null;
  const [left, right] = films.map((film) => film.line('food'));
  const lead = Array.from(left, (v, k) => v - right[k]);
  const last = lead[lead.length - 1];
  if (Math.abs(last) < CLEAR) return null;
  const side = Math.sign(last);
  let day = lead.length - 1;
  while (day > 0 && side * lead[day - 1] >= CLEAR) day -= 1;
  const ahead = side > 0 ? 0 : 1;
  return { day, ahead, event: reasonFor(films, ahead, day) };
}

// The latest kill of the band ahead or escape in the other one that came shortly before, with its sentence.
function reasonFor(films, ahead, day) {
  const wanted = films.map((film, k) => (k === ahead ? film.kind.down : film.kind.escaped));
  let best = null;
  films.forEach((film, k) => film.events.forEach((event, index) => {
    const near = event.day <= day && event.day >= day - BEFORE && event.kind === wanted[k] && film.head.log[index];
    if (near && (!best || event.day > best.event.day)) best = { band: k, event, words: film.head.log[index] };
  }));
  return best;
}

// How hunts went in a year: kills, rings opened for own numbers, and hunts to which too few came.
export function hunts(film) {
  const because = (event, name) => film.head.vocabulary.because[event.because] === name;
  const count = (kind, name) => film.events.filter((one) => one.kind === film.kind[kind] && (!name || because(one, name))).length;
  return { kills: count('down'), left: count('escaped', 'own_product'), few: count('called_off', 'too_few') };
}
