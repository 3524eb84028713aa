// npm start: the main job on the bundled recording. Extra arguments go to `v13 replay`.

import { join } from 'node:path';
import { ROOT, ensure, runForeground } from './ensure.mjs';

const RECORDING = 'fixtures/synthetic-ethusdt-3m.ndjson.gz';

ensure();
const args = ['replay', RECORDING, ...process.argv.slice(2)];
console.error(`> v13 ${args.join(' ')}`);
process.exitCode = await runForeground([join(ROOT, 'dist', 'bin', 'v13.js'), ...args]);
