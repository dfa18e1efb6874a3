// The page's own words, in the language of the skin; see hunt/words/page.
let words = {};

export function speak(given) {
  words = given;
}

export function known(name) {
  return name in words;
}

// A text by its name, with its braces filled.
export function t(name, values = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (_, one) => values[one] ?? '');
}

// The same for a count: `name_one` is used for 1, where there is such a text.
export function counted(name, count, values = {}) {
  return t(count === 1 && `${name}_one` in words ? `${name}_one` : name, values);
}

// A number as the language writes it.
export function figure(value, digits = 0) {
  return value.toFixed(digits).replace('.', words.decimal || '.');
}

// What to say of an error: a request without any response is the server being gone.
export function sentenceOf(error) {
  return error instanceof TypeError ? t('no_answer_now') : error.message;
}
