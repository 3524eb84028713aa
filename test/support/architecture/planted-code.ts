// Planted violations of the rules on purity, form and tests.

import type { Planted } from './planted.js';
import type { RuleName } from './rules.js';

const core = (code: string) => ({ 'src/core/book/a.ts': `${code}\n` });
const store = (code: string) => ({ 'src/store/a.ts': `${code}\n` });
const testFile = (code: string) => ({ 'test/store/a.test.ts': `${code}\n` });
const lines = (count: number, line: string) => `${line}\n`.repeat(count);

const PURITY = {
  'core-purity': {
    wrong: {
      'reads the clock': core('export const now = () => Date.now();'),
      'names the type Date': core('export type T = Date;'),
      'measures time': core('export const t = () => performance.now();'),
      'sets a timer': core('setTimeout(() => {}, 1);'),
      'draws a number': core('export const r = () => Math.random();'),
      'draws a number by another name': core('const { random } = Math; export const r = random;'),
      'draws a number by key': core("export const r = Math['random'];"),
      'reads the environment': core("export const e = process.env['HOME'];"),
      logs: core("console.log('x');"),
      'goes round by globalThis': core("export const t = globalThis['Date'];"),
      promises: core('export const p: Promise<number> | null = null;'),
      'is async': core('export const f = async () => 1;'),
      'an async method': core('export const o = { async f() { return 1; } };'),
      awaits: core('await f();'),
      fetches: core("fetch('x');"),
      'Math.pow': core('export const p = Math.pow(2, 3);'),
      'a power': core('export const p = (x: number) => x ** 2;'),
      'a power assigned': core('export function f(x: number) { x **= 2; return x; }'),
      'depends on the locale': core('export const c = (a: string, b: string) => a.localeCompare(b);'),
      'uses Buffer': core("export const b = Buffer.from('x');"),
    },
    right: {
      'members of these names': core(
        "export interface A { process: number; Date: string }\nexport const f = (a: A) => a.process + Math.sqrt(2);\nexport const t = 'Date.now() ** 2'; // console.log",
      ),
      elsewhere: store('export const f = async () => Date.now() ** 2;'),
    },
  },
  'machine-free': {
    wrong: {
      'report reads the environment': { 'src/report/a.ts': "export const e = process.env['X'];\n" },
      'ui fetches': { 'src/ui/a.tsx': "fetch('x');\n" },
      'stream draws a number': { 'src/stream/a.ts': 'export const r = Math.random();\n' },
      'a pure file of Binance logs': { 'src/exchange/binance/scan.ts': "console.log('x');\n" },
    },
    right: { 'stream waits': { 'src/stream/a.ts': 'export const f = async () => setTimeout(() => {}, 1);\n' } },
  },
  'binance-clock': {
    wrong: {
      'normalize reads the clock': { 'src/exchange/binance/normalize.ts': 'export const t = Date.now();\n' },
      'depth-sync waits': { 'src/exchange/binance/depth-sync.ts': 'export const f = async () => 1;\n' },
    },
    right: { 'the feed reads the clock': { 'src/exchange/binance/feed.ts': 'export const t = () => Date.now();\n' } },
  },
  'exit-only-in-bin': {
    wrong: {
      'a command exits': { 'src/commands/a.ts': 'process.exit(1);\n' },
      'cli sets the code': { 'src/cli/a.ts': 'process.exitCode = 2;\n' },
      'by key': { 'src/cli/a.ts': "process['exitCode'] = 2;\n" },
    },
    right: { 'bin does': { 'bin/v13.ts': 'process.exitCode = 2;\n' } },
  },
} satisfies Partial<Record<RuleName, Planted>>;

