// The stage in the frame of a workshop's projector. It says nothing of the days to come, and takes the time that the
// script has for it: fewer sentences, each long enough to be read aloud.
import { LOUD } from './scrub.js';

const HOLD = 4; // seconds at each sentence that is left
const SPOKEN = 0.5; // of the time, at most, the film stands still at sentences
const AFTER = 3; // days that a film goes on when nobody is left

// What the projector asks for: the first and the last day, the seconds planned (0: none), and how much quicker in a
// rehearsal; null where the stage is a page of its own.
export function roomOf(place) {
  const frame = place.frameElement;
  return frame && frame.dataset.room ? JSON.parse(frame.dataset.room) : null;
}

// The sentences of a film in a room: as many as there is time for next to those of other films, one a day. The year is cut into as many parts; in
// each the most surprising sentence is told, or the first of the log about something that is seen on the line below.
export function fewer(film, room, films = 1) {
  const { told, log, vocabulary } = film.head;
  const most = Math.max(1, Math.floor((SPOKEN * room.seconds) / HOLD / films));
  const size = (room.to - room.from) / most;
  const seen = film.events.map((one, k) => ({ day: one.day, text: log[k], event: k, surprise: -1, kind: vocabulary.event[one.kind] }))
    .filter((one) => one.text && LOUD[one.kind]);
  const gone = goneSince([film]); // the sentence about it is never left out
  const best = new Map();
  for (const one of [...told, ...seen]) {
    if (one.day <= room.from || one.day >= room.to || one.day === gone) continue;
    const part = Math.floor((one.day - room.from) / size);
    if (!best.has(part) || best.get(part).surprise < one.surprise) best.set(part, one);
  }
  const ends = told.filter((one) => one.day <= room.from || one.day === room.to || (one.day === gone && one.day < room.to));
  film.head.told = [...ends, ...best.values()].sort((one, other) => one.day - other.day);
}

// The day on which the last of all that are shown died; null if somebody is left.
export function goneSince(films) {
  const days = films.map((film) => film.line('living').indexOf(0));
  return days.includes(-1) ? null : Math.max(...days);
}

// The clock of a film in a room. It goes as fast as if there were no early end, or its pace would tell of one.
export function plan(clock, room, films) {
  const quicker = room.quick ? 4 : 1;
  if (room.seconds) clock.plan(room.from, room.to, room.seconds / quicker, HOLD / quicker);
  else clock.until = Math.min(room.to, clock.days - 1);
  clock.gone = goneSince(films);
  if (clock.gone !== null) clock.until = Math.min(clock.until, Math.max(room.from, clock.gone + AFTER));
}

// The title of a year in which the room has decided something: the pay rule, and in the room's words that it has.
export function titlesIn(room, titles) {
  return room && room.decided ? titles.map((one) => `${one.split(' · ')[0]}, ${room.decided}`) : titles;
}
