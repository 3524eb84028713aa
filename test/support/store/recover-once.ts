// Program of a test: one recovery of a folder, from "ready" on stdout to its end.

import { writeSync } from 'node:fs';
import { recoverSegments } from '../../../src/store/recovery.js';
import { START_US } from '../../store/lines.js';

const [, , folder = ''] = process.argv;
writeSync(1, 'ready\n');
await recoverSegments({ dataFolder: folder, nowUs: START_US });
