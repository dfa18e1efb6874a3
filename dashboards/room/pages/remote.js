// A tablet asks for the code that stands on the laptop, and becomes a second strip.
import { h, W } from '/room/parts.js';

const field = h('input', { type: 'text', class: 'wide', id: 'n-pair', inputmode: 'numeric', maxlength: 6, autocomplete: 'off' });
const form = h('form', { class: 'hands', onsubmit: async (event) => {
  event.preventDefault();
  const said = document.getElementById('said');
  try {
    const answer = await fetch('/remote/pair', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Room': '1' },
      body: JSON.stringify({ code: field.value.trim() }) });
    if (answer.ok) location.href = '/room/strip';
    else said.textContent = W.pair_wrong;
  } catch { said.textContent = W.gone; }
} }, h('h1', {}, W.pair), h('p', {}, W.pair_note), h('div', {}, h('label', { for: 'n-pair' }, W.pair_code), field), h('button', { type: 'submit' }, W.pair_go));
document.getElementById('main').append(form);
field.focus();
