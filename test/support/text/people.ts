// What counts as a text for people, and which places speak to programs instead.

import ts from 'typescript';
import type { Judge, TextKind } from './collect.js';

/** Calls whose texts end in a report of a bug, which stays English. */
const BUG_CALLS = new Set(['invariant', 'assertNever', 'BugError', 'Error', 'RangeError', 'TypeError', 'SyntaxError']);

/** Properties that hold commands, formulas, papers and other things that are the same in every language. */
const MACHINE_PROPERTIES = new Set([
  ...['line', 'formula', 'source', 'sql', 'schema', 'see', 'aliases', 'fields', 'flags'],
  // Names of commands, heads that a legend belongs to.
  ...['command', 'heads'],
]);

/** Objects whose calls write the log of a capture, which programs read too. */
const LOGS = new Set(['log', 'logger']);

/** Single texts that no person reads as a sentence, and why. */
const EXEMPT_TEXTS: Readonly<Record<string, string>> = {
  'v13.yaml': 'a name in the JSON schema',
  'Configuration of v13': 'a name in the JSON schema',
  'text/plain; charset=utf-8': 'a header of HTTP',
  'GET only\n': 'an answer to a program',
  'there are /metrics and /healthz\n': 'an answer to a program',
  'for this machine only\n': 'an answer to a program',
  'synced {}/{}': 'an answer to a program',
  '{}  {}  rows {}  ofi_z {}  cvd_z {}  fusion {}\n': 'digests, that scripts compare',
  'v13 {}\nnode {}\n{}\n': 'versions, for a report of a bug',
  'on run argv': 'a script',
  'display notification (item 2 of argv) with title (item 1 of argv)': 'a script',
  'end run': 'a script',
  '{} on {}': 'the version of Node with its v, and the system: put as such',
  'text or null': 'a type',
  'damaged place': 'a noun of a quantity',
  'damaged places': 'a noun of a quantity',
  'excess over trailing 10-min minimum': 'a field of the JSON result',
};

/** Words of the trade and units that are the same in both languages. */
const SAME = new Set(['OFI', 'CVD', 'ms', 'ns', 'null', 'OFI z', 'CVD z', 'tick', 'step', 'any']);

/** Folders and files whose words are not put from here, and why. */
export const EXEMPT_PATHS: Readonly<Record<string, string>> = {
  'src/text/zh/': 'the other language itself',
  'src/ui/': 'shows the words of the dashboard',
  'src/report/html/': 'elements, attributes and styles of HTML',
  'src/report/chart/svg-': 'elements and attributes of SVG',
  'src/cli/completion.ts': 'scripts for shells',
  'src/core/alert/record.ts': 'the schema of the file of alerts',
  'src/core/watch/why-checks.ts': 'names of figures, as in the data',
  'src/core/alert/format.ts': 'writes expressions, in their own language',
  'src/core/quality/capture-metric-list.ts': 'the help lines of Prometheus metrics',
  'src/platform/metrics.ts': 'the text format of Prometheus',
  'src/exchange/emulator/': 'the words of the exchange on the wire',
};

/** Texts here are put by their English; all others in the folder have a twin in Chinese, and the types hold both to it. */
const PUT_TEXTS = /^src\/text\/en\/(?:start|topics|explain[\w-]*)\.ts$/;

export const isExemptPath = (path: string): boolean =>
  (path.startsWith('src/text/en/') && !PUT_TEXTS.test(path)) ||
  Object.keys(EXEMPT_PATHS).some((start) => path.startsWith(start));

const nameOf = (node: ts.Expression): string => (ts.isPropertyAccessExpression(node) ? node.name.text : node.getText());

/** `name: 'config show'` of a command. */
const isCommand = (node: ts.Node): boolean => /^src\/(commands|text)\//.test(node.getSourceFile().fileName);

function isMachine(node: ts.Node): boolean {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const { expression } = node;
    const isLog = ts.isPropertyAccessExpression(expression) && LOGS.has(nameOf(expression.expression));
    return isLog || BUG_CALLS.has(nameOf(expression));
  }
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'name') return isCommand(node);
  // An option may be called so too: what it holds is for people.
  if (ts.isPropertyAssignment(node) && ts.isCallExpression(node.initializer)) return false;
  if (ts.isPropertyAssignment(node)) return MACHINE_PROPERTIES.has(node.name.getText());
  return false;
}

