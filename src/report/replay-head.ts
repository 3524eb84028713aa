// What was replayed: inputs, market, configuration, and how it was read.

import { formatUnits } from '../core/market/decimal.js';
import type { Instrument } from '../core/market/instrument.js';
import type { ChainConfig, ZConfig } from '../core/pipeline/config.js';
import type { ReplayResult } from '../core/pipeline/replay-result.js';
import { type SampleRates, type WindowSpan, cvdWindowSpan, ofiWindowSpan } from '../core/pipeline/window-span.js';
import { formatDuration } from '../text/duration.js';
import { formatTime } from '../text/time.js';
import { type Cell, type Section, absent, cell, columns, note, pairs, table } from './document.js';
import { bytesText, countText, figureText, groupedText, spanText } from './number-text.js';

/** MAINNET, TESTNET, EMULATOR, SYNTHETIC or UNSTATED. */
export const environmentText = ({ env }: Pick<ReplayResult, 'env'>): string => env.toUpperCase();

export const VENUE_NAMES = { 'binance-usdm': 'Binance USD-M futures', 'binance-spot': 'Binance spot' } as const;

export const tickText = ({ tick }: Instrument): string => formatUnits(1, tick);
export const stepText = ({ step }: Instrument): string => formatUnits(1, step);

/** Mean rates of one symbol's rows and trades, for windows that follow events. */
export function sampleRates(result: ReplayResult, symbol: string): SampleRates {
  const health = result.health.find((one) => one.symbol === symbol);
  const streams = result.quality.symbols.find((one) => one.symbol === symbol)?.streams ?? [];
  const trades =
    streams.find(({ stream }) => stream === 'aggTrade') ?? streams.find(({ stream }) => stream === 'trade');
  const rowsPerSecond =
    health === undefined || health.spanUs === 0 ? null : ((health.rows - 1) * 1_000_000) / health.spanUs;
  return { rowsPerSecond, tradesPerSecond: trades?.perSecond ?? null };
}

const windowText = ({ samples, seconds }: WindowSpan): string =>
  seconds === null ? `${samples} samples` : `${figureText(seconds)} s`;

const zText = ({ window, baseline, ddof, warmup }: ZConfig): string =>
  `z over ${window}, current sample ${baseline === 'include' ? 'included' : 'excluded'}, ddof ${ddof}, warm-up ${warmup}`;

const gridText = ({ grid }: ChainConfig): string =>
  grid.kind === 'event' ? 'one row a depth update' : `one row every ${formatDuration(grid.stepUs)}`;

function cvdText({ cvd }: ChainConfig): string {
  if (cvd.mode === 'delta') return `delta of ${formatDuration(cvd.barUs)} bars, ${zText(cvd.z)}`;
  return `level, sampled by ${cvd.sample}, ${zText(cvd.z)}`;
}

/** A z-window in seconds; of every symbol where they differ. */
function windowCell(result: ReplayResult, span: typeof ofiWindowSpan): Cell {
  const each = result.health.map(({ symbol }) => ({ symbol, ...span(result.chain, sampleRates(result, symbol)) }));
  if (each.length === 0) return absent('no rows');
  const texts = new Set(each.map(windowText));
  const text =
    texts.size === 1 ? [...texts].join('') : each.map((one) => `${one.symbol} ${windowText(one)}`).join(', ');
  return cell(each.some(({ basis }) => basis === 'mean') ? `${text} (at mean rates)` : text);
}

export function inputSection({ inputs }: ReplayResult): Section {
  const rows = inputs.map((input) => [
    cell(input.path),
    cell(input.formatFrom === 'caller' ? `${input.format} (as told)` : input.format),
    cell(input.compression),
    input.bytes === null ? absent('stream') : cell(bytesText(input.bytes)),
  ]);
  return { title: 'Inputs', blocks: [table(columns('path', 'format', 'compression/1', '>size'), rows)] };
}

