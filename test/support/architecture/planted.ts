// Planted violations: for each rule small trees that break it and small trees that look alike and are right.

import type { RuleName } from './rules.js';

/** path → code, without the first line, which is added unless the text brings its own. */
export type Tree = Readonly<Record<string, string>>;

export interface Planted {
  /** What is wrong → tree; each must give at least one violation of the rule. */
  readonly wrong: Readonly<Record<string, Tree>>;
  /** What is right although it looks similar → tree without a violation of the rule. */
  readonly right: Readonly<Record<string, Tree>>;
}

const importing = (path: string): string => `import { x } from '${path}';\nexport const y = x;\n`;
const X = 'export const x = 1;\n';

export const PLANTED_IMPORTS = {
  placement: {
    wrong: {
      'unknown folder': { 'src/engine/a.ts': X },
      'file directly in src': { 'src/a.ts': X },
      'file directly in core': { 'src/core/a.ts': X },
      'unknown core folder': { 'src/core/numbers/a.ts': X },
    },
    right: { 'known folders': { 'src/core/market/a.ts': X, 'src/store/ndjson/a.ts': X, 'bin/v13.ts': X } },
  },
  'import-table': {
    wrong: {
      'core imports store': { 'src/core/book/a.ts': importing('../../store/b.js'), 'src/store/b.ts': X },
      'core imports a type of store': {
        'src/core/book/a.ts': "import type { B } from '../../store/b.js';\nexport type C = B;\n",
        'src/store/b.ts': 'export type B = 1;\n',
      },
      'stream imports core': { 'src/stream/a.ts': importing('../core/market/b.js'), 'src/core/market/b.ts': X },
      'platform imports stream': { 'src/platform/a.ts': importing('../stream/b.js'), 'src/stream/b.ts': X },
      'adapter imports adapter': { 'src/store/a.ts': importing('../exchange/b.js'), 'src/exchange/b.ts': X },
      'adapter re-exports adapter': { 'src/bus/a.ts': "export * from '../store/b.js';\n", 'src/store/b.ts': X },
      'adapter imports adapter when called': {
        'src/bus/a.ts': "export const load = () => import('../store/b.js');\n",
        'src/store/b.ts': X,
      },
      'adapter names the type of an adapter': {
        'src/bus/a.ts': "export type B = import('../store/b.js').B;\n",
        'src/store/b.ts': 'export type B = 1;\n',
      },
      'report imports platform': { 'src/report/a.ts': importing('../platform/b.js'), 'src/platform/b.ts': X },
      'ui imports store': { 'src/ui/a.tsx': importing('../store/b.js'), 'src/store/b.ts': X },
      'cli imports store': { 'src/cli/a.ts': importing('../store/b.js'), 'src/store/b.ts': X },
      'assembly imports cli': { 'src/assembly/a.ts': importing('../cli/b.js'), 'src/cli/b.ts': X },
      'what commands share imports a command': {
        'src/commands/recordings/a.ts': importing('../b.js'),
        'src/commands/b.ts': X,
      },
      'command imports command': { 'src/commands/a.ts': importing('./b.js'), 'src/commands/b.ts': X },
      'bin imports platform': { 'bin/v13.ts': importing('../src/platform/b.js'), 'src/platform/b.ts': X },
      'product imports test': { 'src/core/book/a.ts': importing('../../../test/b.js'), 'test/b.ts': X },
    },
    right: {
      'a command meets adapters': {
        'src/commands/replay.ts': importing('../store/b.js') + "export { x as z } from '../cli/c.js';\n",
        'src/store/b.ts': X,
        'src/cli/c.ts': X,
      },
      'the index lists the commands': { 'src/commands/index.ts': importing('./b.js'), 'src/commands/b.ts': X },
      'commands share how recordings are opened': {
        'src/commands/a.ts': importing('./recordings/b.js'),
        'src/commands/recordings/b.ts': X,
      },
      'a command has a folder': { 'src/commands/a.ts': importing('./a/b.js'), 'src/commands/a/b.ts': X },
      'a path inside a string': { 'src/core/book/a.ts': `export const text = "import x from '../../store/b.js'";\n` },
    },
  },
  'core-order': {
    wrong: {
      'book imports flow': { 'src/core/book/a.ts': importing('../flow/b.js'), 'src/core/flow/b.ts': X },
      'market imports stats': { 'src/core/market/a.ts': importing('../stats/b.js'), 'src/core/stats/b.ts': X },
      'sim imports ml': { 'src/core/sim/a.ts': importing('../ml/b.js'), 'src/core/ml/b.ts': X },
    },
    right: { 'ml imports market': { 'src/core/ml/a.ts': importing('../market/b.js'), 'src/core/market/b.ts': X } },
  },
  libraries: {
    wrong: {
      'core uses node:': { 'src/core/book/a.ts': "import { readFileSync } from 'node:fs';\nreadFileSync;\n" },
      'core names a type of node:': {
        'src/core/book/a.ts': "import type { Readable } from 'node:stream';\nexport type A = Readable;\n",
      },
      'fs without node:': { 'src/core/book/a.ts': "import 'fs';\n" },
      'cli reads files': { 'src/cli/a.ts': "import 'node:fs';\n" },
      'stream uses node:fs': { 'src/stream/a.ts': "import 'node:fs';\n" },
      'commander outside cli': { 'src/commands/a.ts': "import { Command } from 'commander';\nnew Command();\n" },
      'chalk in report': { 'src/report/a.ts': "import chalk from 'chalk';\nchalk;\n" },
      'yaml in store': { 'src/store/a.ts': "import { parse } from 'yaml';\nparse;\n" },
      'react in a .ts file': { 'src/ui/a.ts': "import { useState } from 'react';\nuseState;\n" },
      'ink outside ui': { 'src/commands/a.tsx': "import { render } from 'ink';\nrender;\n" },
      'a computed import': { 'src/store/a.ts': 'export const load = (name: string) => import(name);\n' },
    },
    right: {
      'the wiring names a type of node:': {
        'src/cli/a.ts': "import type { Readable } from 'node:stream';\nexport type A = Readable;\n",
      },
      'each where it belongs': {
        'src/cli/a.ts': "import { Command } from 'commander';\nimport { parse } from 'yaml';\nnew Command(); parse;\n",
        'src/ui/a.tsx': "import { useState } from 'react';\nuseState;\n",
        'src/store/a.ts': "import { readFileSync } from 'node:fs';\nimport 'parquet-wasm/esm';\nreadFileSync;\n",
      },
    },
  },
  'own-libraries': {
    wrong: { 'two adapters': { 'src/bus/a.ts': "import 'ws';\n", 'src/exchange/a.ts': "import 'ws';\n" } },
    right: { 'one adapter, twice': { 'src/bus/a.ts': "import '@x/ws/a';\n", 'src/bus/b.ts': "import '@x/ws/b';\n" } },
  },
  'lazy-parts': {
    wrong: {
      'a command loads the screen': { 'src/commands/a.ts': importing('../ui/b.js'), 'src/ui/b.ts': X },
      'assembly loads the bus': { 'src/assembly/a.ts': importing('../bus/b.js'), 'src/bus/b.ts': X },
      'store loads parquet': { 'src/store/a.ts': importing('./parquet/b.js'), 'src/store/parquet/b.ts': X },
      'one of the names is a value': {
        'src/commands/a.ts': "import { type T, x } from '../learn/b.js';\nexport const y: T = x;\n",
        'src/learn/b.ts': 'export type T = number;\nexport const x = 1;\n',
      },
    },
    right: {
      'types and calls': {
        'src/commands/a.ts':
          "import type { T } from '../learn/b.js';\nexport const load = (): Promise<T> => import('../learn/b.js');\n",
        'src/learn/b.ts': 'export type T = unknown;\n',
      },
    },
  },
  'binance-purity': {
    wrong: {
      'scan imports the socket': {
        'src/exchange/binance/scan-depth.ts': importing('./socket.js'),
        'src/exchange/binance/socket.ts': X,
      },
      'signing imports rest': {
        'src/exchange/binance/signing.ts': importing('./rest.js'),
        'src/exchange/binance/rest.ts': X,
      },
      'normalize uses node:fs': { 'src/exchange/binance/normalize.ts': "import 'node:fs';\n" },
      'messages imports the logger': {
        'src/exchange/binance/messages.ts': importing('../../platform/logger.js'),
        'src/platform/logger.ts': X,
      },
    },
    right: {
      'the feed imports what is pure': {
        'src/exchange/binance/feed.ts': "import 'node:net';\n" + importing('./normalize.js'),
        'src/exchange/binance/normalize.ts': importing('./messages.js'),
        'src/exchange/binance/messages.ts': X,
      },
    },
  },
  cycles: {
    wrong: {
      'two files': {
        'src/core/book/a.ts': "export { y } from './b.js';\n",
        'src/core/book/b.ts': "export { z } from './a.js';\n",
      },
      'three files, by type and by call': {
        'src/store/a.ts': "import type { B } from './b.js';\nexport type A = B;\n",
        'src/store/b.ts': "export const load = () => import('./c.js');\nexport type B = 1;\n",
        'src/store/c.ts': "export type { A } from './a.js';\n",
      },
      'a file imports itself': { 'src/store/a.ts': "export * from './a.js';\n" },
    },
    right: {
      'a diamond': {
        'src/store/a.ts': "export * from './b.js';\nexport * from './c.js';\n",
        'src/store/b.ts': "export * from './d.js';\n",
        'src/store/c.ts': "export * from './d.js';\n",
        'src/store/d.ts': X,
      },
    },
  },
} satisfies Partial<Record<RuleName, Planted>>;