const SQL =
  /^\W*(?:SELECT|CREATE|INSERT|COPY|SET|ATTACH|DROP|LOAD|WITH|FORMAT parquet|read_parquet|PRAGMA|UNION|CASE)\b/;

/** `v13 help config`: what follows it may be a sentence about it. */
const COMMAND = /^\s*v13 [a-z]+(?: (?:show|check|schema|config|formats|compact|prune|ofi|bash|zsh|fish))?/;

/** Units that are the same in every language: beside figures alone they are no text. */
const UNITS = new Set(['us', 'ms', 'ns', 'bp']);

/** Two words at least, or one between parts; not all of it written in capitals, no command line. */
function isSentence(text: string): boolean {
  const isCommandLine = COMMAND.test(text);
  const line = text.replace(COMMAND, '').replace(/"[^"]*"/g, ' ');
  const bare = (isCommandLine ? line.replace(/--[\w-]+( \S+)?/g, ' ') : text).replaceAll('{}', ' ');
  if (/^\^|^\{"|^\n\$/.test(text) || SQL.test(text) || !/\S\s+\S/.test(text)) return false;
  const words = bare.match(/(?<![\w\-/.@$"<])[A-Za-z][a-z']+(?![\w/@=(]|\.\w)/g) ?? [];
  if (words.length === 1 && words.every((word) => UNITS.has(word)) && !/[:,;]/.test(bare)) return false;
  return words.length >= 2 || (!isCommandLine && words.length === 1 && / /.test(text.trim()) && /[a-z]{2}/.test(bare));
}

/** Where single words count too: as headings, and as what is said of something. */
const PLACES: Readonly<Record<string, TextKind>> = {
  'columns()': 'label',
  'label()': 'label',
  title: 'label',
  label: 'label',
  head: 'label',
  unit: 'label',
  section: 'label',
  group: 'label',
  list: 'label',
  dataTitle: 'label',
  tryTitle: 'label',
  'part()': 'label',
  'cell()': 'message',
  'absent()': 'message',
  'note()': 'message',
  'message()': 'message',
  help: 'message',
  summary: 'message',
  does: 'message',
  about: 'message',
  hint: 'message',
};

/** Lists of headings. */
const LABEL_LISTS = new Set(['SECTIONS', 'OPTION_GROUPS', 'LEG_GROUPS', 'HEADING']);

function listName({ parent }: ts.Node): string {
  const at = ts.isAsExpression(parent) ? parent.parent : parent;
  return ts.isVariableDeclaration(at) ? at.name.getText() : '';
}

/** Single words in cells and notes are texts in reports; elsewhere they are names. */
const isReport = (node: ts.Node): boolean => /^src\/(report|commands)\//.test(node.getSourceFile().fileName);

function placeOf(node: ts.Node): string | null {
  let outer = node;
  while (ts.isConditionalExpression(outer.parent) || ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  const at = outer.parent;
  if (ts.isPropertyAssignment(at)) return at.name.getText();
  if (ts.isCallExpression(at)) {
    const name = `${nameOf(at.expression)}()`;
    return at.arguments[0] === outer || name === 'columns()' ? name : null;
  }
  if (ts.isArrayLiteralExpression(at) && LABEL_LISTS.has(listName(at))) return 'list';
  return ts.isArrayLiteralExpression(at) && at.elements[0] === node && isPair(at) ? 'head' : null;
}

/** `[key, cell(…)]`, a line of a list of pairs. */
function isPair({ elements }: ts.ArrayLiteralExpression): boolean {
  const [, value] = elements;
  return elements.length === 2 && value !== undefined && /^(count|times)\(|[cC]ell\(|absent\(/.test(value.getText());
}

/** `>per s/1` in columns() is the head `per s`, aligned and ranked. */
const headOf = (text: string): string => text.replace(/^>/, '').replace(/\/\d$/, '');

function judge(found: string, node: ts.Node): { text: string; kind: TextKind } | null {
  const place = placeOf(node);
  const text = place === 'columns()' ? headOf(found) : found;
  const kind = place === null ? undefined : PLACES[place];
  if (text in EXEMPT_TEXTS || SAME.has(text)) return null;
  const counts = kind === 'label' || (kind !== undefined && isReport(node));
  if (kind !== undefined && counts && /[A-Za-z]{2}/.test(text.replaceAll('{}', ''))) return { text, kind };
  return isSentence(text) ? { text, kind: 'message' } : null;
}

export const PEOPLE: Judge = { isMachine, judge };
