// `v13 explain TERM`: what a figure means, its formula and source.

import { defineCommand } from '../cli/command.js';
import { suggestion } from '../cli/did-you-mean.js';
import { EXIT } from '../cli/exit-codes.js';
import { columns, wrap } from '../cli/help.js';
import { UsageError } from '../platform/errors.js';
import { EXPLAINED_WORDS, EXPLANATIONS, findExplanation } from '../text/en/explain.js';
import type { Explanation } from '../text/explanation.js';
import type { Words } from '../text/words.js';

const WIDTH = 100;

function explanationText(entry: Explanation, bold: (text: string) => string, words: Words): string {
  const { label, message } = words;
  const facts: (readonly [string, string])[] = [];
  if (entry.unit !== null) facts.push([label('unit'), label(entry.unit)]);
  if (entry.fields.length > 0) facts.push([label('row fields'), entry.fields.join(', ')]);
  if (entry.flags.length > 0) facts.push([label('flags'), entry.flags.join(' ')]);
  facts.push([label('source'), entry.source], [label('see also'), entry.see.join(', ')]);
  const lines = entry.formula.map((line) => `    ${message(line)}`);
  const formula = lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
  return `${bold(entry.term)}\n${wrap(message(entry.means), WIDTH).join('\n')}\n\n${formula}${columns(facts)}\n`;
}

function firstSentence(text: string): string {
  return /^.*?(?:[.:](?= |$)|[。：])/.exec(text)?.[0].replace(/[.:。：]$/, '') ?? text;
}

export const explain = defineCommand({
  name: 'explain',
  summary: 'what a figure means, its formula and source',
  examples: [
    { line: 'v13 explain', does: 'list every term' },
    { line: 'v13 explain ofi', does: 'order flow imbalance, all its definitions' },
    { line: 'v13 explain warming', does: 'why a value is missing' },
  ],
  arguments: [
    { name: 'TERM', help: 'ofi, cvd, fusion, resync, … ; without it, all are listed', required: false, variadic: true },
  ],
  options: {},
  usesConfig: false,
  plan({ args }) {
    const word = args.join('-');
    if (word === '') return { term: null };
    const entry = findExplanation(word);
    if (entry !== undefined) return { term: entry.term };
    throw new UsageError(`nothing is known about ${args.join(' ')}`, {
      code: 'V13_TERM_UNKNOWN',
      hint: suggestion(word, EXPLAINED_WORDS) ?? 'v13 explain lists the terms',
    });
  },
  async run({ term }, ctx) {
    const entry = term === null ? undefined : findExplanation(term);
    const entries = entry === undefined ? EXPLANATIONS : [entry];
    if (ctx.wantsJson) {
      await ctx.json({ schema: 'v13.explain/1', terms: entries });
      return EXIT.done;
    }
    const text =
      entry === undefined
        ? `${columns(EXPLANATIONS.map(({ term: name, means }) => [name, firstSentence(ctx.words.message(means))]))}\n`
        : explanationText(entry, ctx.paint.stdout.bold, ctx.words);
    await ctx.stdout.write(text);
    ctx.next(entry === undefined ? 'v13 explain ofi' : `v13 explain ${entry.see[0] ?? ''}`.trim());
    return EXIT.done;
  },
});
