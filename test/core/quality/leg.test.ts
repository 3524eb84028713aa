// Legs: what each finding is, and the worst of several.

import { expect, test } from 'vitest';
import { failed, passed, warned, worstVerdict } from '../../../src/core/quality/leg.js';

test('findings carry verdict, words, hint and figures', () => {
  expect(passed('fine', { ms: 1 })).toEqual({ verdict: 'PASS', found: 'fine', hint: null, figures: { ms: 1 } });
  expect(warned('slow', 'hurry')).toEqual({ verdict: 'WARN', found: 'slow', hint: 'hurry', figures: {} });
  expect(failed('gone', null)).toEqual({ verdict: 'FAIL', found: 'gone', hint: null, figures: {} });
});

test('one leg that fails is enough, one that warns is enough where none fails', () => {
  const [pass, warn, fail] = [passed('a'), warned('b', 'c'), failed('d', 'e')];
  expect(worstVerdict([])).toBe('PASS');
  expect(worstVerdict([pass, pass])).toBe('PASS');
  expect(worstVerdict([pass, warn])).toBe('WARN');
  expect(worstVerdict([warn, fail, pass])).toBe('FAIL');
});
