// Notices on the desktop of Linux, through a program of that name first in the path.

import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNotifier } from '../../../src/assembly/alerts/notifiers.js';
import { alertRecord } from '../../support/alerts.js';
import { freshFolder } from '../../support/cli.js';

const folder = freshFolder();
const before = process.env['PATH'];
const seen = join(folder.path, 'seen');

function install(ending: string): void {
  const program = join(folder.path, 'notify-send');
  writeFileSync(program, `#!/bin/sh\nfor part in "$@"; do printf '%s\\n' "$part" >> '${seen}'; done\n${ending}\n`);
  chmodSync(program, 0o755);
}
beforeAll(() => {
  process.env['PATH'] = `${folder.path}${delimiter}${before ?? ''}`;
});
afterAll(() => {
  process.env['PATH'] = before;
  folder.remove();
});

const send = (text: string) =>
  createNotifier({ kind: 'desktop' }, { variables: {}, proxyFlag: null, random: Math.random }).send(
    alertRecord({ text }),
    new AbortController().signal,
  );

test.skipIf(process.platform !== 'linux')(
  'the notice names environment, symbol and rule, and reaches the program whole',
  async () => {
    install('exit 0');
    expect(await send('ofi_z 3.4; $(touch x) <b>')).toEqual({ ok: true });
    expect(readFileSync(seen, 'utf8').trimEnd().split('\n')).toEqual([
      '--app-name=v13',
      '--',
      'v13 EMULATOR: ETHUSDT ofi_z > 3',
      'ofi_z 3.4; $(touch x) &lt;b&gt;',
    ]);
  },
);

test.skipIf(process.platform !== 'linux')('a program that fails is a fault, with its last words', async () => {
  install("echo 'no display' >&2; exit 3");
  expect(await send('text')).toEqual({ ok: false, fault: 'notify-send ended with 3: no display' });
});
