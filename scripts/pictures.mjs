// node scripts/pictures.mjs: makes docs/pictures/*.svg anew from a real run: the emulator plays a market with a hole in it, a
// capture records it, and a look at that capture from outside is drawn. Takes about a minute and a half.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ROOT } from './ensure.mjs';

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'DOGEUSDT', '1000PEPEUSDT'];
/** Long enough for the windows of the signals (300 samples of 100 ms) to fill, and for charts to show something. */
const RUN_MS = 75_000;
const V13 = join(ROOT, 'dist', 'bin', 'v13.js');

const PICTURES = [
  { file: 'overview.svg', view: 'overview', symbol: null, theme: 'dark', size: { columns: 120, rows: 40 } },
  { file: 'symbol.svg', view: 'symbol', symbol: 'ETHUSDT', theme: 'dark', size: { columns: 140, rows: 44 } },
  { file: 'heatmap.svg', view: 'heatmap', symbol: 'ETHUSDT', theme: 'dark', size: { columns: 140, rows: 44 } },
  { file: 'symbol-light.svg', view: 'symbol', symbol: 'ETHUSDT', theme: 'light', size: { columns: 120, rows: 40 } },
];

const ENTRY = `
export { openRemoteSource } from './src/assembly/watch/remote-source.js';
export { watchPlaces } from './src/store/lock-path.js';
export { drawPicture, modelFor } from './src/ui/picture.js';
export { requestOf } from './src/ui/model.js';
`;

async function loadDrawing(folder) {
  const outfile = join(folder, 'drawing.mjs');
  await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    define: { __V13_VERSION__: '"pictures"' },
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

/** Starts the program; resolves with the first line on its standard output. */
function start(args, variables) {
  const child = spawn(process.execPath, [V13, ...args], { env: { ...process.env, ...variables } });
  child.stderr.pipe(process.stderr);
  const firstLine = new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.on('exit', (code) => reject(new Error(`v13 ${args[0]} ended with ${code}`)));
  });
  const ended = new Promise((resolve) => {
    child.on('exit', resolve);
  });
  firstLine.catch(() => undefined);
  return { child, firstLine, ended };
}

/** A source whose answers belong to what is asked: the first is waited for, and a second time for the symbol's details. */
async function draw(drawing, dataRoot, { file, ...choices }) {
  const paths = () => drawing.watchPlaces(dataRoot).map(({ path }) => path);
  const source = drawing.openRemoteSource({ paths, nowMs: () => performance.now() });
  const whole = { ...choices, lang: 'en', isAscii: false, timeZone: 'UTC' };
  const base = {
    levels: 40,
    series: { spanUs: 120e6, points: 240 },
    heatColumns: 0,
    footprintBars: 0,
    tape: 40,
    signals: 50,
    ownSignals: false,
  };
  const known = await source.first({ ...base, symbol: choices.symbol });
  if (known === null || typeof known === 'string') throw new Error(`no answer from the capture: ${known}`);
  const wanted = drawing.requestOf(drawing.modelFor({ snapshot: () => known }, whole), choices.size);
  // Questions closer together than a tenth of a second are not sent.
  await sleep(200);
  const snapshot = await source.first(wanted);
  source.close();
  if (snapshot === null || typeof snapshot === 'string') throw new Error(`no answer from the capture: ${snapshot}`);
  const text = drawing.drawPicture({ snapshot: () => snapshot }, whole, 'svg');
  writeFileSync(join(ROOT, 'docs', 'pictures', file), text);
  console.error(`docs/pictures/${file}`);
}

async function main() {
  mkdirSync(join(ROOT, 'docs', 'pictures'), { recursive: true });
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const bundle = mkdtempSync(join(ROOT, 'dist', 'pictures-'));
  const dataRoot = mkdtempSync(join(tmpdir(), 'v13-pictures-'));
  const names = SYMBOLS.join(',');
  const emulator = start(
    ['emulate', '--seed', '7', '--symbol', names, '--port', '0', '--fault', 'drop:n=3,at=40s'],
    {},
  );
  try {
    const { url } = JSON.parse(await emulator.firstLine);
    const capture = start(
      ['capture', '--env', 'emulator', '--base-url', url, '--symbol', names, '--data', dataRoot],
      {},
    );
    await sleep(RUN_MS);
    const drawing = await loadDrawing(bundle);
    for (const picture of PICTURES) await draw(drawing, dataRoot, picture);
    capture.child.kill('SIGTERM');
    await capture.ended;
  } finally {
    emulator.child.kill('SIGTERM');
    await emulator.ended;
    rmSync(bundle, { recursive: true, force: true });
    rmSync(dataRoot, { recursive: true, force: true });
  }
}

await main();
