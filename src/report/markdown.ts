// A document as Markdown for GitHub: tables, lists, charts as text in fences.

import { textChart } from './chart/text-chart.js';
import type { Chart } from './chart/chart.js';
import type { Block, Card, Cell, Pairs, ReportDocument, Section, Table, Tone } from './document.js';

const CHART_COLUMNS = 96;

/** Nothing of a text is taken as markup; a cell stays one line. */
const plain = (text: string): string =>
  text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/[\\`*_|<>[\]#~]/g, (char) => (char === '<' ? '&lt;' : `\\${char}`));

const STRONG: ReadonlySet<Tone> = new Set<Tone>(['bold', 'good', 'bad']);

const cellText = ({ text, tone }: Cell): string =>
  STRONG.has(tone) && text.trim() !== '' ? `**${plain(text.trim())}**` : plain(text);

function tableText({ columns, rows, legend }: Table): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = line(columns.map(({ head: text }) => plain(text)));
  const rule = line(columns.map(({ align }) => (align === 'right' ? '---:' : '---')));
  const body = rows.map((row) => line(columns.map((_, k) => (row[k] === undefined ? '' : cellText(row[k])))));
  const under = legend.map(({ text }) => `\n${plain(text)}`);
  return [head, rule, ...body, ...under].join('\n');
}

/** A pair without a key goes on with the one before. */
const pairText = ({ pairs }: Pick<Pairs, 'pairs'>): string =>
  pairs.map(([key, value]) => (key === '' ? `  ${cellText(value)}` : `- ${plain(key)}: ${cellText(value)}`)).join('\n');

const cardText = ({ title, word, pairs }: Card): string =>
  `#### ${plain(title)} ${plain(word.text)}\n\n${pairText({ pairs })}`;

function chartText(chart: Chart): string[] {
  const lines = textChart(chart, CHART_COLUMNS);
  return lines.length === 0 ? [] : [`\`\`\`text\n${lines.join('\n')}\n\`\`\`\n\n${plain(chart.about)}`];
}

function blockText(block: Block): string[] {
  switch (block.kind) {
    case 'table':
      return [tableText(block)];
    case 'pairs':
      return [pairText(block)];
    case 'note':
      return [block.tone === 'warn' || block.tone === 'bad' ? `> ${plain(block.text)}` : plain(block.text)];
    case 'heading':
      return [`### ${plain(block.text)}`];
    case 'headline':
      return [`**${plain(block.word.text)}**: ${plain(block.text)}`];
    case 'cards':
      return block.cards.map(cardText);
    case 'charts':
      return block.charts.flatMap(chartText);
  }
}

const sectionText = ({ title, blocks }: Section): string =>
  [`## ${plain(title)}`, ...blocks.flatMap(blockText)].filter((text) => text !== '').join('\n\n');

/** The whole document; its texts are taken as they are: put it before. Ends with a line end. */
export function markdownText({ title, banners, sections }: ReportDocument): string {
  const warnings = banners.map(({ text }) => `> **${plain(text)}**`);
  const shown = sections.filter(({ blocks }) => blocks.length > 0).map(sectionText);
  return `${[`# ${plain(title)}`, ...warnings, ...shown].join('\n\n')}\n`;
}
