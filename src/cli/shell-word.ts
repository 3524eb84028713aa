// Words of a command line as a shell takes them back.

/** For a POSIX shell: quoted where the word holds a blank or a character with a meaning. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
