// Types of the product as rows for the docs: which keys a document has, of which type, and what their comments say.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './ensure.mjs';

const SOURCES = {
  replay: 'src/report/replay-json.ts',
  simulate: 'src/assembly/simulate-recording.ts',
  verify: 'src/report/verify-json.ts',
  capture: 'src/report/capture-json.ts',
  analysis: 'src/report/analysis/analysis-json.ts',
  row: 'src/core/pipeline/row.ts',
  reason: 'src/core/market/reason.ts',
};

function createProgram() {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  const roots = Object.values(SOURCES).map((path) => join(ROOT, path));
  return ts.createProgram(roots, { ...options, noEmit: true });
}

/** Keys that stand first in objects without a declared order. */
const FIRST = ['schema', 'symbol', 'stream'];

/** Rows of the same key, from the kinds of a union, as one. */
function mergeRows(rows) {
  const byPath = new Map();
  for (const row of rows) {
    const known = byPath.get(row.path);
    if (known === undefined) byPath.set(row.path, { ...row });
    else if (known.type !== row.type) known.type = `${known.type} or ${row.type}`;
  }
  return [...byPath.values()];
}

// A walk: { checker, shapes }. Named interfaces of the project that it meets get a table of their own in `shapes`.

const startWalk = (program) => ({ checker: program.getTypeChecker(), shapes: new Map() });

const docOf = ({ checker }, symbol) =>
  ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();

