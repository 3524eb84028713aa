// Errors as people and scripts see them: one clear line, or one JSON document; the stack only for bugs.

import { V13Error } from '../platform/errors.js';
import { machine } from '../platform/machine.js';
import { ENGLISH, type Words } from '../text/words.js';
import type { JsonDocument } from './context.js';
import { excerptLines, excerptOf } from './excerpt.js';
import { EXIT, exitCodeOf } from './exit-codes.js';
import { visibleText } from './visible-text.js';

const messageOf = (thrown: unknown, words: Words) =>
  visibleText(words.message(thrown instanceof Error ? thrown.message : String(thrown)));

function bugLines(thrown: unknown, { version, words }: ErrorView): string[] {
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  const { node, system } = machine();
  const where = `v13 ${version}, node ${node}, ${system}`;
  return [
    `v13: ${words.message('this is a bug in v13')}: ${messageOf(thrown, ENGLISH)}`,
    stack.split('\n').map(visibleText).join('\n'),
    words.message(
      `Please report it as an issue in the v13 repository, with the command you typed and these lines (${where}).`,
    ),
  ];
}

function causeLines(thrown: unknown, words: Words): string[] {
  const lines: string[] = [];
  let cause = thrown instanceof Error ? thrown.cause : undefined;
  for (; cause !== undefined && lines.length < 5; cause = cause instanceof Error ? cause.cause : undefined) {
    lines.push(`  ${words.label('because: ')}${messageOf(cause, words)}`);
  }
  return lines;
}

export interface ErrorView {
  readonly version: string;
  readonly verbose: boolean;
  readonly words: Words;
}

/** Lines for stderr. */
export function errorLines(thrown: unknown, view: ErrorView): string[] {
  const { verbose, words } = view;
  const code = exitCodeOf(thrown);
  if (code === EXIT.bug) return bugLines(thrown, view);
  if (!(thrown instanceof V13Error)) return [`v13: ${messageOf(thrown, words)}`];
  const hint = thrown.hint === null ? '' : `${words.lang === 'zh' ? '；' : '; '}${words.message(thrown.hint)}`;
  const line = `v13: ${messageOf(thrown, words)}${visibleText(hint)}`;
  const excerpt = excerptOf(thrown.details);
  const lines = [line, ...(excerpt === null ? [] : excerptLines(excerpt, visibleText))];
  if (!verbose) return lines;
  return [...lines, `  ${words.message(`code: ${thrown.code}, exit ${code}`)}`, ...causeLines(thrown, words)];
}

/** The document that --json prints instead of a result. */
export function errorDocument(thrown: unknown): JsonDocument & { readonly error: object } {
  const known = thrown instanceof V13Error;
  return {
    schema: 'v13.error/1',
    error: {
      kind: known ? thrown.kind : exitCodeOf(thrown) === EXIT.interrupted ? 'interrupted' : 'bug',
      code: known ? thrown.code : null,
      message: thrown instanceof Error ? thrown.message : String(thrown),
      hint: known ? thrown.hint : null,
      details: known ? thrown.details : {},
      exitCode: exitCodeOf(thrown),
    },
  };
}
