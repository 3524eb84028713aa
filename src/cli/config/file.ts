// Reading v13.yaml: every fault with its line and column.

import * as v from 'valibot';
import { type Document, LineCounter, isMap, isScalar, type Node, parseDocument } from 'yaml';
import { didYouMean } from '../../core/market/near-word.js';
import { CONFIG_KEYS } from './keys.js';
import type { ConfigValue, Setting, Settings } from './layers.js';
import { configSchema } from './schema.js';

export interface FileProblem {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly code:
    'V13_CONFIG_SYNTAX' | 'V13_CONFIG_DUPLICATE' | 'V13_CONFIG_UNKNOWN' | 'V13_CONFIG_SECRET' | 'V13_CONFIG_VALUE';
  readonly message: string;
  readonly hint?: string;
}

export interface ParsedFile {
  readonly settings: Settings;
  /** In the order of the file; with any, `settings` is empty. */
  readonly problems: readonly FileProblem[];
}

const SECRET_WORD = /secret|passw|token|credential|private|api[_-]?key/i;
const KEY_NAMES = CONFIG_KEYS.map(({ key }) => key);

interface Source {
  readonly text: string;
  readonly lines: LineCounter;
  readonly document: Document;
}

const positionOf = (source: Source, offset: number) => {
  const { line, col } = source.lines.linePos(offset);
  return { line, column: col };
};

function syntaxProblems(source: Source): FileProblem[] {
  return source.document.errors.map((error) => {
    const at = positionOf(source, error.pos[0]);
    if (error.code === 'DUPLICATE_KEY') {
      const key = /^[\w.-]+/.exec(source.text.slice(error.pos[0]))?.[0] ?? '';
      return { ...at, code: 'V13_CONFIG_DUPLICATE', message: `key ${key} stands here a second time` };
    }
    const reason = error.message.split(/ at line \d+|\n/)[0] ?? 'not YAML';
    return { ...at, code: 'V13_CONFIG_SYNTAX', message: `not YAML: ${reason}` };
  });
}

/** Offset of the value at `path`, or of its key. The nearest node that exists, from the root down. */
function offsetOf(document: Document, path: readonly string[], part: 'key' | 'value'): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, name] of path.entries()) {
    if (!isMap(node)) return offset;
    const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === name);
    if (pair === undefined) return offset;
    const wanted = depth === path.length - 1 && part === 'key' ? pair.key : (pair.value ?? pair.key);
    offset = (wanted as Node | null)?.range?.[0] ?? offset;
    node = pair.value as Node | null;
  }
  return offset;
}

function unknownKeyProblem(path: readonly string[]): Pick<FileProblem, 'code' | 'message' | 'hint'> {
  const key = path.join('.');
  if (SECRET_WORD.test(path.at(-1) ?? '')) {
    return {
      code: 'V13_CONFIG_SECRET',
      message: `${key} looks like a secret; secrets do not belong into a configuration file`,
      hint: 'put it into an environment variable or a file of mode 0600, and take it out of here',
    };
  }
  const message = `unknown key ${key}`;
  const near = didYouMean(key, KEY_NAMES) ?? didYouMean(path.at(-1) ?? key, KEY_NAMES);
  const hint = near === null ? 'v13 help config lists the keys' : `did you mean ${near}?`;
  return { code: 'V13_CONFIG_UNKNOWN', message, hint };
}

function issueProblem(source: Source, issue: v.BaseIssue<unknown>): FileProblem {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const unknown = issue.type === 'never';
  const at = positionOf(source, offsetOf(source.document, path, unknown ? 'key' : 'value'));
  if (unknown) return { ...at, ...unknownKeyProblem(path) };
  const message = path.length === 0 ? `the file ${issue.message}` : `${path.join('.')} ${issue.message}`;
  return { ...at, code: 'V13_CONFIG_VALUE', message };
}

function flatten(value: object, prefix: string, into: Map<string, ConfigValue>): Map<string, ConfigValue> {
  for (const [name, inner] of Object.entries(value)) {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    const isSection = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    if (isSection) flatten(inner as object, key, into);
    else if (inner !== null && inner !== undefined) into.set(key, inner as ConfigValue);
  }
  return into;
}

/** Parses and checks the text of a v13.yaml; `path` is only the name for messages. */
export function parseConfigFile(text: string, path: string): ParsedFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: true });
  const source: Source = { text, lines, document };
  const syntax = syntaxProblems(source);
  if (syntax.length > 0) return { settings: {}, problems: syntax };
  const result = v.safeParse(configSchema(), document.toJS() ?? {});
  if (!result.success) {
    const problems = result.issues.map((issue) => issueProblem(source, issue));
    problems.sort((a, b) => a.line - b.line || a.column - b.column);
    return { settings: {}, problems };
  }
  const settings: Record<string, Setting> = {};
  for (const [key, value] of flatten(result.output, '', new Map())) {
    const at = positionOf(source, offsetOf(document, key.split('.'), 'value'));
    settings[key] = { value, origin: { kind: 'file', path, ...at } };
  }
  return { settings, problems: [] };
}
