// The import table of ARCHITECTURE.md as data: who may import whom, and which modules of Node and of npm.

/** Folders of src/core; each may import itself and those before it. */
export const CORE_ORDER = [
  'market',
  'stats',
  'book',
  'flow',
  'signal',
  'quality',
  'pipeline',
  'alert',
  'watch',
  'trade',
  'sim',
  'analysis',
  'ml',
] as const;

export interface FolderRule {
  /** Folders that may be imported besides the folder itself. */
  readonly folders: readonly string[];
  /** `all` of Node's modules, those named, or only their `types` (which are gone when the code runs). */
  readonly node: 'all' | 'types' | readonly string[];
  /** npm packages: those named, or one library of its own that no other folder imports. */
  readonly packages: readonly string[] | 'own';
}

const ADAPTER: FolderRule = { folders: ['core', 'stream', 'platform'], node: 'all', packages: 'own' };
const BELOW_COMMANDS = ['core', 'stream', 'platform', 'text', 'exchange', 'store', 'bus', 'warehouse', 'learn'];

export const ADAPTERS = ['exchange', 'store', 'bus', 'warehouse', 'learn'] as const;

/** First folder below src (or `bin`) → what it may import. */
export const IMPORT_TABLE: Readonly<Record<string, FolderRule>> = {
  core: { folders: [], node: [], packages: [] },
  stream: { folders: [], node: ['node:timers', 'node:timers/promises'], packages: [] },
  platform: { folders: ['core'], node: 'all', packages: ['pino'] },
  // The table names who imports text, not what text imports: the vocabulary it puts into words, nothing else.
  text: { folders: ['core'], node: [], packages: [] },
  exchange: ADAPTER,
  store: ADAPTER,
  bus: ADAPTER,
  warehouse: ADAPTER,
  learn: ADAPTER,
  report: { folders: ['core', 'text'], node: [], packages: [] },
  ui: { folders: ['core', 'text'], node: [], packages: ['ink', 'react', 'string-width'] },
  cli: {
    folders: ['core', 'platform', 'text'],
    node: 'types',
    packages: ['commander', 'yaml', 'chalk', 'valibot'],
  },
  assembly: { folders: BELOW_COMMANDS, node: 'types', packages: [] },
  commands: { folders: [...BELOW_COMMANDS, 'report', 'ui', 'assembly', 'cli'], node: 'types', packages: [] },
  bin: { folders: ['cli', 'commands'], node: ['node:process'], packages: [] },
};

/** Packages that only .tsx files may import. */
export const SCREEN_PACKAGES = ['ink', 'react'];

/** Heavy parts, loaded when first needed: from outside they are imported dynamically (or for their types only). */
export const LAZY_PARTS = ['src/ui', 'src/store/parquet', 'src/bus', 'src/warehouse', 'src/learn'];

/** Files of exchange/binance that do input or output; every other file there is pure. */
export const BINANCE_IO = /^src\/exchange\/binance\/(socket|rest|feed|gateway)(-[a-z0-9-]+)?\.ts$/;

/** What a pure file of exchange/binance may import from outside the core: hashing, and the kinds of error. */
export const BINANCE_PURE_NODE = ['node:crypto'];
export const BINANCE_PURE_PLATFORM = /^src\/platform\/(error|errors|invariant)(-[a-z0-9-]+)?\.ts$/;

/** First folder below src, `bin`, or null for everything else (test, bench, scripts, root). */
export function topFolder(path: string): string | null {
  const [first, second, third] = path.split('/');
  if (first === 'bin') return 'bin';
  if (first !== 'src' || second === undefined) return null;
  return third === undefined ? '.' : second;
}

/** `src/core/<folder>/…` → folder. Null for files outside core or directly in it. */
export function coreFolder(path: string): string | null {
  const [first, second, third, fourth] = path.split('/');
  return first === 'src' && second === 'core' && third !== undefined && fourth !== undefined ? third : null;
}
