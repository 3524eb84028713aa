// The generated tables of the docs as Markdown: product data → text. Pure; docs.mjs reads and writes the files.

/** A Markdown table; a `|` inside a cell would end it. */
export function table(head, rows) {
  const cellText = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells) => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const code = (text) => (text === '' ? '' : `\`${text}\``);

const ERROR_KINDS = [
  ['usage', 'UsageError'],
  ['data', 'DataError'],
  ['venue', 'VenueError'],
  ['store', 'StoreError'],
  ['bug', 'BugError'],
];

function commandTable({ commands, SECTIONS }) {
  const rows = SECTIONS.flatMap((section) =>
    commands.filter((entry) => entry.section === section).map(({ name, summary }) => [code(`v13 ${name}`), summary]),
  );
  return table(['command', 'what it does'], rows);
}

function argumentText({ name, required, variadic }) {
  const shown = variadic ? `${name}...` : name;
  return required ? shown : `[${shown}]`;
}

function optionRow(option) {
  const flags = option.short === undefined ? option.flag : `${option.short}, ${option.flag}`;
  if (option.kind === 'switch') return [code(flags), '', '', option.help];
  const unit = option.unit === undefined ? '' : ` ${option.unit}`;
  const values = option.choices === undefined ? '' : `: ${option.choices.map(code).join(' ')}`;
  const repeat = option.kind === 'list' ? ' (repeatable)' : '';
  const byDefault = option.default === null ? '' : `${option.default}${unit}`;
  return [
    code(`${flags} ${option.value}`),
    byDefault,
    (option.env ?? []).map(code).join(' '),
    option.help + repeat + values,
  ];
}

const optionTable = (options) => table(['flag', 'default', 'variables', 'meaning'], options.map(optionRow));

function commandPart({ shape }, groups) {
  const usage = ['v13', shape.name, ...shape.arguments.map(argumentText), '[flags]'].join(' ');
  const options = Object.values(shape.options);
  const parts = [`## v13 ${shape.name}`, `${shape.description ?? `${shape.summary}.`}`, `\`${usage}\``];
  const examples = shape.examples.map(({ line, does }) => [code(line), does]);
  parts.push(table(['example', 'what it does'], examples));
  if (shape.arguments.length > 0) {
    const rows = shape.arguments.map((one) => [
      code(argumentText(one)),
      one.help + (one.choices === undefined ? '' : `: ${one.choices.map(code).join(' ')}`),
    ]);
    parts.push(table(['argument', 'meaning'], rows));
  }
  for (const group of groups) {
    const members = options.filter((option) => option.group === group);
    if (members.length > 0) parts.push(`**${group}**`, optionTable(members));
  }
  return parts.join('\n\n');
}

const commandPages = ({ commands, OPTION_GROUPS }) =>
  commands.map((entry) => commandPart(entry, OPTION_GROUPS)).join('\n\n');

function exitKinds({ exitCodeOf, ...classes }) {
  const rows = ERROR_KINDS.map(([kind, name]) => {
    const error = new classes[name]('x', { code: 'V13_X', retryable: false });
    return [code(kind), code(name), exitCodeOf(error)];
  });
  return table(['kind', 'class', 'exit code'], rows);
}

function configTable({ CONFIG_KEYS, defaultOf, keyText, typeText, variableOf }) {
  const rows = CONFIG_KEYS.map((key) => {
    const value = defaultOf(key.key);
    const text = value === undefined ? '' : keyText(key.type, value);
    const byDefault = `${code(text)}${key.unit === undefined ? '' : ` ${key.unit}`}`;
    const names = [variableOf(key), ...(key.flag === null ? [] : [key.flag])].map(code).join(', ');
    return [code(key.key), typeText(key.type), byDefault, names, key.help];
  });
  return table(['key', 'value', 'default', 'variable, flag', 'meaning'], rows);
}

function presetTable({ CONFIG_KEYS, chainToValues, ORIGINAL_CHAIN, defaultOf, keyText }) {
  const original = chainToValues(ORIGINAL_CHAIN);
  const rows = CONFIG_KEYS.flatMap(({ key, type }) => {
    const mine = defaultOf(key);
    const theirs = original[key];
    if (theirs === undefined || mine === undefined || keyText(type, mine) === keyText(type, theirs)) return [];
    return [[code(key), code(keyText(type, mine)), code(keyText(type, theirs))]];
  });
  return table(['key', 'default', 'original'], rows);
}

