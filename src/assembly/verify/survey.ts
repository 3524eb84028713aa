// Looks at the head of every input: what is a segment of a session, what is a recording of another kind, what is neither.

import { DataError } from '../../platform/errors.js';
import { type SegmentFileName, pathsOfFile, parseSegmentName } from '../../store/catalog.js';
import { type InputHead, checkVersion, readInputHead } from '../../store/importers/input-head.js';
import { type InputAccess, accessInput, baseNameOf, isGrowing } from '../../store/importers/input-source.js';
import type { InputFile } from '../../store/inputs.js';
import type { SessionHeader } from '../../store/ndjson/session-header.js';

/** A file of a session in segments: by its name or by its header. */
export interface SegmentInput {
  readonly file: InputFile;
  readonly access: InputAccess;
  readonly name: SegmentFileName | null;
  /** Null where the first lines hold no header that can be read. */
  readonly header: SessionHeader | null;
  readonly session: string;
  readonly segment: number;
  readonly growing: boolean;
  readonly firstRecvUs: number | null;
  readonly manifestPath: string;
  /** Why its head cannot be read; it is damaged, then, or not to be used. */
  readonly unusable: DataError | null;
}

export interface PlainInput {
  readonly file: InputFile;
  /** Null for streams, which can be read only once. */
  readonly head: InputHead | null;
}

export interface Survey {
  readonly segments: SegmentInput[];
  readonly plain: PlainInput[];
  readonly passedOver: string[];
}

/** Throws DataError for a named input that is no recording. */
export async function surveyInputs(files: readonly InputFile[]): Promise<Survey> {
  const survey: Survey = { segments: [], plain: [], passedOver: [] };
  for (const file of files) await surveyFile(survey, file);
  return survey;
}

async function surveyFile(survey: Survey, file: InputFile): Promise<void> {
  if (file.kind === 'stream') {
    survey.plain.push({ file, head: null });
    return;
  }
  const access = await accessInput(file);
  const name = parseSegmentName(baseNameOf(file));
  const head = await headOf(access);
  if (head instanceof DataError || head === null) {
    if (name !== null) survey.segments.push(segmentOf({ file, access, name, head: null, unusable: head }));
    else if (file.origin === 'found') survey.passedOver.push(file.path);
    else throw head ?? emptyError(file.path);
    return;
  }
  if (name !== null || typeof head.session?.segment === 'number') {
    survey.segments.push(segmentOf({ file, access, name, head, unusable: versionError(file.path, head) }));
    return;
  }
  checkVersion(file.path, head);
  survey.plain.push({ file, head });
}

/** Null: not one byte. */
async function headOf(access: InputAccess): Promise<InputHead | DataError | null> {
  try {
    const head = await readInputHead(access, { format: null, symbol: null });
    return head === 'empty' ? null : head;
  } catch (error) {
    if (error instanceof DataError && error.code !== 'V13_INPUT_UNREADABLE') return error;
    throw error;
  }
}

function versionError(path: string, head: InputHead): DataError | null {
  try {
    checkVersion(path, head);
    return null;
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
}

const emptyError = (path: string): DataError =>
  new DataError(`${path}: the file is empty`, {
    code: 'V13_INPUT_EMPTY',
    path,
    hint: 'give a recording that holds at least one message',
  });

interface Seen {
  readonly file: InputFile;
  readonly access: InputAccess;
  readonly name: SegmentFileName | null;
  readonly head: InputHead | null;
  readonly unusable: DataError | null;
}

function segmentOf({ file, access, name, head, unusable }: Seen): SegmentInput {
  const header = head?.session ?? null;
  const plainPath = file.path.replace(/(?:\.(?:gz|zst|open))+$/, '').replace(/\.ndjson$/, '');
  return {
    file,
    access,
    name,
    header,
    // The name decides: a damaged header must not tear a file out of its session.
    session: name?.session ?? header?.session ?? '',
    segment: name?.segment ?? header?.segment ?? 0,
    growing: isGrowing(file),
    firstRecvUs: head?.firstRecvUs ?? null,
    manifestPath: pathsOfFile(file.path)?.manifestPath ?? `${plainPath}.manifest.json`,
    unusable,
  };
}
