// The screen at ten times the load of its market, drawn into a pseudo-terminal while keys go through all its views, and the
// memory of the process watched. `npm run soak -- dashboard [--quick] [--minutes N] [--symbols N] [--rate N] [--speed N]`.

import { dashboardHolds, dashboardLines, readDashboardOptions, runDashboardSoak } from './support/dashboard-soak.js';

const options = readDashboardOptions(process.argv.slice(2));
const result = await runDashboardSoak(options);
process.stdout.write(`${dashboardLines(options, result).join('\n')}\n`);
process.exitCode = dashboardHolds(options, result) ? 0 : 1;