function importTable({ IMPORT_TABLE }) {
  const list = (items, none) => (items.length === 0 ? none : items.join(', '));
  const nodeText = (node) => {
    if (node === 'all') return 'all';
    if (node === 'types') return 'types only';
    return list(node.map(code), '–');
  };
  const rows = Object.entries(IMPORT_TABLE).map(([folder, { folders, node, packages }]) => [
    `${folder}/`,
    list(folders, '–'),
    nodeText(node),
    packages === 'own' ? 'one of its own' : list(packages.map(code), '–'),
  ]);
  return table(['folder', 'may import', 'of Node', 'of npm'], rows);
}

function rowTable({ ROW_KEYS, REASON_CODE }, { fields, sections }) {
  const reasons = Object.keys(REASON_CODE).map((name) => `'${name}'`);
  // The compiler names the members of a union in an order of its own.
  const shortType = (type) => {
    const parts = type.split(' or ');
    if (!reasons.every((one) => parts.includes(one))) return type;
    return ['reason', ...parts.filter((one) => !reasons.includes(one))].join(' or ');
  };
  // Comments in the code name fields; readers of rows know their keys.
  const withKeys = (doc) =>
    ROW_KEYS.reduce((text, [key, field]) => text.replaceAll(new RegExp(`\\b${field}\\b`, 'g'), key), doc);
  const rows = ROW_KEYS.map(([key, field]) => {
    const section = sections.find(({ keys }) => keys.includes(key));
    const where = section === undefined ? '' : `[${section.title}](formulas.md#${section.anchor})`;
    const { type, doc } = fields.get(field) ?? { type: '?', doc: '' };
    return [code(key), code(shortType(type)), withKeys(doc), where];
  });
  return table(['key', 'type', 'meaning', 'formula'], rows);
}

function reasonTable({ REASON_CODE }, { reasons }) {
  return table(
    ['reason', 'code in the digest', 'meaning'],
    Object.entries(REASON_CODE).map(([name, number]) => [code(name), number, reasons.get(name) ?? '']),
  );
}

const stageTable = ({ STAGE_NAMES, STAGE_LIMIT_NS }) =>
  table(
    ['stage', 'limit for p99'],
    STAGE_NAMES.map((stage) => [code(stage), `${STAGE_LIMIT_NS[stage] / 1e6} ms`]),
  );

/** One row a metric: as Prometheus gets it, and where it stands in metrics.json. */
const metricTable = ({ CAPTURE_METRICS }) =>
  table(
    ['Prometheus', 'kind', 'unit', 'labels', 'metrics.json', 'meaning'],
    CAPTURE_METRICS.map(({ name, kind, unit, labels, json, help }) => [
      code(name),
      kind,
      unit,
      labels.map(code).join(' '),
      json.map(code).join(' '),
      help,
    ]),
  );

function lakeTables({ DEPTH_COLUMNS, TRADE_COLUMNS, QUOTE_COLUMNS, GAP_COLUMNS }) {
  const tables = { depth: DEPTH_COLUMNS, trades: TRADE_COLUMNS, quotes: QUOTE_COLUMNS, gaps: GAP_COLUMNS };
  return Object.entries(tables)
    .map(([name, columns]) => {
      const rows = columns.map(({ name: column, type, nullable, unit, about }) => {
        return [code(column), code(nullable ? `${type} or null` : type), unit ?? '', about];
      });
      return `### ${name}\n\n${table(['column', 'type', 'unit', 'meaning'], rows)}`;
    })
    .join('\n\n');
}

/** The keys of the dashboard, as its help shows them. */
const keyTable = ({ KEYMAP, keysText, SHELL_EN }) =>
  table(
    ['key', 'what it does', 'where', 'asks first'],
    KEYMAP.map((binding) => [
      keysText(binding).split(', ').map(code).join(' '),
      SHELL_EN.action[binding.action],
      SHELL_EN.where[binding.where],
      binding.dangerous ? 'while a capture runs' : '',
    ]),
  );

