// Short helpers for elements.
export function h(tag, given = {}, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name === 'on') for (const [event, act] of Object.entries(value)) one.addEventListener(event, act);
    else if (name === 'html') one.innerHTML = value;
    else if (value === true) one.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) one.setAttribute(name, value);
  }
  one.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return one;
}

export function button(label, act, given = {}) {
  return h('button', { type: 'button', ...given, on: { click: act } }, label);
}

export function say(one, words) {
  if (one.textContent !== words) one.textContent = words;
}

export async function answer(url, signal) {
  const response = await fetch(url, { signal });
  const data = await response.json();
  if (!response.ok) throw new Error(data.refused || 'The server is not responding.');
  return data;
}

// Let the visitor keep something as a file.
export function saveFile(blob, name) {
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
