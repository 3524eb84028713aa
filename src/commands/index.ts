// The table of all commands, in help order. Each module is loaded when its command is called, not before.

import type { CommandEntry, CommandTable } from '../cli/command.js';

/** What `v13` alone does; it is not in the list. */
export const START: CommandEntry = {
  name: 'start',
  summary: 'start screen: what there is and what to type',
  section: 'Look things up',
  load: async () => (await import('./start.js')).start,
};

export const COMMANDS: CommandTable = [
  {
    name: 'capture',
    summary: 'record streams of the exchange, and compute them live',
    section: 'Get data',
    load: async () => (await import('./capture/capture.js')).capture,
  },
  {
    name: 'dashboard',
    summary: 'look at a running capture from another terminal',
    section: 'Get data',
    load: async () => (await import('./dashboard/dashboard.js')).dashboard,
  },
  {
    name: 'replay',
    summary: 'recordings through the whole chain: quality, signals, digest',
    section: 'Compute',
    load: async () => (await import('./replay/replay.js')).replay,
  },
  {
    name: 'why',
    summary: 'how a signal row came about: messages, book, contributions, windows',
    section: 'Compute',
    load: async () => (await import('./why/why.js')).why,
  },
  {
    name: 'compute',
    summary: 'feature rows as Parquet, CSV or NDJSON',
    section: 'Compute',
    load: async () => (await import('./compute/compute.js')).compute,
  },
  {
    name: 'analyze',
    summary: 'whether a signal predicts anything: verdicts, intervals, costs',
    section: 'Judge',
    load: async () => (await import('./analyze/analyze.js')).analyze,
  },
  {
    name: 'fetch',
    summary: 'public history from Tardis or Binance into the data folder',
    section: 'Get data',
    load: async () => (await import('./fetch/fetch.js')).fetchCommand,
  },
  {
    name: 'import',
    summary: "other tools' recordings into the data folder, where every command reads them",
    section: 'Get data',
    load: async () => (await import('./import/import.js')).importCommand,
  },
  {
    name: 'simulate',
    summary: 'a seeded synthetic market as a recording',
    section: 'Get data',
    load: async () => (await import('./simulate.js')).simulate,
  },
  {
    name: 'emulate',
    summary: 'a local server that speaks the protocol of Binance futures, from a recording or synthetic',
    section: 'Get data',
    load: async () => (await import('./emulate/emulate.js')).emulate,
  },
  {
    name: 'verify',
    summary: 'prove a recording whole, or list every hole and damaged byte',
    section: 'Judge',
    load: async () => (await import('./verify/verify.js')).verify,
  },
  {
    name: 'judge',
    summary: "the same verdict on anybody's signals: a list of times and sides against the recorded market",
    section: 'Judge',
    load: async () => (await import('./judge/judge.js')).judge,
  },
  {
    name: 'plan',
    summary: 'how many hours of recording a verdict still needs, by firing rate and assumed hit rate',
    section: 'Judge',
    load: async () => (await import('./plan/plan.js')).plan,
  },
  {
    name: 'stages',
    summary: 'scorecard of all stages: every gate with value, target, verdict and the file it was read from',
    section: 'Judge',
    load: async () => (await import('./stages.js')).stages,
  },
  {
    name: 'convert',
    summary: 'recordings into Parquet files that any tool reads',
    section: 'Get data',
    load: async () => (await import('./convert/convert.js')).convert,
  },
  {
    name: 'merge',
    summary: 'two captures of the same market as one, each filling the holes of the other',
    section: 'Get data',
    load: async () => (await import('./merge/merge.js')).merge,
  },
  {
    name: 'lake',
    summary: 'what is converted: symbols, days and tables, with rows, bytes and breaks',
    section: 'Look things up',
    load: async () => (await import('./lake/lake.js')).lake,
  },
  {
    name: 'lake compact',
    summary: 'put the small files of each symbol, day and table together',
    section: 'Set up',
    load: async () => (await import('./lake/compact.js')).lakeCompact,
  },
  {
    name: 'lake prune',
    summary: 'delete the oldest days of converted data; recordings stay',
    section: 'Set up',
    load: async () => (await import('./lake/prune.js')).lakePrune,
  },
  {
    name: 'query',
    summary: 'ask the lake, Parquet files or recordings in SQL',
    section: 'Compute',
    load: async () => (await import('./query/query.js')).query,
  },
  {
    name: 'explain',
    summary: 'what a figure means, its formula and source',
    section: 'Look things up',
    load: async () => (await import('./explain.js')).explain,
  },
  {
    name: 'help',
    summary: 'help on a command or a topic',
    section: 'Look things up',
    load: async () => (await import('./help.js')).help,
  },
  {
    name: 'version',
    summary: 'version of v13, of Node and of the machine',
    section: 'Look things up',
    load: async () => (await import('./version.js')).version,
  },
  {
    name: 'config show',
    summary: 'every setting, its value and where it comes from',
    section: 'Set up',
    load: async () => (await import('./config.js')).configShow,
  },
  {
    name: 'config check',
    summary: 'check a configuration file, every fault with its line',
    section: 'Set up',
    load: async () => (await import('./config.js')).configCheck,
  },
  {
    name: 'config schema',
    summary: 'JSON Schema of v13.yaml, for editors',
    section: 'Set up',
    load: async () => (await import('./config.js')).configSchema,
  },
  {
    name: 'doctor',
    summary: 'is everything here that a capture needs? machine, disk, clock, network, streams',
    section: 'Set up',
    load: async () => (await import('./doctor/doctor.js')).doctor,
  },
  {
    name: 'completion',
    summary: 'completion script for bash, zsh or fish',
    section: 'Set up',
    load: async () => (await import('./completion.js')).completion,
  },
];
