// All texts in Simplified Chinese, from the files of this folder.

import type { Entries } from '../catalogue.js';
import { ALERTS_ZH } from './alerts.js';
import { ANALYZE_ZH } from './analyze.js';
import { ASSEMBLY_A_ZH } from './assembly-a.js';
import { ASSEMBLY_B_ZH } from './assembly-b.js';
import { CLI_ZH } from './cli.js';
import { COMMANDS_A_ZH } from './commands-a.js';
import { COMMANDS_B_ZH } from './commands-b.js';
import { COMMANDS_C_ZH } from './commands-c.js';
import { DASHBOARD_ZH } from './dashboard.js';
import { EXPLAIN_ANALYSIS_ZH } from './explain-analysis.js';
import { EXPLAIN_ZH } from './explain.js';
import { FEATURES_ZH } from './features.js';
import { INPUTS_ZH } from './inputs.js';
import { JUDGE_ZH } from './judge.js';
import { OUTLOOK_ZH } from './outlook.js';
import { PARTS_ZH } from './parts.js';
import { PLAYER_ZH } from './player.js';
import { QUALITY_ZH } from './quality.js';
import { REPORT_CAPTURE_ZH } from './report-capture.js';
import { REPORT_REPLAY_ZH } from './report-replay.js';
import { START_ZH } from './start.js';
import { STAGES_ZH } from './stages.js';
import { STORE_ZH } from './store.js';
import { VENUE_ZH } from './venue.js';

export { LABELS_ZH } from './labels.js';

/** Without those that a walk over the sources does not see. */
export const WRITTEN_ZH: Entries = {
  ...ALERTS_ZH,
  ...ANALYZE_ZH,
  ...ASSEMBLY_A_ZH,
  ...ASSEMBLY_B_ZH,
  ...CLI_ZH,
  ...COMMANDS_A_ZH,
  ...COMMANDS_B_ZH,
  ...COMMANDS_C_ZH,
  ...DASHBOARD_ZH,
  ...EXPLAIN_ANALYSIS_ZH,
  ...EXPLAIN_ZH,
  ...FEATURES_ZH,
  ...INPUTS_ZH,
  ...JUDGE_ZH,
  ...OUTLOOK_ZH,
  ...PLAYER_ZH,
  ...QUALITY_ZH,
  ...REPORT_CAPTURE_ZH,
  ...REPORT_REPLAY_ZH,
  ...START_ZH,
  ...STAGES_ZH,
  ...STORE_ZH,
  ...VENUE_ZH,
};

export const MESSAGES_ZH: Entries = { ...WRITTEN_ZH, ...PARTS_ZH };
