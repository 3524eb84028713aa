// What plan() may know of the world, as one value.

import type { Language } from '../text/language.js';
import type { ConfigLayers, Settings } from './config/layers.js';

/** A time zone by its IANA name (`UTC`, `Asia/Shanghai`); `local` is resolved before. */
export type TimeZone = string;

/** Two calls of plan() with the same input and the same PlanEnv give the same plan. */
export interface PlanEnv {
  /** Time of the call, integer µs since the epoch: the `now` of `--from -2h`. */
  readonly nowUs: number;
  /** From --tz, else the configuration, else UTC. */
  readonly timeZone: TimeZone;
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Absolute data root: --data, else V13_DATA_DIR, else `data` in the configuration, else ./v13-data. */
  readonly dataRoot: string;
  readonly lang: Language;
  /** Whether --json was given. */
  readonly json: boolean;
  /** Path given with --config, as typed, or null. */
  readonly configFile: string | null;
  /** The keys outside the chain (data, lang, tz, timing_every, preset), flags included, with their origins. */
  readonly general: Settings;
  /** File and environment layers, already checked; give them to resolveChain. */
  readonly config: ConfigLayers;
}
