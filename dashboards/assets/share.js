// Take it along: a link, a code for phones, the whole screen, a picture, the numbers.
import { button, h, say } from './dom.js';
import { openDialog } from './dialogs.js';
import { picture } from './picture.js';
import { t } from './words.js';

// The address of what is on the stage, with the day.
export function linkTo(stage) {
  return `${location.origin}/?${stage.link()}#day=${stage.clock.day}`;
}

export function shareRow(stage) {
  const done = h('span', { class: 'soft', role: 'status' });
  const copy = async () => {
    const link = linkTo(stage);
    try {
      await navigator.clipboard.writeText(link);
      say(done, t('share_copied'));
    } catch { // not allowed here, as on a page without https: show it, selected
      const box = h('input', { type: 'text', readonly: true, value: link, 'aria-label': t('share_link') });
      done.replaceChildren(box);
      box.select();
    }
  };
  return h('div', { class: 'across share', role: 'group', 'aria-label': t('share') },
    button(t('share_link'), copy), button(t('share_code'), () => showCode(stage)),
    document.fullscreenEnabled ? button(t('share_screen'), () => wholeScreen()) : null,
    button(t('share_picture'), () => picture(stage)), h('a', { class: 'button', href: `/numbers.csv?${stage.link()}`, download: '' }, t('share_numbers')), done);
}

export function wholeScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

function showCode(stage) {
  const link = linkTo(stage);
  const image = h('img', { class: 'code', src: `/code.svg?text=${encodeURIComponent(link)}`, alt: t('share_code_of', { link }) });
  const local = /^(localhost|127\.|\[::1\])/.test(location.hostname);
  openDialog(stage, t('share_code'), h('div', { class: 'center' }, image, h('p', {}, link), local ? h('p', { class: 'soft' }, t('share_local')) : null));
}
