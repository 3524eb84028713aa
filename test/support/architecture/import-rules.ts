// Rules on imports: the table, the order inside the core, lazy parts, the pure files of Binance, cycles.

import {
  ADAPTERS,
  BINANCE_IO,
  BINANCE_PURE_NODE,
  BINANCE_PURE_PLATFORM,
  CORE_ORDER,
  type FolderRule,
  IMPORT_TABLE,
  LAZY_PARTS,
  SCREEN_PACKAGES,
  coreFolder,
  topFolder,
} from './import-table.js';
import { type Import, allImports, isNodeModule, packageOf } from './imports.js';
import { type Module, type Rule, type Violation, inFolder, isProduct } from './source.js';

/** One violation for each import that `judge` has a message for. */
function judgeImports(rule: string, modules: readonly Module[], judge: (entry: Import) => string | null): Violation[] {
  return allImports(modules).flatMap((entry) => {
    const message = judge(entry);
    return message === null ? [] : [{ rule, path: entry.from, line: entry.line, message }];
  });
}

const ruleOf = (path: string): FolderRule | null => IMPORT_TABLE[topFolder(path) ?? ''] ?? null;

/** Every file of src lies in a folder of the table, every file of core in one of its folders. */
export const placement: Rule = (modules) =>
  modules.filter(isProduct).flatMap(({ path }) => {
    const known = ruleOf(path) !== null && (topFolder(path) !== 'core' || isCoreFolder(coreFolder(path)));
    return known ? [] : [{ rule: 'placement', path, line: 0, message: 'lies in no folder of the import table' }];
  });

const isCoreFolder = (folder: string | null): boolean => (CORE_ORDER as readonly (string | null)[]).includes(folder);

/** Who may import whom. */
export const importTable: Rule = (modules) =>
  judgeImports('import-table', modules, ({ from, target }) => {
    const rule = ruleOf(from);
    if (rule === null || target === null) return null;
    const [own, other] = [topFolder(from), topFolder(target)];
    if (other === null) return `product code imports ${target}`;
    if (own === 'commands' && other === 'commands') return judgeCommand(from, target);
    return other === own || rule.folders.includes(other) ? null : `${own} may not import ${other} (${target})`;
  });

/** Folders of commands/ that are no command: what several share. */
const SHARED = new Set(['judging', 'recordings', 'screen', 'venue']);

/** What judging shares builds on how recordings are opened; nothing else that is shared builds on another. */
const isShared = (from: string, target: string): boolean =>
  SHARED.has(target) && (!SHARED.has(from) || (from === 'judging' && target === 'recordings'));

/** A command is a file or a folder of its name; the index is the table that the executable reads, some folders are what several share. */
function judgeCommand(from: string, target: string): string | null {
  const commandOf = (path: string) => (path.split('/')[2] ?? '').replace(/\.tsx?$/, '');
  if (isShared(commandOf(from), commandOf(target))) return null;
  if (commandOf(from) === 'index' || commandOf(from) === commandOf(target)) return null;
  return `command ${commandOf(from)} imports command ${commandOf(target)}`;
}

/** Inside the core each folder imports itself and those before it. */
export const coreOrder: Rule = (modules) =>
  judgeImports('core-order', modules, ({ from, target }) => {
    const [own, other] = [coreFolder(from), target === null ? null : coreFolder(target)];
    if (own === null || other === null) return null;
    const order: readonly string[] = CORE_ORDER;
    return order.indexOf(other) <= order.indexOf(own) ? null : `core/${own} comes before core/${other}`;
  });

/** Node's modules and npm packages, by folder. */
export const libraries: Rule = (modules) =>
  judgeImports('libraries', modules, (entry) => {
    const rule = ruleOf(entry.from);
    if (rule === null || entry.target !== null) return null;
    if (entry.specifier === '*') return 'an import whose module is computed cannot be checked';
    return isNodeModule(entry.specifier) ? judgeNode(rule, entry) : judgePackage(rule, entry);
  });

function judgeNode({ node }: FolderRule, { from, specifier, kind }: Import): string | null {
  const allowed = node === 'all' || (node === 'types' ? kind === 'type' : node.includes(specifier));
  return allowed ? null : `${topFolder(from)} may not use ${specifier}`;
}

function judgePackage({ packages }: FolderRule, { from, specifier }: Import): string | null {
  const name = packageOf(specifier) ?? specifier;
  if (SCREEN_PACKAGES.includes(name) && !from.endsWith('.tsx')) return `${name} belongs into .tsx files`;
  if (packages === 'own') return isNamedInTable(name) ? `${name} belongs to another folder` : null;
  return packages.includes(name) ? null : `${topFolder(from)} may not use ${name}`;
}

const isNamedInTable = (name: string): boolean =>
  Object.values(IMPORT_TABLE).some((rule) => rule.packages !== 'own' && rule.packages.includes(name));

/** Each adapter has its own libraries: no package is imported by two of them. */
export const ownLibraries: Rule = (modules) => {
  const owners = new Map<string, string>();
  return judgeImports('own-libraries', modules, ({ from, specifier }) => {
    const folder = topFolder(from);
    const name = packageOf(specifier);
    if (name === null || !(ADAPTERS as readonly (string | null)[]).includes(folder)) return null;
    const owner = owners.get(name) ?? folder;
    owners.set(name, owner ?? '');
    return owner === folder ? null : `${name} is the library of ${owner} already`;
  });
};

/** Heavy parts load when they are needed, so `v13 --help` stays fast. */
export const lazyParts: Rule = (modules) =>
  judgeImports('lazy-parts', modules, ({ from, target, kind }) => {
    if (kind !== 'static' || target === null || topFolder(from) === null) return null;
    const part = LAZY_PARTS.find((folder) => inFolder(target, folder));
    return part === undefined || inFolder(from, part) ? null : `${part} is imported dynamically: await import(…)`;
  });

/** Pure files of exchange/binance import the core and one another, no I/O. */
export const binancePurity: Rule = (modules) =>
  judgeImports('binance-purity', modules, ({ from, target, specifier }) => {
    if (!isPureBinance(from)) return null;
    if (target === null) return BINANCE_PURE_NODE.includes(specifier) ? null : `a pure file imports ${specifier}`;
    const allowed = topFolder(target) === 'core' || isPureBinance(target) || BINANCE_PURE_PLATFORM.test(target);
    return allowed ? null : `a pure file imports ${target}`;
  });

export const isPureBinance = (path: string): boolean =>
  inFolder(path, 'src/exchange/binance') && !BINANCE_IO.test(path);

/** No import cycle anywhere, types and dynamic imports included. One violation a cycle. */
export const cycles: Rule = (modules) => {
  const edges = new Map<string, string[]>();
  for (const { from, target } of allImports(modules)) {
    if (target !== null) edges.set(from, [...(edges.get(from) ?? []), target]);
  }
  return findCycles(edges).map((cycle) => ({
    rule: 'cycles',
    path: cycle[0] ?? '',
    line: 0,
    message: [...cycle, cycle[0]].join(' → '),
  }));
};

/** Depth-first search; each back edge closes one cycle, given as its path. */
function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push(trail.slice(at));
    if (at >= 0 || finished.has(path)) return;
    trail.push(path);
    for (const target of edges.get(path) ?? []) visit(target);
    trail.pop();
    finished.add(path);
  };
  for (const path of [...edges.keys()].sort()) visit(path);
  return found;
}