const FORM = {
  'file-size': {
    wrong: { '301 lines': { 'src/store/a.ts': '// Says what it is.\n' + lines(300, 'f();') } },
    right: { '300 lines': { 'src/store/a.ts': '// Says what it is.\n' + lines(299, 'f();') } },
  },
  'function-size': {
    wrong: {
      'a function of 51 lines': store(`export function f() {\n${lines(49, 'g();')}}`),
      'an arrow function': store(`export const f = () => {\n${lines(49, 'g();')}};`),
      'a method': store(`export class A {\nf() {\n${lines(49, 'g();')}}\n}`),
      'a test': testFile(`test('x', () => {\n${lines(49, 'g();')}});`),
    },
    right: {
      'a function of 50 lines': store(`export function f() {\n${lines(48, 'g();')}}`),
      'a group of tests': testFile(`describe('x', () => {\n${lines(60, "test('y', g);")}});`),
    },
  },
  'parameter-count': {
    wrong: {
      'a function': store('export function f(a: 1, b: 2, c: 3, d: 4) { return [a, b, c, d]; }'),
      'a constructor': store('export class A { constructor(a: 1, b: 2, c: 3, d: 4) { [a, b, c, d]; } }'),
      'a function in a test': testFile('const g = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];'),
      'a function type': store('export type F = (a: 1, b: 2, c: 3, d: 4) => void;'),
    },
    right: {
      'a table of tests': testFile("test.each([[1, 2, 3, 4]])('x', (a, b, c, d) => { f([a, b, c, d]); });"),
      'one object': store('export const f = (o: { a: 1; b: 2; c: 3; d: 4 }, p: 1, q: 1) => [o, p, q];'),
    },
  },
  'first-line': {
    wrong: {
      'code first': { 'src/store/a.ts': 'export const x = 1;\n// Says what it is.\n' },
      'a block': { 'src/store/a.ts': '/** Says what it is. */\nexport const x = 1;\n' },
      'an order to a tool': { 'src/store/a.ts': '// eslint-disable no-console\nexport const x = 1;\n' },
      'nothing said': { 'src/store/a.ts': '// store\nexport const x = 1;\n' },
      'an empty file': { 'src/store/a.ts': '\n' },
    },
    right: { 'after #!': { 'bin/v13.ts': '#!/usr/bin/env node\n// The executable itself.\n' } },
  },
  'no-default-export': {
    wrong: {
      'a value': store('export default 1;'),
      'a function': store('export default function f() {}'),
      'by another name': store('const x = 1;\nexport { x as default };'),
    },
    right: {
      'a configuration file': { 'vitest.config.ts': 'export default {};\n' },
      'a default clause': store('export function f(x: number) { switch (x) { default: return 1; } }'),
    },
  },
  'no-enum': {
    wrong: { enum: store('export enum A { b }'), 'const enum': store('export const enum A { b }') },
    right: { 'a union': store("export type A = 'enum' | 'b';") },
  },
  'no-any': {
    wrong: { parameter: store('export const f = (x: any) => x;'), cast: store('export const x = 1 as any;') },
    right: { unknown: store("export const f = (x: unknown) => (x === 'any' ? 1 : 2);") },
  },
  'no-non-null': {
    wrong: { 'in src': store('export const f = (x: { y: 1 } | null) => x!.y;') },
    right: {
      'in a test': testFile('const x = [1]; x[0]!;'),
      'a negation': store('export const f = (x: boolean) => !x;'),
    },
  },
  'file-names': {
    wrong: {
      utils: { 'src/store/utils.ts': 'export {};\n' },
      'string-helpers': { 'src/store/string-helpers.ts': 'export {};\n' },
      'a folder': { 'src/store/common/a.ts': 'export {};\n' },
      camelCase: { 'src/store/orderBook.ts': 'export {};\n' },
      PascalCase: { 'src/ui/Panel.tsx': 'export {};\n' },
      snake_case: { 'test/store/order_book.test.ts': 'export {};\n' },
    },
    right: { nouns: { 'src/store/order-book2.ts': 'export {};\n', 'test/store/order-book.test.ts': 'export {};\n' } },
  },
  'no-unfinished': {
    wrong: {
      'before code': store('// TODO: later\nexport const x = 1;'),
      'at the end of a line': store('export const x = 1; // FIXME'),
      'in an empty function': store('export function f() {\n  // TODO\n}'),
      'in a docstring': store('/** Does. TODO more. */\nexport const x = 1;'),
      'a stub': store("export const f = () => { throw new Error('not implemented'); };"),
    },
    right: { 'in a string': store("export const x = 'TODO'; export const y = `// FIXME`;") },
  },
} satisfies Partial<Record<RuleName, Planted>>;

const f = 'export const f = () => 1;\n';
const testing = (path: string) => `import { f } from '${path}';\ntest('f', () => f());\n`;

const TESTS = {
  'test-mirror': {
    wrong: {
      'no test': { 'src/core/book/a.ts': f },
      'a test that does not import it': {
        'src/core/book/a.ts': f,
        'test/core/book/a.test.ts': "test('x', () => 1);\n",
      },
      'a test that imports its type': {
        'src/core/book/a.ts': f,
        'test/core/book/a.test.ts': "import type { f } from '../../../src/core/book/a.js';\n",
      },
      'tested in another folder': {
        'src/core/book/a.ts': f,
        'test/core/flow/a.test.ts': testing('../../../src/core/book/a.js'),
      },
    },
    right: {
      'a test of its name': {
        'src/core/book/a.ts': f,
        'test/core/book/a.test.ts': testing('../../../src/core/book/a.js'),
      },
      'the test of its folder': {
        'src/core/book/a.ts': f,
        'test/core/book/book.test.ts': testing('../../../src/core/book/a.js'),
      },
      'types and constants': { 'src/core/book/a.ts': 'export interface A { f(): void }\nexport const B = [1];\n' },
    },
  },
  'honest-tests': {
    wrong: {
      only: testFile("test.only('x', f);"),
      skip: testFile("describe.skip('x', f);"),
      todo: testFile("test.todo('x');"),
      'expected to fail': testFile("test.fails('x', f);"),
      'a mock of our own': testFile("vi.mock('../../src/store/a.js');"),
    },
    right: { 'skipped for want of data': testFile("test.skipIf(file === null)('x', f);") },
  },
  'tests-present': {
    wrong: { 'a file without a test': testFile("describe('x', () => {});") },
    right: {
      'a table of tests': testFile("test.each([1])('x', f);"),
      'skipped for want of data': testFile("test.skipIf(file === null)('x', f);"),
    },
  },
} satisfies Partial<Record<RuleName, Planted>>;

export const PLANTED_CODE = { ...PURITY, ...FORM, ...TESTS };
