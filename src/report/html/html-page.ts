// A document as one HTML file that needs no network and no script: styled, printable, with pictures inside.

import type { Chart } from '../chart/chart.js';
import { hasMarks } from '../chart/chart.js';
import { svgChart } from '../chart/svg-chart.js';
import type {
  Block,
  Card,
  Cell,
  Charts,
  Column,
  Headline,
  Pairs,
  ReportDocument,
  Section,
  Table,
} from '../document.js';
import { element, escaped, texted } from './markup.js';
import { PAGE_STYLE } from './style.js';

export interface PageOptions {
  /** As in the attribute `lang` of HTML: `en`, `zh-CN`. */
  readonly lang: string;
  /** Heading of the list of sections. */
  readonly contents: string;
  /** Small print at the end. */
  readonly footer: string;
}

/** Longer tables scroll in a frame of their own, except on paper. */
const TALL = 26;
/** Cells longer than this may go on in a second line. */
const LONG = 44;

const classOf = (...names: readonly (string | null)[]): string | null => {
  const kept = names.filter((name) => name !== null && name !== '' && name !== 'plain');
  return kept.length === 0 ? null : kept.join(' ');
};

const wordMarkup = ({ text, tone }: Cell): string => texted('span', { class: classOf('word', tone) }, text);

/** Verdicts stand in a pill, so that they are found by shape too. */
const isVerdict = (text: string): boolean => /^(?:PASS|FAIL|INCONCLUSIVE|TRADABLE|NOT TRADABLE)$/.test(text);

/** `place`: whether it heads its row, for the first time or again. */
function cellMarkup(one: Cell | undefined, column: Column, place: 'head' | 'again' | 'inner'): string {
  const { text, tone }: Cell = one ?? { text: '', tone: 'plain' };
  const right = column.align === 'right' ? 'r' : null;
  const long = text.length > LONG ? 'long' : null;
  if (place !== 'inner') return texted('th', { scope: 'row', class: classOf(right, tone, place) }, text);
  if (isVerdict(text)) return element('td', {}, wordMarkup({ text, tone }));
  return texted('td', { class: classOf(right, tone, long) }, text);
}

function tableMarkup({ columns, rows, legend }: Table, title: string): string {
  if (rows.length === 0) return '';
  const heads = columns.map(({ head, align }) =>
    texted('th', { scope: 'col', class: align === 'right' ? 'r' : null }, head),
  );
  const body = rows.map((row, at) => {
    const isAgain = at > 0 && rows[at - 1]?.[0]?.text === row[0]?.text;
    const cells = columns.map((column, k) => cellMarkup(row[k], column, k > 0 ? 'inner' : isAgain ? 'again' : 'head'));
    return element('tr', {}, cells.join(''));
  });
  const whole = element('thead', {}, element('tr', {}, heads.join(''))) + element('tbody', {}, body.join('\n'));
  const under = legend.map(({ text }) => texted('p', { class: 'dim' }, text)).join('');
  const attributes = {
    class: rows.length > TALL ? 'scroll tall' : 'scroll',
    tabindex: '0',
    role: 'region',
    'aria-label': title,
  };
  return element('div', attributes, element('table', {}, whole)) + under;
}

const pairsMarkup = ({ pairs }: Pick<Pairs, 'pairs'>): string =>
  pairs.length === 0
    ? ''
    : element(
        'dl',
        {},
        pairs
          .map(([key, { text, tone }]) => texted('dt', {}, key) + texted('dd', { class: classOf(tone) }, text))
          .join(''),
      );

const cardMarkup = ({ title, word, pairs }: Card): string =>
  element(
    'article',
    { class: 'card' },
    element('header', {}, texted('h3', {}, title) + wordMarkup(word)) + pairsMarkup({ pairs }),
  );

const headlineMarkup = ({ word, text }: Headline): string =>
  element('div', { class: 'headline' }, wordMarkup(word) + texted('p', {}, text));

/** Plots with names in them have the whole width to themselves: smaller they could not be read. */
const isWide = ({ plot }: Chart): boolean => plot.kind === 'heat' || plot.kind === 'whiskers';

function chartsMarkup({ charts }: Charts, id: string): string {
  const shown = charts.filter(hasMarks);
  if (shown.length === 0) return '';
  const figures = shown.map((chart, k) => {
    const caption = texted('b', {}, chart.title) + escaped(chart.about);
    return element(
      'figure',
      { class: isWide(chart) ? 'named' : null },
      element('figcaption', {}, caption) + svgChart(chart, `${id}-${k}`),
    );
  });
  return element(
    'div',
    { class: classOf('charts', shown.some(isWide) || shown.length === 1 ? 'wide' : null) },
    figures.join('\n'),
  );
}

function blockMarkup(block: Block, { id, title }: { id: string; title: string }): string {
  switch (block.kind) {
    case 'table':
      return tableMarkup(block, title);
    case 'pairs':
      return pairsMarkup(block);
    case 'note':
      return texted('p', { class: classOf(block.tone) }, block.text);
    case 'heading':
      return texted('h3', {}, block.text);
    case 'headline':
      return headlineMarkup(block);
    case 'cards':
      return element('div', { class: 'cards' }, block.cards.map(cardMarkup).join('\n'));
    case 'charts':
      return chartsMarkup(block, id);
  }
}

function sectionMarkup({ title, blocks }: Section, at: number): string {
  const inner = blocks.map((block, k) => blockMarkup(block, { id: `s${at}-${k}`, title })).join('\n');
  return element('section', { 'aria-labelledby': `s${at}` }, `${texted('h2', { id: `s${at}` }, title)}\n${inner}`);
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

function headMarkup(title: string): string {
  return [
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    texted('title', {}, title),
    element('style', {}, PAGE_STYLE),
  ].join('\n');
}

/** A whole page, UTF-8; ends with a line end. Its texts are taken as they are: put the document before. */
export function htmlPage(document: ReportDocument, options: PageOptions): string {
  const sections = document.sections.filter(({ blocks }) => blocks.length > 0);
  const banners = document.banners.map(({ text, tone }) =>
    texted('p', { class: classOf('banner', tone), role: 'note' }, text),
  );
  const top = element('header', { class: 'top' }, texted('h1', {}, document.title) + banners.join(''));
  const list = sections.map(({ title }, at) => element('li', {}, texted('a', { href: `#s${at}` }, title))).join('');
  const nav = element(
    'nav',
    { 'aria-label': options.contents },
    texted('h2', {}, options.contents) + element('ol', {}, list),
  );
  const main = element('main', {}, sections.map(sectionMarkup).join('\n'));
  const body = element('div', { class: 'frame' }, `${top}\n${nav}\n${main}\n${texted('footer', {}, options.footer)}`);
  const page = element('head', {}, headMarkup(document.title)) + element('body', {}, body);
  return `<!doctype html>\n${element('html', { lang: options.lang }, page)}\n`;
}
