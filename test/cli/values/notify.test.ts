// Ways to be told of alerts; addresses of web hooks are never shown.

import { expect, test } from 'vitest';
import { acceptNotify, notify, parseNotify, withoutAddresses } from '../../../src/cli/values/notify.js';
import { UsageError } from '../../../src/platform/errors.js';
import { testEnv } from '../../support/plan-env.js';

const HOOK = 'https://hooks.example.com/T0/geheim?token=geheim';

test.each([
  ['bell', { kind: 'bell' }],
  ['desktop', { kind: 'desktop' }],
  ['exec:/bin/say --loud "an alert"', { kind: 'exec', words: ['/bin/say', '--loud', 'an alert'] }],
  ['exec:curl http://host/?a=1&b=2', { kind: 'exec', words: ['curl', 'http://host/?a=1&b=2'] }],
  ["exec:say '>>' a\\;", { kind: 'exec', words: ['say', '>>', 'a;'] }],
  ['exec: sh -c \'echo "$V13_ALERT_TEXT"\'', { kind: 'exec', words: ['sh', '-c', 'echo "$V13_ALERT_TEXT"'] }],
])('%s', (text, value) => {
  expect(parseNotify(text, {})).toEqual({ ok: true, value });
});

test.each([
  [`webhook:${HOOK}`, {}],
  ['webhook:$HOOK', { HOOK }],
])('%s', (text, variables) => {
  const choice = notify(text, '--notify', testEnv({ variables }));
  if (choice.kind !== 'webhook') throw new Error(choice.kind);
  expect([choice.host, choice.url.reveal()]).toEqual(['hooks.example.com', HOOK]);
  expect(JSON.stringify(choice)).not.toContain('geheim');
});

test.each([
  ['bel', 'did you mean bell?'],
  ['mail:me', 'there are bell, desktop, exec:, webhook:'],
  ['exec:', 'write exec:/path/to/program ARGUMENT'],
  ['exec::echo', 'one is enough: exec:COMMAND'],
  ['exec:echo hi >> /tmp/file', "for a shell: exec:sh -c '…'; to hand it over as it stands, quote it"],
  ['exec:echo hi 2>&1', "for a shell: exec:sh -c '…'; to hand it over as it stands, quote it"],
  ['exec:a | b', "for a shell: exec:sh -c '…'; to hand it over as it stands, quote it"],
  ['exec:a; b', "for a shell: exec:sh -c '…'; to hand it over as it stands, quote it"],
  ['exec:a && b', "for a shell: exec:sh -c '…'; to hand it over as it stands, quote it"],
  ['webhook:', 'write webhook:https://HOST/PATH, or webhook:$NAME for the address in a variable'],
  ['webhook:$NOTHING', 'write webhook:https://HOST/PATH, or webhook:$NAME for the address in a variable'],
  ['webhook:ftp://x/geheim', 'write webhook:https://HOST/PATH, or webhook:$NAME for the address in a variable'],
  ['webhok:https://x/geheim', 'did you mean webhook:?'],
])('%s is refused', (text, hint) => {
  try {
    acceptNotify(text, '--notify', {});
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.hint).toBe(hint);
    expect(JSON.stringify([error.message, error.details])).not.toContain('geheim');
  }
});

test('exec with an open quote, bell with more', () => {
  expect(parseNotify("exec:a 'b", {}).ok).toBe(false);
  expect(parseNotify('bell:loud', {}).ok).toBe(false);
});

test('lines of the configuration as shown', () => {
  expect(withoutAddresses(`bell\nwebhook:${HOOK}\nwebhook:$HOOK\nexec:a b`)).toBe(
    'bell\nwebhook:…\nwebhook:$HOOK\nexec:a b',
  );
});
