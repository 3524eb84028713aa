// Which language a run speaks, found before anything else is read: help and failures need it too.

import { LANGUAGES, type Language, localeLanguage } from '../text/language.js';
import { readTextFile } from '../platform/text-file.js';
import { configPath } from './config/path.js';
import type { World } from './world.js';

type Place = Pick<World, 'argv' | 'variables' | 'cwd'>;

/** Value of the last `--name VALUE` or `--name=VALUE` before `--`; null without one. */
function flagValue(argv: readonly string[], flag: string): string | null {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  let value: string | null = null;
  for (const [at, word] of words.entries()) {
    if (word === flag) value = words[at + 1] ?? value;
    else if (word.startsWith(`${flag}=`)) value = word.slice(flag.length + 1);
  }
  return value;
}

const known = (text: string | null | undefined): Language | null =>
  LANGUAGES.find((lang) => lang === text?.toLowerCase()) ?? null;

/** The key in the file's outermost block; a faulty file has none as far as this goes. */
function configured({ argv, variables, cwd }: Place): Language | null {
  const { path } = configPath({ cwd, variables, path: flagValue(argv, '--config') });
  const file = readTextFile(path);
  if (file.kind !== 'text') return null;
  return known(/^lang:[ \t]*["']?(\w+)/m.exec(file.text)?.[1]);
}

/** --lang, else V13_LANG, else `lang` in v13.yaml, else the locale. A word that is no language counts as absent here. */
export const languageOf = (place: Place): Language =>
  known(flagValue(place.argv, '--lang')) ??
  known(place.variables['V13_LANG']) ??
  configured(place) ??
  localeLanguage(place.variables);
