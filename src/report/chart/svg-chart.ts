// A chart as one SVG element: named and described for those who cannot see it, coloured by the page's style.

import { element, texted } from '../html/markup.js';
import type { Chart, Plot } from './chart.js';
import { type Picture, lineMarkup } from './svg-lines.js';
import { barMarkup, heatMarkup, whiskerMarkup } from './svg-rows.js';

function pictureOf(plot: Plot): Picture {
  switch (plot.kind) {
    case 'lines':
      return lineMarkup(plot);
    case 'bars':
      return barMarkup(plot);
    case 'whiskers':
      return whiskerMarkup(plot);
    case 'heat':
      return heatMarkup(plot);
  }
}

/** @param id unique on its page */
export function svgChart({ title, about, plot }: Chart, id: string): string {
  const { width, height, markup } = pictureOf(plot);
  const attributes = {
    role: 'img',
    'aria-labelledby': `${id}-t ${id}-d`,
    viewBox: `0 0 ${width.toFixed(0)} ${height.toFixed(0)}`,
    width: width.toFixed(0),
    height: height.toFixed(0),
  };
  const names = texted('title', { id: `${id}-t` }, title) + texted('desc', { id: `${id}-d` }, about);
  return element('svg', attributes, names + markup);
}
