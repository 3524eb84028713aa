import { test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { parseSources } from '/work/h/lang/test/support/architecture/source.js';
import { readSources } from '/work/h/lang/test/support/architecture/tree.js';
import { textsOf } from '/work/h/lang/test/support/text/collect.js';
import { PEOPLE, isExemptPath } from '/work/h/lang/test/support/text/people.js';
test('dump', () => {
  const mods = parseSources(readSources('/work/h/lang')).filter((m) => m.path.startsWith('src/') && !isExemptPath(m.path));
  const all = mods.flatMap((m) => textsOf(m, PEOPLE));
  writeFileSync('/tmp/found.json', JSON.stringify(all));
});