export function marketSection(result: ReplayResult, zone: string): Section {
  const { quality, instruments, range } = result;
  const time = (us: number | null, open: string): string => (us === null ? open : formatTime(us, zone));
  const hasRange = range.fromUs !== null || range.toUs !== null;
  const byName = [...instruments].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const units = byName.map((one) => [
    cell(one.symbol),
    cell(tickText(one)),
    cell(stepText(one)),
    one.unitsFrom === 'stated' ? cell('stated') : cell('inferred from the data', 'warn'),
  ]);
  return {
    title: 'Market',
    blocks: [
      pairs([
        ['environment', cell(environmentText(result), result.env === 'mainnet' ? 'plain' : 'warn')],
        ['venue', cell(VENUE_NAMES[result.venue] + (result.host === null ? '' : `, ${result.host}`))],
        ['from', quality.firstUs === null ? absent('no messages') : cell(formatTime(quality.firstUs, zone))],
        ['to', quality.lastUs === null ? absent('no messages') : cell(formatTime(quality.lastUs, zone))],
        ['span', cell(spanTextOf(result))],
        ...(hasRange
          ? [['asked for', cell(`[${time(range.fromUs, 'begin')}, ${time(range.toUs, 'end')})`)] as const]
          : []),
      ]),
      table(columns('symbol', '>tick', '>step', 'units'), units),
    ],
  };
}

function spanTextOf({ quality }: ReplayResult): string {
  const { spanUs, recordedUs, sessions } = quality;
  if (sessions <= 1) return spanText(spanUs);
  return `${spanText(spanUs)}, of it ${spanText(recordedUs)} recorded in ${sessions} sessions`;
}

export function chainSection(result: ReplayResult): Section {
  const { chain, chainFrom } = result;
  const { ofi, fusion, signal } = chain;
  const weights = `OFI ${fusion.weightOfi}, CVD ${fusion.weightCvd}`;
  return {
    title: 'Computed',
    blocks: [
      pairs([
        ['configuration', cell(chainFrom)],
        ['grid', cell(gridText(chain))],
        ['OFI', cell(`${ofi.mode} from ${ofi.source}, ${zText(ofi.z)}, signal at |z| > ${signal.ofiThreshold}`)],
        ['CVD', cell(`${cvdText(chain)}, signal at |z| > ${signal.cvdThreshold}`)],
        [
          'fusion',
          cell(`${weights}, signal at |score| > ${fusion.threshold} with consistency > ${fusion.minConsistency}`),
        ],
        ['OFI z-window spans', windowCell(result, ofiWindowSpan)],
        ['CVD z-window spans', windowCell(result, cvdWindowSpan)],
      ]),
    ],
  };
}

export function readingSection({ decoding, quality, elapsedMs, bytesRead }: ReplayResult): Section {
  const seconds = elapsedMs / 1_000;
  const perSecond = (value: number, scale: number): string => (seconds > 0 ? figureText(value / scale / seconds) : '–');
  const { frames, byTemplate, byScanner, fallback } = decoding;
  const ignored = decoding.ignored === 0 ? '' : `, ${countText(decoding.ignored)} of other symbols`;
  const times =
    seconds > 0 && quality.spanUs > 0 ? `, ${groupedText(quality.spanUs / 1_000_000 / seconds)}× real time` : '';
  return {
    title: 'Reading',
    blocks: [
      pairs([
        ['frames', cell(`${countText(frames)}${ignored}`)],
        [
          'decoded',
          cell(
            `${countText(byTemplate)} by template, ${countText(byScanner)} by scanner, ` +
              `${countText(fallback)} by JSON.parse`,
            fallback > 0 ? 'warn' : 'plain',
          ),
        ],
        ['refused', cell(countText(decoding.refused), decoding.refused > 0 ? 'bad' : 'plain')],
        [
          'speed',
          cell(
            `${spanText(elapsedMs * 1_000)}: ${perSecond(bytesRead, 1e6)} MB/s, ${perSecond(frames, 1)} frames/s${times}`,
          ),
        ],
      ]),
      ...(bytesRead > 0 ? [note(`${bytesText(bytesRead)} read, as stored`)] : []),
    ],
  };
}
