// Programs of a folder (bench/, soak/): found by name, bundled by esbuild, run one after another.

import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT, runNode } from './ensure.mjs';

/** Names: files of the folder itself; what they share lies in folders below it. */
function namesIn(folder) {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return files.map((file) => basename(file, '.ts')).sort();
}

async function bundle(kind, name) {
  const { build } = await import('esbuild');
  const outfile = join(ROOT, 'dist', kind, `${name}.mjs`);
  await build({
    entryPoints: [join(ROOT, kind, `${name}.ts`)],
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

/** Splits `name name --flag value` into the programs wanted and what is passed on to each of them. */
function readArguments(args) {
  const firstFlag = args.findIndex((arg) => arg.startsWith('-'));
  if (firstFlag < 0) return { wanted: args, passed: [] };
  return { wanted: args.slice(0, firstFlag), passed: args.slice(firstFlag) };
}

/** Runs those of folder `kind` that the arguments name, or all; gives the worst exit code. `ensure` makes the checkout ready. */
export async function runBundles(kind, ensure) {
  const known = namesIn(join(ROOT, kind));
  const { wanted, passed } = readArguments(process.argv.slice(2));
  const unknown = wanted.filter((name) => !known.includes(name));
  if (known.length === 0 || unknown.length > 0) {
    const list = known.length === 0 ? 'none' : known.join(', ');
    console.error(`No such ${kind}: ${unknown.join(', ') || `${kind}/ is empty`}. There are: ${list}.`);
    return 2;
  }
  ensure();
  let worst = 0;
  for (const name of wanted.length > 0 ? wanted : known) {
    console.error(`\n> ${kind} ${name}`);
    const code = runNode(['--expose-gc', '--enable-source-maps', await bundle(kind, name), ...passed]);
    if (code !== 0) console.error(`${kind} ${name}: exit code ${code}`);
    worst = Math.max(worst, code);
  }
  return worst;
}
