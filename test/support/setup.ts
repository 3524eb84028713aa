// Before each test file: properties start from one seed, so that the gate gives the same answer twice. Hunting for more
// is done on purpose: `FAST_CHECK_SEED=random npm test`, or a number to see a failure again.

import fc from 'fast-check';

const GATE_SEED = 20_261_122;
const wanted = process.env['FAST_CHECK_SEED'];

if (wanted !== 'random') fc.configureGlobal({ seed: wanted === undefined ? GATE_SEED : Number(wanted) });
