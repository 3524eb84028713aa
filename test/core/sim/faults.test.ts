// Planted faults: what is lost, and that the truth told about it is the truth.

import { describe, expect, test } from 'vitest';
import { closeOutage, initFaults, planFaults, randomWishes, stepFaults } from '../../../src/core/sim/faults.js';
import type { VenueEvent } from '../../../src/core/sim/venue-event.js';
import { marketOf, runMarket } from '../../support/synthetic.js';

const CONFIG = marketOf(9, ['BTCUSDT', 'ETHUSDT']);
const SCENE = { seed: 9, startUs: CONFIG.startUs, durationUs: 20_000_000, symbols: ['BTCUSDT', 'ETHUSDT'] };
const EVENTS = runMarket(CONFIG, 20);

function inject(wishes: Parameters<typeof planFaults>[0]) {
  const plan = planFaults(wishes, SCENE);
  const state = initFaults(plan);
  const passed: VenueEvent[] = [];
  const healed: VenueEvent[] = [];
  for (const event of EVENTS) {
    const passage = stepFaults(state, event);
    if (passage !== 'lost') passed.push(event);
    if (passage === 'heals') healed.push(event);
  }
  closeOutage(state);
  return { plan, passed, healed, injected: state.injected };
}

test('no plan, no loss', () => {
  const { passed, injected } = inject([]);
  expect(passed).toEqual(EVENTS);
  expect(injected).toEqual([]);
});

test('a depth gap shows as a break of pu, and only there', () => {
  const { passed, injected, healed } = inject([{ kind: 'depth', offsetUs: 5_000_000 }]);
  const [fault] = injected;
  if (fault?.kind !== 'depth') throw new Error('no gap');
  const deltas = passed.filter((event) => event.kind === 'depth_delta').filter(({ symbol }) => symbol === fault.symbol);
  const breaks = deltas.filter((event, i) => i > 0 && event.prevId !== deltas[i - 1]?.finalId);
  expect(breaks).toEqual(healed);
  expect(breaks.map(({ prevId }) => prevId)).toEqual([fault.toId]);
  expect(deltas[deltas.indexOf(breaks[0] as (typeof deltas)[0]) - 1]?.finalId).toBe(fault.fromId);
  expect(EVENTS.length - passed.length).toBe(fault.messages);
});

test('a trade gap shows as a hole of ids, both ends missing', () => {
  const { passed, injected } = inject([{ kind: 'trade', offsetUs: 5_000_000 }]);
  const [fault] = injected;
  if (fault?.kind !== 'trade') throw new Error('no gap');
  const ids = passed.filter((event) => event.kind === 'agg_trade' && event.symbol === fault.symbol);
  const have = new Set(ids.map((event) => (event.kind === 'agg_trade' ? event.tradeId : 0)));
  expect(fault.toId - fault.fromId + 1).toBe(fault.messages);
  for (let id = fault.fromId; id <= fault.toId; id++) expect(have.has(id)).toBe(false);
  expect(have.has(fault.fromId - 1) && have.has(fault.toId + 1)).toBe(true);
});

test.each(['depth', 'trade'] as const)('%s gaps that fall together are two holes, each true', (kind) => {
  const wish = { kind, offsetUs: 5_000_000, symbol: 'ETHUSDT' };
  const { injected, passed } = inject([wish, wish]);
  expect(injected.map((fault) => fault.kind !== 'disconnect' && fault.symbol)).toEqual(['ETHUSDT', 'ETHUSDT']);
  expect(EVENTS.length - passed.length).toBe(injected.reduce((sum, { messages }) => sum + messages, 0));
  for (const fault of injected) {
    if (fault.kind === 'trade') expect(fault.toId - fault.fromId + 1).toBe(fault.messages);
  }
});

test('a named symbol is hit, and no other draw changes', () => {
  const wishes = [1, 2, 3, 4].map((k) => ({ kind: 'trade' as const, offsetUs: k * 1_000_000 }));
  const drawn = planFaults(wishes, SCENE);
  for (const symbol of SCENE.symbols) {
    const named = planFaults(
      wishes.map((wish) => ({ ...wish, symbol })),
      SCENE,
    );
    expect(named).toEqual(drawn.map((fault) => ({ ...fault, symbol })));
  }
});

test('in an outage nothing that was sent arrives', () => {
  const { passed, injected } = inject([{ kind: 'disconnect', offsetUs: 8_000_000 }]);
  const fromUs = SCENE.startUs + 8_000_000;
  const [fault] = injected;
  if (fault?.kind !== 'disconnect') throw new Error('no outage');
  const lost = EVENTS.filter(({ eventUs }) => eventUs >= fromUs && eventUs < fromUs + fault.lengthUs);
  expect(fault.messages).toBe(lost.length);
  expect(passed).toEqual(EVENTS.filter((event) => !lost.includes(event)));
});

test('a hole that an outage runs into ends with the true pu', () => {
  const { passed, injected } = inject([
    { kind: 'depth', offsetUs: 7_950_000 },
    { kind: 'disconnect', offsetUs: 8_000_000 },
  ]);
  const fault = injected.find(({ kind }) => kind === 'depth');
  if (fault?.kind !== 'depth') throw new Error('no gap');
  const after = passed.find((event) => event.kind === 'depth_delta' && event.prevId === fault.toId);
  expect(after?.symbol).toBe(fault.symbol);
});

describe('random places', () => {
  test('are the same for the same seed, lie inside, alternate', () => {
    const wishes = randomWishes(6, SCENE);
    expect(wishes).toEqual(randomWishes(6, SCENE));
    expect(wishes).not.toEqual(randomWishes(6, { ...SCENE, seed: 10 }));
    expect(wishes.map(({ kind }) => kind)).toEqual(['depth', 'trade', 'depth', 'trade', 'depth', 'trade']);
    for (const { offsetUs } of wishes) {
      expect(offsetUs).toBeGreaterThanOrEqual(0.1 * SCENE.durationUs);
      expect(offsetUs).toBeLessThan(0.9 * SCENE.durationUs);
    }
  });

  test('all of them come about', () => {
    expect(inject(randomWishes(6, SCENE)).injected).toHaveLength(6);
  });
});
