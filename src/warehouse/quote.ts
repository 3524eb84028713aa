// Names and texts as SQL: quoted, so that nothing in them is read as SQL.

/** `it's` → `'it''s'`. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `my column` → `"my column"`. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `['a', 'b']`. */
export const quoteList = (texts: readonly string[]): string => `[${texts.map(quoteText).join(', ')}]`;
