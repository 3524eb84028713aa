// `v13 verify`: proves a recording whole, or says exactly what is missing and what is damaged.

import { verifyInputs } from '../../assembly/verify/verify.js';
import { defineCommand } from '../../cli/command.js';
import type { Context } from '../../cli/context.js';
import { EXIT } from '../../cli/exit-codes.js';
import { shellWord } from '../../cli/shell-word.js';
import { requireKnownSymbols } from '../../cli/values/symbol.js';
import type { Verification } from '../../core/quality/verification.js';
import { writeFileAtomic } from '../../platform/atomic-file.js';
import { DataError, StoreError } from '../../platform/errors.js';
import { whatStandsAt } from '../../platform/file-identity.js';
import { shownPath } from '../../platform/paths.js';
import { terminalText } from '../../report/terminal-text.js';
import { verifyJson } from '../../report/verify-json.js';
import { verifyReport } from '../../report/verify-report.js';
import { type VerifyPlan, planVerify, verifyOptions } from './plan.js';

async function verifyAll(plan: VerifyPlan, ctx: Context): Promise<Verification> {
  let progress: ReturnType<Context['progress']> | null = null;
  let seen: readonly string[] = [];
  try {
    return await verifyInputs(plan, {
      signal: ctx.signal,
      onFound({ files, bytesTotal, symbols }) {
        seen = symbols;
        if (plan.fromDataRoot) ctx.talk.info(`found ${files} files in ${ctx.dataRoot}`);
        progress = ctx.progress({ label: 'verifying', total: bytesTotal, unit: 'bytes' });
      },
      onProgress: (bytes) => progress?.update(bytes),
    });
  } catch (error) {
    const nothing = error instanceof DataError && ['V13_INPUT_MISSING', 'V13_INPUT_NONE'].includes(error.code);
    if (plan.fromDataRoot && nothing) throw noData(ctx.dataRoot);
    if (error instanceof DataError && error.code === 'V13_VERIFY_EMPTY') {
      requireKnownSymbols(plan.symbols, seen, 'the inputs');
    }
    throw error;
  } finally {
    endProgress(progress);
  }
}

const endProgress = (progress: ReturnType<Context['progress']> | null): void => progress?.end();

const noData = (dataRoot: string): DataError =>
  new DataError(`no recordings in ${dataRoot}`, {
    code: 'V13_DATA_ROOT_EMPTY',
    path: dataRoot,
    hint: 'record some with `v13 capture`, make some with `v13 simulate`, or name a file: `v13 verify FILE`',
  });

/** Throws StoreError where a file is there without --force. */
function checkCertificatePath({ certificatePath, force }: VerifyPlan): void {
  if (certificatePath === null || force || whatStandsAt(certificatePath) === 'nothing') return;
  throw new StoreError(`${certificatePath} exists`, {
    code: 'V13_STORE_EXISTS',
    hint: 'choose another name for --certificate, or replace it with --force',
    details: { path: certificatePath },
  });
}

async function writeCertificate(plan: VerifyPlan, found: Verification, ctx: Context): Promise<void> {
  if (plan.certificatePath === null) return;
  await writeFileAtomic(plan.certificatePath, `${JSON.stringify(verifyJson(found), null, 2)}\n`);
  ctx.talk.info(`certificate written: ${shownPath(plan.certificatePath, ctx.cwd)}`);
}

function nextLine({ verdict }: Verification, plan: VerifyPlan, ctx: Context): string {
  const paths = plan.fromDataRoot ? [] : plan.paths.map((path) => shellWord(shownPath(path, ctx.cwd)));
  if (verdict === 'damaged') return ['v13 verify', ...paths, '--json'].join(' ');
  return ['v13 replay', ...paths].join(' ');
}

export const verify = defineCommand({
  name: 'verify',
  summary: 'prove a recording whole, or list every hole and damaged byte',
  description:
    'Re-derives the certificate of recordings from their bytes: hashes, counts, ids, gaps, coverage, order, latency. For what v13 captured, and for files of other tools. Ends with 0 when everything is whole, with 1 for holes or damage, with 3 for what is no recording. Without a path it reads the data root.',
  examples: [
    { line: 'v13 verify', does: 'everything in the data root' },
    { line: 'v13 verify btcusdt_20240808.gz', does: "another tool's file: ids, order, damage" },
    { line: 'v13 verify day/ --certificate day.certificate.json', does: 'and a certificate to lie beside the data' },
    { line: 'v13 verify day/ --json', does: 'everything found, as data' },
  ],
  arguments: [
    {
      name: 'PATH',
      help: 'file, folder, pattern or - (standard input); NDJSON, .gz, .zst',
      required: false,
      variadic: true,
    },
  ],
  options: verifyOptions,
  usesConfig: 'if-sound',
  plan: planVerify,
  async run(plan: VerifyPlan, ctx) {
    checkCertificatePath(plan);
    const found = await verifyAll(plan, ctx);
    const known = found.recordings.flatMap(({ certificate }) => certificate.symbols.map(({ symbol }) => symbol));
    requireKnownSymbols(plan.symbols, [...new Set(known)], 'the inputs');
    await writeCertificate(plan, found, ctx);
    if (found.manifestsAbsent > 0) {
      ctx.talk.info(`${found.manifestsAbsent} segments without a manifest: verified by their seals`);
    }
    if (ctx.wantsJson) await ctx.json(verifyJson(found));
    else {
      const options = { columns: ctx.columns, paint: ctx.paint.stdout, words: ctx.words };
      await ctx.stdout.write(terminalText(verifyReport(found, ctx.timeZone), options));
    }
    ctx.next(nextLine(found, plan, ctx));
    return found.verdict === 'whole' ? EXIT.done : EXIT.negative;
  },
});