const typeTable = (rows) =>
  table(
    ['key', 'type', 'meaning'],
    rows.map(({ path, type, doc }) => [code(path), type, doc]),
  );

const shapeTables = (shapes) =>
  shapes
    .map(({ name, doc, rows }) => [`### ${name}`, ...(doc === '' ? [] : [doc]), typeTable(rows)].join('\n\n'))
    .join('\n\n');

/** Shapes that stand on the page already are linked there, not repeated. */
const notIn = (shapes, others) => shapes.filter(({ name }) => !others.some((one) => one.name === name));

const stagesTable = ({ STAGE_PLANS, limitText }) =>
  table(
    ['stage', 'gate', 'key', 'target', 'read from', 'passes on'],
    STAGE_PLANS.flatMap(({ stage, passesOn, gates }) =>
      gates.map((gate) => [
        stage,
        gate.label,
        code(gate.key),
        limitText(gate.limit, gate.unit),
        gate.from,
        passesOn.join(', '),
      ]),
    ),
  );

/** Name in the marker → text. `types` is what docs-types.mjs found. */
export function generatedTables(product, types) {
  return {
    commands: commandTable(product),
    keys: keyTable(product),
    'command-flags': commandPages(product),
    'global-flags': optionTable(Object.values(product.globalOptions)),
    'exit-codes': table(
      ['code', 'meaning'],
      product.EXIT_CODES.map(({ code: number, meaning }) => [number, meaning]),
    ),
    'error-kinds': exitKinds(product),
    'config-keys': configTable(product),
    'config-variables': table(
      ['variable', 'meaning'],
      Object.entries(product.OTHER_VARIABLES).map(([name, meaning]) => [code(name), meaning]),
    ),
    'preset-original': presetTable(product),
    'import-table': importTable(product),
    'core-order': product.CORE_ORDER.map((name) => `\`${name}\``).join(' → '),
    'row-keys': rowTable(product, types),
    'lake-tables': lakeTables(product),
    'null-reasons': reasonTable(product, types),
    'stage-limits': stageTable(product),
    stages: stagesTable(product),
    metrics: metricTable(product),
    'alert-keys': table(
      ['key', 'type', 'meaning'],
      Object.entries(product.RECORD_KEYS).map(([key, [type, about]]) => [code(key), type, about]),
    ),
    'replay-keys': typeTable(types.replay.rows),
    'replay-shapes': shapeTables(types.replay.shapes),
    'simulate-keys': typeTable(types.simulate.rows),
    'simulate-shapes': shapeTables(types.simulate.shapes),
    'capture-keys': typeTable(types.capture.rows),
    'capture-shapes': shapeTables(notIn(types.capture.shapes, types.replay.shapes)),
    'analysis-keys': typeTable(types.analysis.rows),
    'analysis-shapes': shapeTables(types.analysis.shapes),
    'verify-keys': typeTable(types.verify.rows),
    'verify-shapes': shapeTables(types.verify.shapes),
  };
}

const MARKED = /(<!-- generated:([a-z-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g;

/** The page with every marked part made anew. Throws for a name that there is no table of, and for a lonely marker. */
export function fillPage(text, tables) {
  const begins = text.match(/<!-- generated:/g)?.length ?? 0;
  const ends = text.match(/<!-- \/generated -->/g)?.length ?? 0;
  if (begins !== ends) throw new Error(`${begins} generated parts begin and ${ends} end`);
  return text.replaceAll(MARKED, (...match) => {
    const [, begin, name, end] = match;
    if (tables[name] === undefined) throw new Error(`there is no table ${name}`);
    return `${begin}\n${tables[name]}\n\n${end}`;
  });
}

/** Names of the tables that a page shows. */
export const tableNames = (text) => [...text.matchAll(MARKED)].map(([, , name]) => name);

/** Pages (`[{ path, text }]`) that would change, with their new text; tables that no page shows. */
export function judgePages(pages, tables) {
  const shown = new Set(pages.flatMap(({ text }) => tableNames(text)));
  return {
    drifted: pages.flatMap(({ path, text }) => {
      const filled = fillPage(text, tables);
      return filled === text ? [] : [{ path, text: filled }];
    }),
    lost: Object.keys(tables).filter((name) => !shown.has(name)),
  };
}