const OBJECT = ts.TypeFlags.Object | ts.TypeFlags.Intersection;
const membersOf = (type) => (type.isUnion() ? type.types : [type]);
const isNull = (type) => (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0;
const isObject = (type) => (type.flags & OBJECT) !== 0 && type.getCallSignatures().length === 0;
const isMap = (type) => type.getStringIndexType() !== undefined;
/** Whether the keys of a type are listed in place. */
const isInline = (type) => isObject(type) && shapeName(type) === null && !isMap(type);

/** The interface of the project that a type is, or null. */
function shapeName(type) {
  const [declaration] = type.symbol?.declarations ?? [];
  const isOurs = declaration?.getSourceFile().fileName.startsWith(join(ROOT, 'src')) ?? false;
  return isOurs && ts.isInterfaceDeclaration(declaration) ? type.symbol.name : null;
}

function addShape(walk, name, type) {
  if (walk.shapes.has(name)) return;
  const shape = { name, doc: docOf(walk, type.symbol), rows: [] };
  walk.shapes.set(name, shape);
  shape.rows = rowsOf(walk, type, '');
}

/** Text of a type that needs no rows of its own. */
function leafText(walk, type) {
  if (isMap(type)) return `by name: ${typeCell(walk, type.getStringIndexType())}`;
  const names = membersOf(type).map((one) => walk.checker.typeToString(one).replaceAll('"', "'"));
  const isBoolean = names.includes('true') && names.includes('false');
  const texts = isBoolean ? ['boolean', ...names.filter((name) => !/^(true|false)$/.test(name))] : names;
  return texts.map((text) => `\`${text}\``).join(' or ');
}

/** Cell of a type: a link for shapes, `list of` for arrays. */
function typeCell(walk, type) {
  const { checker } = walk;
  const bare = checker.getNonNullableType(type);
  const suffix = membersOf(type).some(isNull) ? ' or `null`' : '';
  if (checker.isArrayType(bare)) return `list of ${typeCell(walk, checker.getTypeArguments(bare)[0])}${suffix}`;
  if (checker.isTupleType(bare)) return `${leafText(walk, bare)}${suffix}`;
  if (bare.isUnion() && bare.types.every((one) => isObject(one) && shapeName(one) !== null)) {
    return bare.types.map((one) => typeCell(walk, one)).join(' or ') + suffix;
  }
  if (bare.isUnion() && bare.types.every(isObject)) return `object, one of ${bare.types.length} kinds${suffix}`;
  if (isInline(bare)) return `object${suffix}`;
  const name = shapeName(bare);
  if (name === null) return leafText(walk, bare) + suffix;
  addShape(walk, name, bare);
  return `[${name}](#${name.toLowerCase()})${suffix}`;
}

function rowsOf(walk, type, prefix) {
  return propertiesOf(walk, type).flatMap((property) => {
    const path = prefix + property.name;
    const own = walk.checker.getTypeOfSymbol(property);
    const row = { path, type: typeCell(walk, own), doc: docOf(walk, property) };
    return [row, ...innerRows(walk, walk.checker.getNonNullableType(own), path)];
  });
}

/** As declared; where nobody declared an order (objects put together), what names the thing comes first. */
function propertiesOf({ checker }, type) {
  const properties = checker.getPropertiesOfType(type);
  if (shapeName(type) !== null) return properties;
  const rank = ({ name }) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return properties.toSorted((a, b) => rank(a) - rank(b));
}

function innerRows(walk, type, path) {
  const { checker } = walk;
  if (checker.isTupleType(type)) return [];
  if (checker.isArrayType(type)) {
    return innerRows(walk, checker.getNonNullableType(checker.getTypeArguments(type)[0]), `${path}[]`);
  }
  if (type.isUnion() && type.types.every(isInline)) {
    return mergeRows(type.types.flatMap((one) => rowsOf(walk, one, `${path}.`)));
  }
  return isInline(type) ? rowsOf(walk, type, `${path}.`) : [];
}

function exported(program, path, name) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(ROOT, path));
  const symbol = checker.getExportsOfModule(checker.getSymbolAtLocation(source)).find((one) => one.name === name);
  if (symbol === undefined) throw new Error(`${path} exports no ${name}`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

/** Rows and shapes of one exported type. */
function documentOf(program, path, name) {
  const walk = startWalk(program);
  const rows = rowsOf(walk, exported(program, path, name), '');
  const shapes = [...walk.shapes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { rows, shapes };
}

/** Top-level keys by name, `schema` first; the rows of each key stay together. */
function sorted({ rows, shapes }) {
  const top = ({ path }) => path.split(/[.[]/)[0];
  const rank = (row) => (top(row) === 'schema' ? '' : top(row));
  return { rows: rows.toSorted((a, b) => (rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b)))), shapes };
}

/** Member of an object literal or interface → comment above it. */
function commentsOf(program, path) {
  const source = program.getSourceFile(join(ROOT, path));
  const comments = new Map();
  const visit = (node) => {
    if (ts.isPropertyAssignment(node)) {
      const [range] = ts.getLeadingCommentRanges(source.text, node.pos) ?? [];
      const text = range === undefined ? '' : source.text.slice(range.pos, range.end);
      comments.set(node.name.getText(source), text.replaceAll(/^\/\*\*|\*\/$|^\s*\*/gm, '').trim());
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return comments;
}

function rowFields(program) {
  const rows = rowsOf(startWalk(program), exported(program, SOURCES.row, 'SignalRow'), '');
  return new Map(rows.map(({ path, type, doc }) => [path, { type: type.replaceAll('`', ''), doc }]));
}

const anchorOf = (title) =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** Sections of docs/formulas.md: title, anchor, and the row keys that each says it explains. */
export function formulaSections(text) {
  return text
    .split(/^(?=#{2,3} )/m)
    .slice(1)
    .map((part) => {
      const title = part.slice(0, part.indexOf('\n')).replace(/^#+ /, '');
      const line = /^- row keys: (.*(?:\n {2}.*)*)/m.exec(part)?.[1] ?? '';
      return { title, anchor: anchorOf(title), text: part, keys: [...line.matchAll(/`(\w+)`/g)].map(([, key]) => key) };
    });
}

/** Everything that generatedTables wants to know of types and of the page of formulas. */
export function readTypes() {
  const program = createProgram();
  return {
    replay: sorted(documentOf(program, SOURCES.replay, 'ReplayJson')),
    simulate: documentOf(program, SOURCES.simulate, 'SimulateResult'),
    verify: documentOf(program, SOURCES.verify, 'VerifyJson'),
    capture: sorted(documentOf(program, SOURCES.capture, 'CaptureJson')),
    analysis: sorted(documentOf(program, SOURCES.analysis, 'AnalysisJson')),
    fields: rowFields(program),
    reasons: commentsOf(program, SOURCES.reason),
    sections: formulaSections(readFileSync(join(ROOT, 'docs/formulas.md'), 'utf8')),
  };
}
