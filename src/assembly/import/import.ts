// `v13 import` without its words: files → those that are new → recordings → sessions in the data folder.

import type { ImportedSession } from '../../core/pipeline/import-result.js';
import { DataError } from '../../platform/errors.js';
import { createSha256, hexText } from '../../platform/sha256.js';
import { sessionId } from '../../store/catalog.js';
import type { InputFormat } from '../../store/importers/format.js';
import { readInputHead } from '../../store/importers/input-head.js';
import { accessInput, baseNameOf } from '../../store/importers/input-source.js';
import { type InputFile, listInputs } from '../../store/inputs.js';
import { hashFile } from '../../store/imports/file-hash.js';
import { importOf, readImports } from '../../store/imports/import-ledger.js';
import { listSegments } from '../../store/segment-list.js';
import { type ImportGroup, checkGroup, importGroup } from './import-group.js';
import type { HeldFile, ImportChoices, ImportResult, ImportWatch } from './import-types.js';

type GroupFile = ImportGroup['files'][number];

/** Throws DataError, StoreError: what was imported before stays, of the rest nothing. */
export async function importFiles(choices: ImportChoices, watch: ImportWatch): Promise<ImportResult> {
  const inputs = listInputs(choices.paths);
  for (const input of inputs) refuseStream(input);
  const { fresh, held } = await newFiles(inputs, choices, watch);
  if (fresh.length + held.length === 0) refuseNothing(inputs);
  const sessions: ImportedSession[] = [];
  const total = fresh.reduce((sum, { bytes }) => sum + bytes, 0);
  if (fresh.length > 0) watch.onPart('importing', total);
  const groups = groupFiles(fresh);
  // What the beginning of a later group shows to be wrong ends the run before anything is written.
  if (groups.length > 1) for (const files of groups) await checkGroup(files, choices);
  let done = 0;
  for (const files of groups) {
    const sessionAt = await sessionChooser(choices.dataRoot, files);
    const onProgress = (bytes: number): void => watch.onProgress(done + bytes);
    try {
      sessions.push(await importGroup({ files, sessionAt }, choices, { ...watch, onProgress }));
    } catch (error) {
      for (const finished of sessions) watch.onNote(staysText(finished));
      throw error;
    }
    done += files.reduce((sum, { bytes }) => sum + bytes, 0);
  }
  return { sessions, held };
}

const staysText = ({ session, env, files }: ImportedSession): string =>
  `finished before, and stays: ${env.toUpperCase()} session ${session} of ${files.map(({ path }) => path).join(', ')}`;

function refuseNothing(inputs: readonly InputFile[]): void {
  throw new DataError(`${inputs[0]?.path ?? 'the inputs'}: not one row or message to import`, {
    code: 'V13_INPUT_EMPTY',
    path: inputs[0]?.path,
    hint: 'give a recording that holds at least one message',
  });
}

function refuseStream({ kind, path }: InputFile): void {
  if (kind === 'file') return;
  throw new DataError(`${path === '-' ? 'standard input' : path}: only files can be imported`, {
    code: 'V13_IMPORT_STREAM',
    path,
    hint: 'a file is known again by its hash, so that it is never imported twice: save it first',
  });
}

/** Those that no import holds yet, each once, and those that one does. */
async function newFiles(
  inputs: readonly InputFile[],
  choices: ImportChoices,
  watch: ImportWatch,
): Promise<{ fresh: GroupFile[]; held: HeldFile[] }> {
  watch.onPart(
    'hashing',
    inputs.reduce((sum, { bytesTotal }) => sum + (bytesTotal ?? 0), 0),
  );
  const records = await readImports(choices.dataRoot);
  const fresh: GroupFile[] = [];
  const held: HeldFile[] = [];
  let done = 0;
  for (const input of inputs) {
    const { path } = input;
    const format = await formatOf(input, choices);
    if (format === null) {
      watch.onNote(`${path}: nothing in it; passed over`);
      continue;
    }
    const onBytes = (bytes: number): void => watch.onProgress((done += bytes));
    const sha256 = await hashFile(path, { signal: watch.signal, onBytes });
    const known = importOf(records, sha256);
    if (known !== null) held.push({ path, session: known.session, env: known.env });
    else if (fresh.some((other) => other.sha256 === sha256))
      watch.onNote(`${path}: the same bytes as another file given`);
    else {
      const url = choices.urls.get(path) ?? null;
      fresh.push({ path, name: baseNameOf(input), format, bytes: input.bytesTotal ?? 0, sha256, url });
    }
  }
  return { fresh, held };
}

/** Null: not one row or line. Throws DataError for what is no recording of another tool. */
async function formatOf(file: InputFile, choices: ImportChoices): Promise<InputFormat | null> {
  const access = await accessInput(file);
  const head = await readInputHead(access, { format: choices.format, symbol: choices.symbol });
  if (head === 'empty') return null;
  if (head.format !== 'v13-raw') return head.format;
  throw new DataError(`${file.path}: already in v13's own format`, {
    code: 'V13_IMPORT_RAW',
    path: file.path,
    hint: 'every command reads it as it is; several captures of one market are united by `v13 merge`',
  });
}

/** Formats whose files may be parts of one recording: they share their clock. */
const FAMILIES: Readonly<Record<string, string>> = {
  'tardis-l2': 'tardis',
  'tardis-trades': 'tardis',
  'binance-aggtrades': 'binance',
  'binance-bookticker': 'binance',
};

/** What is imported in one run is one recording, as a replay of the same files takes it; formats with other clocks are not. */
function groupFiles(files: readonly GroupFile[]): GroupFile[][] {
  const groups = new Map<string, GroupFile[]>();
  for (const file of files) {
    const family = FAMILIES[file.format] ?? file.format;
    groups.set(family, [...(groups.get(family) ?? []), file]);
  }
  return [...groups.values()];
}

/** Session ids follow from the bytes: the same files give the same one, unless something else has it already. */
async function sessionChooser(dataRoot: string, files: readonly GroupFile[]): Promise<ImportGroup['sessionAt']> {
  const taken = new Set((await listSegments(dataRoot)).segments.map(({ session }) => session));
  const hash = createSha256();
  for (const { sha256 } of [...files].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))) hash.update(sha256);
  const first = Number.parseInt(hexText(hash.digest()).slice(0, 4), 16);
  return (firstRecvUs) => {
    for (let i = 0; ; i++) {
      const session = sessionId(firstRecvUs, ((first + i) % 0x10000) / 0x10000);
      if (!taken.has(session) || i >= 0x10000) return session;
    }
  };
}
