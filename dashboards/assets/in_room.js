// The stage in the frame of a workshop's projector. It says nothing of the days to come, and takes the time that the
// script has for it: fewer sentences, each long enough to be read aloud.
import { LOUD } from './scrub.js';

const HOLD = 4; // seconds at each sentence that is left
const SPOKEN = 0.5; // of the time, at most, the film stands still at sentences

// What the projector asks for: the first and the last day, the seconds planned (0: none), and how much quicker in a
// rehearsal; null where the stage is a page of its own.
export function roomOf(place) {
  const frame = place.frameElement;
  return frame && frame.dataset.room ? JSON.parse(frame.dataset.room) : null;
}

// The sentences of a film in a room: as many as there is time for, one a day. The year is cut into as many parts; in
// each the most surprising sentence is told, or the first of the log about something that is seen on the line below.
export function fewer(film, room) {
  const { told, log, vocabulary } = film.head;
  const most = Math.max(1, Math.floor((SPOKEN * room.seconds) / HOLD));
  const size = (room.to - room.from) / most;
  const seen = film.events.map((one, k) => ({ day: one.day, text: log[k], event: k, surprise: -1, kind: vocabulary.event[one.kind] }))
    .filter((one) => one.text && LOUD[one.kind]);
  const best = new Map();
  for (const one of [...told, ...seen]) {
    if (one.day <= room.from || one.day >= room.to) continue;
    const part = Math.floor((one.day - room.from) / size);
    if (!best.has(part) || best.get(part).surprise < one.surprise) best.set(part, one);
  }
  const ends = told.filter((one) => one.day <= room.from || one.day === room.to);
  film.head.told = [...ends, ...best.values()].sort((one, other) => one.day - other.day);
}

// The clock of a film in a room.
export function plan(clock, room) {
  const quicker = room.quick ? 4 : 1;
  if (room.seconds) clock.plan(room.from, room.to, room.seconds / quicker, HOLD / quicker);
  else clock.until = Math.min(room.to, clock.days - 1);
}

// The title of a year in which the room has decided something: the pay rule, and in the room's words that it has.
export function titlesIn(room, titles) {
  return room && room.decided ? titles.map((one) => `${one.split(' · ')[0]}, ${room.decided}`) : titles;
}
