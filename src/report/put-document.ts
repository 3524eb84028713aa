// A document in the language of its reader: every title, head, label, note and cell is looked up; figures stay.

import type { Words } from '../text/words.js';
import type { Chart } from './chart/chart.js';
import type { Block, Card, Cell, Pairs, ReportDocument, Section } from './document.js';

const putCell = (one: Cell, words: Words): Cell => ({ ...one, text: words.message(one.text) });

const putPairs = (list: Pairs['pairs'], words: Words): Pairs['pairs'] =>
  list.map(([key, value]) => [words.label(key), putCell(value, words)]);

const putCard = ({ title, word, pairs }: Card, words: Words): Card => ({
  title: words.label(title),
  word: putCell(word, words),
  pairs: putPairs(pairs, words),
});

/** Names inside a plot stay: they are signals, times and figures. */
const putChart = (chart: Chart, words: Words): Chart => ({
  ...chart,
  title: words.label(chart.title),
  about: words.message(chart.about),
});

function putBlock(block: Block, words: Words): Block {
  switch (block.kind) {
    case 'note':
      return { ...block, text: words.message(block.text) };
    case 'pairs':
      return { ...block, pairs: putPairs(block.pairs, words) };
    case 'heading':
      return { ...block, text: words.label(block.text) };
    case 'headline':
      return { ...block, word: putCell(block.word, words), text: words.message(block.text) };
    case 'cards':
      return { ...block, cards: block.cards.map((card) => putCard(card, words)) };
    case 'charts':
      return { ...block, charts: block.charts.map((chart) => putChart(chart, words)) };
    case 'table': {
      const head = (text: string): string => words.label(text);
      return {
        ...block,
        columns: block.columns.map((column) => ({ ...column, head: head(column.head) })),
        rows: block.rows.map((row) => row.map((one) => putCell(one, words))),
        legend: block.legend.map(({ heads, text }) => ({ heads: heads.map(head), text: words.message(text) })),
      };
    }
  }
}

const putSection = ({ title, blocks }: Section, words: Words): Section => ({
  title: words.label(title),
  blocks: blocks.map((block) => putBlock(block, words)),
});

/** The same document with its texts in the language of `words`. */
export function putDocument(document: ReportDocument, words: Words): ReportDocument {
  if (words.lang === 'en') return document;
  return {
    title: words.label(document.title),
    banners: document.banners.map((one) => putCell(one, words)),
    sections: document.sections.map((section) => putSection(section, words)),
  };
}
