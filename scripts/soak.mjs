// npm run soak: bundles the files of soak/ and runs them one after another. `npm run soak -- NAME… [--quick] [--resume]`.

import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT, ensureInstalled, runNode } from './ensure.mjs';

const FOLDER = join(ROOT, 'soak');
const OUT = join(ROOT, 'dist', 'soak');

/** Names of the soaks: files of soak/ itself; what they share lies in folders below it. */
function soakNames() {
  if (!existsSync(FOLDER)) return [];
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  return files.map((file) => basename(file, '.ts')).sort();
}

async function bundle(name) {
  const { build } = await import('esbuild');
  const outfile = join(OUT, `${name}.mjs`);
  await build({
    entryPoints: [join(FOLDER, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Installed packages are loaded as installed: bundling CommonJS into ESM would break their require().
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  return outfile;
}

/** Splits `name name --flag value` into the soaks wanted and what is passed on to each of them. */
function readArguments(args) {
  const firstFlag = args.findIndex((arg) => arg.startsWith('-'));
  if (firstFlag < 0) return { wanted: args, passed: [] };
  return { wanted: args.slice(0, firstFlag), passed: args.slice(firstFlag) };
}

async function main() {
  const known = soakNames();
  const { wanted, passed } = readArguments(process.argv.slice(2));
  const unknown = wanted.filter((name) => !known.includes(name));
  if (known.length === 0 || unknown.length > 0) {
    const list = known.length === 0 ? 'none' : known.join(', ');
    console.error(`No such soak: ${unknown.join(', ') || 'soak/ is empty'}. There are: ${list}.`);
    return 2;
  }
  ensureInstalled();
  let worst = 0;
  for (const name of wanted.length > 0 ? wanted : known) {
    console.error(`\n> soak ${name}`);
    const code = runNode(['--expose-gc', '--enable-source-maps', await bundle(name), ...passed]);
    if (code !== 0) console.error(`soak ${name}: exit code ${code}`);
    worst = Math.max(worst, code);
  }
  return worst;
}

process.exitCode = await main();
