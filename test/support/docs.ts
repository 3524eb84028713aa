// The docs as data for tests: pages, their links and anchors, the code in them, the lines that a reader would type.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Page {
  /** Relative to the project, `docs/json.md`. */
  readonly path: string;
  readonly text: string;
}

/** README.md, ARCHITECTURE.md …, every page of docs/, and the page of the fixtures. */
export function docPages(): Page[] {
  const markdown = (folder: string) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md'));
  const paths = [...markdown('.'), ...markdown('docs').map((name) => `docs/${name}`), 'fixtures/README.md'].sort();
  return paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

export function page(path: string): Page {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') };
}

/** Without fenced blocks: there, brackets and backticks are code. */
export const proseOf = (text: string): string => text.replaceAll(/^```.*\n[\s\S]*?^```$/gm, '');

/** Fenced blocks of a language. */
export const blocksOf = (text: string, language: string): string[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , body]) => body ?? '');

/** Inline code, without its backticks. */
export const codeSpans = (text: string): string[] =>
  [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? '');

/** Anchor that GitHub gives a heading. */
export const anchorOf = (title: string): string =>
  title
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

export const headingsOf = (text: string): string[] =>
  [...proseOf(text).matchAll(/^#{1,6} (.*)$/gm)].map(([, title]) => title ?? '');

/** Targets of links inside the project. */
export const linksOf = (text: string): string[] =>
  [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target));

/** Links of a page that lead nowhere: `target` as written. `read` gives the text of a file, null where there is none. */
export function deadLinks({ path, text }: Page, read: (path: string) => string | null = readProject): string[] {
  return linksOf(text).filter((target) => {
    const [file = '', anchor] = target.split('#');
    const place = file === '' ? path : normalize(join(dirname(path), file));
    const found = place === path ? text : read(place);
    if (found === null) return true;
    return anchor !== undefined && !headingsOf(found).map(anchorOf).includes(anchor);
  });
}

/** Text of a page; the empty text for other files and folders, which have no anchors. */
function readProject(path: string): string | null {
  const full = join(ROOT, path);
  if (!existsSync(full)) return null;
  return path.endsWith('.md') ? readFileSync(full, 'utf8') : '';
}

/** Lines of code of shells, without comments: `v13 replay day.ndjson --digest`. */
export const shellLines = (text: string): string[] =>
  blocksOf(text, 'sh')
    .join('\n')
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Sections of a page by heading, each up to the next heading of any level. */
export const sectionsOf = (text: string): { title: string; text: string }[] =>
  text
    .split(/^(?=#{2,4} )/m)
    .slice(1)
    .map((part) => ({ title: part.slice(0, part.indexOf('\n')).replace(/^#+ /, ''), text: part }));

/** A sorted copy: for comparing sets of names. */
export const sorted = (names: readonly string[]): string[] => [...names].sort();
