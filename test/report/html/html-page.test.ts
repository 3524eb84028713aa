// The page of a report: well-formed, closed to the network, every picture inside its frame.

import { describe, expect, test } from 'vitest';
import { renderAnalysisHtml } from '../../../src/report/analysis/render-analysis.js';
import { cell, note, pairs, table, columns } from '../../../src/report/document.js';
import { htmlPage } from '../../../src/report/html/html-page.js';
import { chineseWords } from '../../../src/text/zh/words.js';
import { bareAnalysis, richAnalysis } from '../../support/analysis-result.js';

/** What is wrong with the nesting of tags; empty where all is well. */
function nestingFaults(page: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  const body = page.replace(/^<!doctype html>\n/, '').replaceAll(/<style>[\s\S]*?<\/style>/g, '');
  for (const [tag, slash, name = '', rest = ''] of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:\s[^<>]*)?)>/g)) {
    if (slash === '/') {
      if (open.pop() !== name) faults.push(tag);
    } else if (!rest.endsWith('/')) open.push(name);
  }
  return [...faults, ...open];
}

const PAGES = [
  ['rich', renderAnalysisHtml(richAnalysis())],
  ['rich, Chinese', renderAnalysisHtml(richAnalysis(), { words: chineseWords() })],
  ['bare', renderAnalysisHtml(bareAnalysis({ full: true }))],
] as const;

describe.each(PAGES)('%s', (_, page) => {
  test('is well-formed', () => expect(nestingFaults(page)).toEqual([]));

  test('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/https?:\/\/|<script|<link|<img|<iframe|@import|url\(|\son\w+=/i);
    expect(page).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;');
  });

  test('all coordinates are finite', () => {
    const values = [...page.matchAll(/\s(?:x|y|x1|x2|y1|y2|cx|cy|r|width|height|points|d|viewBox)="([^"]*)"/g)];
    const wrong = values
      .map(([, value]) => value ?? '')
      .filter((value) => /NaN|Infinity|undefined|e[+-]?\d/.test(value));
    expect(wrong).toEqual([]);
  });

  test('ids are unique, links lead somewhere', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('every picture has a name and a description', () => {
    const pictures = page.match(/<svg /g)?.length ?? 0;
    expect(page.match(/<title id=/g)?.length ?? 0).toBe(pictures);
    expect(page.match(/<desc id=/g)?.length ?? 0).toBe(pictures);
  });
});

test('all kinds of pictures are drawn', () => {
  const page = PAGES[0][1];
  for (const part of ['class="band c0"', 'class="heat p4"', 'class="bar down"', 'class="target"', 'class="whisker"'])
    expect(page).toContain(part);
});

test('what comes from outside is text', () => {
  const evil = '<img src=x onerror=alert(1)> & "quotes"';
  const page = htmlPage(
    {
      title: evil,
      banners: [cell(evil, 'bad')],
      sections: [
        { title: evil, blocks: [note(evil), pairs([[evil, cell(evil)]]), table(columns('a'), [[cell(evil)]])] },
      ],
    },
    { lang: 'en', contents: 'Contents', footer: evil },
  );
  expect(page).not.toContain('<img');
  expect(nestingFaults(page)).toEqual([]);
});

test('the check of nesting finds faults', () => {
  expect(nestingFaults('<p><b></p></b>')).not.toEqual([]);
  expect(nestingFaults('<p>')).toEqual(['p']);
});
