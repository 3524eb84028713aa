// Bundles the executable: bin/v13.ts → dist/bin/v13.js, lazy imports as chunks of their own.
// `--if-needed` does nothing when the sources are those of the last build.

import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'dist', 'bin');
const ENTRY = join(OUT, 'v13.js');
const STAMP = join(ROOT, 'dist', 'build-stamp');
const CHUNKS = join(OUT, 'chunks');

/**
 * React's build for its developers costs four times as much and keeps what it has drawn; Ink's tools for them are not
 * installed.
 */
const PRODUCTION = { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' };

/** Every file that can change the bundle, in a fixed order. */
function sources() {
  const under = (folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const single = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs'].map((f) => join(ROOT, f));
  return [...under('src'), ...under('bin'), ...single.filter(existsSync)].sort();
}

/** SHA-256 over names and contents: a checkout or a touch alone causes no build. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of sources())
    hash
      .update(`${relative(ROOT, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  return hash.digest('hex');
}

/** Appears whole or not at all: a process that starts meanwhile never reads half a file. */
function place(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  writeFileSync(temporary, contents);
  if (path === ENTRY) chmodSync(temporary, 0o755);
  renameSync(temporary, path);
}

async function build() {
  const { build: bundle } = await import('esbuild');
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { outputFiles } = await bundle({
    entryPoints: { v13: join(ROOT, 'bin', 'v13.ts'), 'screen-thread': join(ROOT, 'bin', 'screen-thread.ts') },
    outdir: OUT,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // These load a file beside them, chosen by platform or of WebAssembly; only commands that need them load them.
    external: ['@duckdb/node-api', 'parquet-wasm', 'react-devtools-core'],
    sourcemap: true,
    define: { __V13_VERSION__: JSON.stringify(version), ...PRODUCTION },
    banner: {
      // Some dependencies are CommonJS inside and call require for built-in modules.
      js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return outputFiles;
}

/** Chunks of earlier builds; kept by --if-needed, because another process may still want to load them. */
function removeStale(outputFiles) {
  const kept = new Set(outputFiles.map(({ path }) => path));
  if (!existsSync(CHUNKS)) return;
  for (const name of readdirSync(CHUNKS)) if (!kept.has(join(CHUNKS, name))) rmSync(join(CHUNKS, name));
}

const ifNeeded = process.argv.includes('--if-needed');
const wanted = fingerprint();
const fresh = existsSync(ENTRY) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
if (!(ifNeeded && fresh)) {
  const outputFiles = await build();
  // The entry comes last: it names the chunks.
  const ordered = outputFiles.toSorted((a, b) => Number(a.path === ENTRY) - Number(b.path === ENTRY));
  for (const { path, contents } of ordered) place(path, contents);
  if (!ifNeeded) removeStale(outputFiles);
  place(STAMP, wanted);
}
