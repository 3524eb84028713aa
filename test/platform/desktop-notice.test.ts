// Notices on three desktops: texts are never part of a script.

import { expect, test } from 'vitest';
import { noticeCommand } from '../../src/platform/desktop-notice.js';

const NOTICE = { title: '-x "; beep', text: '<b>$(id)</b> & `id`' };

test('Linux: arguments behind --, mark-up written out', () => {
  expect(noticeCommand(NOTICE, 'linux')).toMatchObject({
    program: 'notify-send',
    args: ['--app-name=v13', '--', NOTICE.title, '&lt;b&gt;$(id)&lt;/b&gt; &amp; `id`'],
  });
});

test('macOS: arguments of the script', () => {
  const { program, args } = noticeCommand(NOTICE, 'darwin');
  expect(program).toBe('osascript');
  expect(args.slice(-2)).toEqual([NOTICE.title, NOTICE.text]);
  expect(args.slice(0, -2).join(' ')).not.toContain('beep');
});

test('Windows: variables of the environment', () => {
  const { program, args, variables } = noticeCommand(NOTICE, 'win32');
  expect(program).toBe('powershell.exe');
  expect(args.join(' ')).not.toContain('beep');
  expect(Object.values(variables)).toEqual([NOTICE.title, NOTICE.text]);
  for (const name of Object.keys(variables)) expect(args.at(-1)).toContain(`$env:${name}`);
});
