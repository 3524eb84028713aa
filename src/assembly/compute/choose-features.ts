// Features as planned → operators: settings completed, files read, every refusal said with the feature's name.

import { buildFeature, completeSettings } from '../../core/pipeline/features/settings.js';
import { featureKind } from '../../core/pipeline/features/index.js';
import { DataError, UsageError, invariant } from '../../platform/errors.js';
import { readTextFile } from '../../platform/text-file.js';
import type { ChosenFeature } from './compute.js';

export interface AskedFeature {
  readonly name: string;
  /** Numbers as such, spans in µs. */
  readonly settings: Readonly<Record<string, number>>;
  /** Option → path of its JSON file. */
  readonly files: Readonly<Record<string, string>>;
}

/** Throws UsageError for settings that contradict each other, DataError for a file that is not what the option wants. */
export function chooseFeatures(asked: readonly AskedFeature[]): ChosenFeature[] {
  return asked.map(({ name, settings, files }) => {
    const kind = featureKind(name);
    invariant(kind !== null, `no feature ${name}`);
    const read = Object.entries(files).map(([option, path]) => [option, readJson(path)] as const);
    const given = { ...settings, ...Object.fromEntries(read) };
    try {
      return { name, settings: completeSettings(kind, given), bound: buildFeature(kind, given) };
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      const [path] = Object.values(files);
      if (path !== undefined) throw wrongFile(path, cause);
      throw new UsageError(`--feature ${cause.message}`, {
        code: 'V13_FEATURE_SETTINGS',
        hint: 'v13 compute --list-features lists the settings',
        cause,
      });
    }
  });
}

const wrongFile = (path: string, cause: RangeError): DataError =>
  new DataError(`${path}: ${cause.message}`, {
    code: 'V13_FEATURE_FILE',
    path,
    hint: 'make it with v13 compute --fit-pca or --fit-microprice',
    cause,
  });

function readJson(path: string): unknown {
  const file = readTextFile(path);
  if (file.kind !== 'text') {
    throw new DataError(`${path}: ${file.kind === 'missing' ? 'no such file' : file.reason}`, {
      code: 'V13_FEATURE_FILE',
      path,
      hint: 'make it with v13 compute --fit-pca or --fit-microprice',
    });
  }
  try {
    return JSON.parse(file.text) as unknown;
  } catch (cause) {
    throw new DataError(`${path}: not JSON`, {
      code: 'V13_FEATURE_FILE',
      path,
      hint: 'make it with v13 compute --fit-pca or --fit-microprice',
      cause,
    });
  }
}
