// What screen and strip share: words, elements, and asking for the state.
export const W = JSON.parse(document.documentElement.dataset.words);
const SVG = 'http://www.w3.org/2000/svg';

// Numbers are written as the language writes them: 1.2 or 1,2.
export const number = (n) => (typeof n === 'number' ? n.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2, useGrouping: false }) : n);
// {n} is a number, {n:day|days} the first word for 1 and the second one otherwise; the second may hold {n} itself.
export const fill = (text, values) => text.replace(/\{(\w+):([^|]*)\|((?:\{\w+\}|[^{}])*)\}/g, (_, k, one, more) => (values[k] === 1 ? one : more))
  .replace(/\{(\w+)\}/g, (_, k) => number(values[k]));

function make(one, attributes, children) {
  for (const [k, v] of Object.entries(attributes || {})) {
    if (k.startsWith('on')) one.addEventListener(k.slice(2), v);
    else one.setAttribute(k, v);
  }
  one.append(...children);
  return one;
}
export const h = (name, attributes, ...children) => make(document.createElement(name), attributes, children);
export const s = (name, attributes, ...children) => make(document.createElementNS(SVG, name), attributes, children);

// Ask again and again; what is given gets each state and how far this clock is off, or null when nothing answers.
// `path` may be a function. `barred` is called where this device may not ask (any more); true means that it has left.
export function follow(path, every, take, barred = () => false) {
  const ask = async () => {
    let state = null;
    try {
      const answer = await fetch(typeof path === 'function' ? path() : path, { signal: AbortSignal.timeout(4000) });
      if (answer.status === 403 && barred()) return;
      if (!answer.ok) throw new Error(String(answer.status));
      state = await answer.json();
    } catch { /* nothing answers */ }
    setTimeout(ask, every); // first, so that a mistake in a picture does not end the asking, nor is it hidden
    take(state, state ? state.now - Date.now() : 0);
  };
  ask();
}
