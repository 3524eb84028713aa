// npm run bench: bundles the files of bench/ and runs them one after another. `npm run bench -- NAME…` picks some.

import { runBundles } from './bundles.mjs';
import { ensure } from './ensure.mjs';

process.exitCode = await runBundles('bench', ensure);
