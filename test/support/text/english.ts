// English sentences that are left in a text which should be Chinese.

/** What stays as it is: commands and flags, paths and addresses, quoted code, JSON, keys of rows with their values. */
const CODE = [
  /`[^`]*`/g,
  /'[^']*'/g,
  /"[^"]*"/g,
  /\bv13(?: [A-Za-z-]+)*(?: (?:-{1,2}|[A-Z_]{2,}|[\w.*/:=,-]*[./\d=]).*)?/g,
  /--?[a-z][\w-]*(?:[ =][A-Za-z0-9._:/<>|,…-]+)?/g,
  /\S*[/\\_@=]\S*/g,
] as const;

/** Runs of words that are names: of signals and reasons in rows, of streams, of choices and layouts. */
const NAMES = new Set([
  ...['lake compact', 'lake prune', 'config show', 'config check', 'config schema'],
  'npm install',
]);

/** Two words of small letters side by side, of three letters or more. */
const WORDS = /(?<![A-Za-z\d-])[a-z]{2,}(?: [a-z]{2,})*(?: [a-z]{3,})(?: [a-z]{2,})*(?![a-z\d])/g;

/** Runs of English words, with what is a name or a command taken out. */
export function englishIn(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const bare = CODE.reduce((rest, pattern) => rest.replaceAll(pattern, '·'), line);
    return (bare.match(WORDS) ?? []).filter((words) => !NAMES.has(words)).map((words) => `${words} ← ${line.trim()}`);
  });
}
