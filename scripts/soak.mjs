// npm run soak: bundles the files of soak/ and runs them one after another. `npm run soak -- NAME… [--quick] [--resume]`.

import { runBundles } from './bundles.mjs';
import { ensureInstalled } from './ensure.mjs';

process.exitCode = await runBundles('soak', ensureInstalled);
