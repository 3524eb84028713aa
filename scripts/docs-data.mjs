// What the docs say about the code, taken from the code: the product's own tables, bundled and loaded.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ROOT } from './ensure.mjs';

/** Modules whose tables the docs show; everything here is data or a pure function. */
const ENTRY = `
export { COMMANDS, START } from './src/commands/index.js';
export { globalOptions } from './src/cli/global-options.js';
export { OPTION_GROUPS } from './src/cli/option.js';
export { SECTIONS } from './src/cli/command-shape.js';
export { EXIT_CODES, exitCodeOf } from './src/cli/exit-codes.js';
export { UsageError, DataError, VenueError, StoreError, BugError } from './src/platform/errors.js';
export { CONFIG_KEYS, OTHER_VARIABLES } from './src/cli/config/keys.js';
export { keyText, typeText, variableOf } from './src/cli/config/key.js';
export { defaultOf } from './src/cli/config/resolve.js';
export { chainToValues } from './src/cli/config/chain-values.js';
export { ORIGINAL_CHAIN } from './src/core/pipeline/config.js';
export { ROW_KEYS } from './src/assembly/row-text.js';
export { REASON_CODE } from './src/core/market/reason.js';
export { STAGE_NAMES, STAGE_LIMIT_NS } from './src/core/quality/stage-timing.js';
export { CAPTURE_METRICS } from './src/core/quality/capture-metric-list.js';
export { DEPTH_COLUMNS, TRADE_COLUMNS, QUOTE_COLUMNS, GAP_COLUMNS } from './src/store/lake/tables.js';
export { STAGE_PLANS } from './src/core/analysis/scorecard/stage-gates.js';
export { limitText } from './src/report/stages-report.js';
export { RECORD_KEYS } from './src/core/alert/record.js';
export { KEYMAP, keysText } from './src/ui/keymap.js';
export { SHELL_EN } from './src/text/en/shell.js';
export { CORE_ORDER, IMPORT_TABLE } from './test/support/architecture/import-table.js';
`;

/** The exports of ENTRY, and every command loaded. */
export async function loadProduct() {
  // Inside the checkout, so that installed packages are found from there.
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'docs-'));
  try {
    const outfile = join(folder, 'product.mjs');
    await build({
      stdin: { contents: ENTRY, resolveDir: ROOT, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      define: { __V13_VERSION__: '"docs"' },
      logLevel: 'warning',
    });
    const product = await import(pathToFileURL(outfile).href);
    const commands = await Promise.all(
      product.COMMANDS.map(async (entry) => ({ ...entry, shape: await entry.load() })),
    );
    return { ...product, commands };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
