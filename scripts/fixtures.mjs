// npm run fixtures: makes every file of fixtures/ anew with the built executable. `--check` compares instead of writing.

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { gunzipSync } from 'node:zlib';
import { DOCUMENTED } from './documented-fixtures.mjs';
import { ROOT, ensure, runNode } from './ensure.mjs';

const FOLDER = join(ROOT, 'fixtures');
const LAYOUTS = join(FOLDER, 'layouts');

/** What lies in fixtures/, and the flags of `v13 simulate` that make it. */
const FIXTURES = [
  {
    file: 'synthetic-ethusdt-3m.ndjson.gz',
    about: 'three whole minutes of ETHUSDT with a planted signal of 0.15 over one second, no gaps',
    flags: ['--seed', '7', '--duration', '3m', '--symbol', 'ETHUSDT', '--alpha', '0.15', '--alpha-horizon', '1s'],
  },
  {
    file: 'synthetic-gaps.ndjson.gz',
    about: 'a quiet minute of BTCUSDT and ETHUSDT with a hole in depth, a hole in trades and a disconnect',
    flags: [
      ...['--seed', '11', '--duration', '60s', '--symbol', 'BTCUSDT,ETHUSDT', '--activity', '0.3'],
      ...['--gap', 'depth:15s', '--gap', 'trade:27s', '--gap', 'disconnect:42s'],
    ],
  },
];

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function describe({ file, about, flags }, folder) {
  const bytes = readFileSync(join(folder, file));
  const content = gunzipSync(bytes);
  const command = `v13 simulate ${flags.join(' ')} --out fixtures/${file} --force`;
  const lines = content.reduce((count, byte) => (byte === 10 ? count + 1 : count), 0);
  return { file, about, command, bytes: bytes.length, lines, sha256: sha256(bytes), contentSha256: sha256(content) };
}

function readme(entries) {
  const sections = entries.map(({ file, about, command, bytes, lines, contentSha256 }) =>
    [
      `## ${file}`,
      '',
      `SYNTHETIC: ${about}. ${lines} lines, ${(bytes / 1e6).toFixed(2)} MB.`,
      '',
      '```',
      command,
      '```',
      '',
      `SHA-256 of the uncompressed lines: \`${contentSha256}\``,
    ].join('\n'),
  );
  const head = [
    '# Fixtures',
    '',
    'Recordings that come with the project. **All of them are SYNTHETIC**: made by `v13 simulate` from a seed, no real',
    'market is behind them, and nothing about a real market can be learned from them. `npm run fixtures` makes them and',
    'this page anew; `npm run fixtures -- --check` compares. The lines are the same on every machine; the compressed',
    'bytes are the same for the same zlib. `manifest.json` holds the digests of both.',
  ].join('\n');
  return `${[head, ...sections, layouts()].join('\n\n')}\n`;
}

/** Files of other tools, so that what reads them can be tested without any. */
function layouts() {
  const lines = DOCUMENTED.map(({ file, about, make }) => `- \`${file}\`: ${about}. SHA-256 \`${sha256(make())}\``);
  return [
    '## layouts/',
    '',
    'MADE UP: tables in the documented layouts of other sources, with numbers from a seed (`scripts/documented-fixtures.mjs`).',
    'Names, columns, header rows, packing and precision are those of the documents; no row is from a market.',
    '',
    ...lines,
  ].join('\n');
}

/** Names of the layouts whose files are not what the script makes. */
const wrongLayouts = () =>
  DOCUMENTED.filter(({ file, make }) => sha256(readFileSync(join(LAYOUTS, file))) !== sha256(make())).map(
    ({ file }) => file,
  );

function writeLayouts() {
  mkdirSync(LAYOUTS, { recursive: true });
  for (const { file, make } of DOCUMENTED) {
    writeFileSync(join(LAYOUTS, `.${file}.tmp`), make());
    renameSync(join(LAYOUTS, `.${file}.tmp`), join(LAYOUTS, file));
  }
}

function make(folder) {
  for (const { file, flags } of FIXTURES) {
    const out = join(folder, file);
    const code = runNode([join(ROOT, 'dist', 'bin', 'v13.js'), 'simulate', ...flags, '--out', out, '--force']);
    if (code !== 0) return null;
  }
  return FIXTURES.map((fixture) => describe(fixture, folder));
}

function check(entries) {
  const known = JSON.parse(readFileSync(join(FOLDER, 'manifest.json'), 'utf8'));
  const wrong = entries.filter(({ file, contentSha256 }) => {
    const entry = known.find((other) => other.file === file);
    return entry?.contentSha256 !== contentSha256 || entry.sha256 !== sha256(readFileSync(join(FOLDER, file)));
  });
  for (const { file } of wrong) console.error(`fixtures/${file} is not what its command makes`);
  const others = wrongLayouts();
  for (const file of others) console.error(`fixtures/layouts/${file} is not what its script makes`);
  const isFine = wrong.length === 0 && others.length === 0;
  if (isFine) console.error(`${entries.length + DOCUMENTED.length} fixtures are what their commands make`);
  return isFine ? 0 : 1;
}

function main() {
  ensure();
  const folder = mkdtempSync(join(tmpdir(), 'v13-fixtures-'));
  try {
    const entries = make(folder);
    if (entries === null) return 1;
    if (process.argv.includes('--check')) return check(entries);
    mkdirSync(FOLDER, { recursive: true });
    // Beside the final place first: a rename across file systems is no rename.
    for (const { file } of entries) {
      writeFileSync(join(FOLDER, `.${file}.tmp`), readFileSync(join(folder, file)));
      renameSync(join(FOLDER, `.${file}.tmp`), join(FOLDER, file));
    }
    writeFileSync(join(FOLDER, 'manifest.json'), `${JSON.stringify(entries, null, 2)}\n`);
    writeLayouts();
    writeFileSync(join(FOLDER, 'README.md'), readme(entries));
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = main();
