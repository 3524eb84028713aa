// What a message costs a capture of hundreds of symbols, stage by stage: the stream that the load emulator sends, from
// memory, through lines, chain, counts and disk, without sockets. `npm run bench -- live [--symbols N] [--rate N] [--stage NAME]`.

import { spawnSync } from 'node:child_process';
import { LIVE_STAGES, type LiveOptions, type StageCost, isLiveStage, measureStage } from './support/live-path.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function numberAt(args: readonly string[], flag: string, fallback: number): number {
  const at = args.indexOf(flag);
  return at < 0 ? fallback : Number(args[at + 1]);
}

const optionsOf = (args: readonly string[]): LiveOptions => ({
  symbols: numberAt(args, '--symbols', 500),
  rate: numberAt(args, '--rate', 22_000),
  warmUpS: numberAt(args, '--warm-up', 35),
  seconds: numberAt(args, '--seconds', 15),
});

/** Each stage in a process of its own: what one leaves behind is no part of the next one's cost. */
function measureApart(stage: string, args: readonly string[]): StageCost {
  const script = process.argv[1] ?? '';
  const { stdout, status } = spawnSync(process.execPath, [...process.execArgv, script, ...args, '--stage', stage], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`stage ${stage} ended with ${status}`);
  return JSON.parse(stdout.toString('utf8')) as StageCost;
}

async function main(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  const at = args.indexOf('--stage');
  const stage = at < 0 ? '' : (args[at + 1] ?? '');
  if (isLiveStage(stage)) {
    print(JSON.stringify(await measureStage(stage, options)));
    return 0;
  }
  const { symbols, rate, seconds, warmUpS } = options;
  print(`Node ${process.version}; ${symbols} symbols, ${rate} messages/s of market time, as fast as they go`);
  print(
    `${warmUpS} s of market to warm up, ${seconds} s measured; each stage holds those above it, in a process of its own`,
  );
  print(
    `${'µs a message'.padEnd(34)}${'least'.padStart(8)}${'added'.padStart(8)}${'median'.padStart(8)}${'RSS, MB'.padStart(10)}`,
  );
  let before = 0;
  for (const { name, about } of LIVE_STAGES) {
    const { leastUs, medianUs, rssMb } = measureApart(name, args);
    const cells = [leastUs, leastUs - before, medianUs].map((us) => us.toFixed(2).padStart(8));
    print(`${about.padEnd(34)}${cells.join('')}${rssMb.toFixed(0).padStart(10)}`);
    before = leastUs;
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
