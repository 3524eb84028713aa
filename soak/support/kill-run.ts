// All folders of the kill soak, a few at a time; what is done stands in a file, so that an interrupted run goes on.

import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { type KillOutcome, tryFolder } from './kill-check.js';
import type { KillOptions } from './kill-options.js';

interface Saved {
  readonly seed: number;
  readonly outcome: KillOutcome;
}

/** Outcomes of an earlier run of the same seed that passed; failed folders are tried again. */
function earlier({ resume, stateFile, seed, folders }: KillOptions): KillOutcome[] {
  if (!resume) {
    rmSync(stateFile, { force: true });
    return [];
  }
  let lines: string[];
  try {
    lines = readFileSync(stateFile, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
  const saved = lines.map((line) => JSON.parse(line) as Saved).filter((one) => one.seed === seed);
  const passed = saved.map(({ outcome }) => outcome).filter(({ problems }) => problems.length === 0);
  const known = new Map(passed.map((outcome) => [outcome.folder, outcome]));
  return [...known.values()].filter(({ folder, kills }) => folders[folder] === kills);
}

export type RunFolder = typeof tryFolder;

/** Outcomes in the order of the folders. */
export async function runKills(
  options: KillOptions,
  say: (text: string) => void,
  run: RunFolder = tryFolder,
): Promise<KillOutcome[]> {
  const { seed, folders, only, jobs, stateFile } = options;
  const outcomes = earlier(options).filter(({ folder }) => only === null || folder === only);
  const tasks = folders
    .map((kills, folder) => ({ seed, folder, kills }))
    .filter(({ folder }) => (only === null || folder === only) && !outcomes.some((one) => one.folder === folder));
  const worker = async (): Promise<void> => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const { folder, kills } = task;
      const tell = (kill: number): void => {
        if (kill % 10 === 9) say(`folder ${folder}: ${kill + 1}/${kills}`);
      };
      const outcome = await run(task, tell);
      outcomes.push(outcome);
      if (only === null) appendFileSync(stateFile, `${JSON.stringify({ seed, outcome } satisfies Saved)}\n`);
      const [problem] = outcome.problems;
      say(`folder ${folder}: ${problem === undefined ? 'ok' : `FAIL: ${problem}`}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return outcomes.sort((a, b) => a.folder - b.folder);
}
