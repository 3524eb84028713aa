// node scripts/docs.mjs: makes the generated tables of the docs anew, between `<!-- generated:NAME -->` and
// `<!-- /generated -->`. `--check` changes nothing and ends with 1 where a table is not what the code says.

import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadProduct } from './docs-data.mjs';
import { generatedTables, judgePages } from './docs-tables.mjs';
import { readTypes } from './docs-types.mjs';
import { ROOT } from './ensure.mjs';

/** README.md, ARCHITECTURE.md … and every page of docs/, relative to the project. */
function pages() {
  const markdown = (folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md'));
  return [...markdown('.'), ...markdown('docs').map((name) => `docs/${name}`)].sort();
}

/** Appears whole: an editor or a test never reads half a page. */
function place(path, text) {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

async function main(isCheck) {
  const tables = generatedTables(await loadProduct(), readTypes());
  const found = pages().map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
  const { drifted, lost } = judgePages(found, tables);
  for (const { path, text } of drifted) {
    if (isCheck) console.error(`${path}: a generated table is not what the code says; run node scripts/docs.mjs`);
    else place(join(ROOT, path), text);
  }
  for (const name of lost) console.error(`no page shows the table ${name}`);
  if (!isCheck) console.error(`${drifted.length} pages changed`);
  return (isCheck && drifted.length > 0) || lost.length > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.includes('--check'));
