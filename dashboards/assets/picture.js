// The stage as a picture: titles, how many are alive, the valleys and the charts on one canvas, saved as a file.
import { FONT, text } from './charts.js';
import { h, saveFile } from './dom.js';
import { t } from './words.js';

const WIDTH = 1920;
const EDGE = 40;
const GAP = 40;

export function picture(stage) {
  const canvas = draw(stage);
  canvas.toBlob((blob) => saveFile(blob, `mammoth-hunt-${stage.films[0].head.seed}-day-${stage.clock.day}.png`));
}

export function draw(stage) {
  const { films, canvases, colours } = stage;
  const each = (WIDTH - 2 * EDGE - GAP * (films.length - 1)) / films.length;
  const tall = Math.max(...canvases.map((one) => (each * one.height) / one.width));
  const charts = stage.scissors.charts.map((one) => one.canvas);
  const wide = (WIDTH - 2 * EDGE - GAP) / 2;
  const low = Math.max(...charts.map((one) => (wide * one.height) / one.width));
  const canvas = h('canvas', { width: WIDTH, height: Math.round(tall + low + 330) });
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  const line = (words, x, y, size, weight = 700) => text(ctx, words, x, y, size, colours.ink, colours.paper, 'left', weight);
  line(`${t('day', { day: stage.clock.day })} · ${stage.season.textContent}`, EDGE, 50, 44);
  films.forEach((film, k) => {
    const x = EDGE + k * (each + GAP);
    line(stage.address.titles[k], x, 120, 34);
    line(stage.panels[k].alive.textContent, x, 180, 60);
    ctx.drawImage(canvases[k], x, 230, each, (each * canvases[k].height) / canvases[k].width);
  });
  charts.forEach((one, k) => ctx.drawImage(one, EDGE + k * (wide + GAP), tall + 250, wide, (wide * one.height) / one.width));
  ctx.font = `400 20px ${FONT}`;
  line(`${location.origin}/?${stage.link()}`.slice(0, 170), EDGE, canvas.height - 24, 20, 400);
  return canvas;
}
