// What is written: the writer's queue, the segment, the disk; the log's queue; the request weight.

import type { WriterFigures } from '../../core/watch/figures.js';
import { type Cell, cell } from '../cell.js';
import { type Pair, barText, messageFrame, pairLines, panelFrame } from '../compose.js';
import { NONE, bytesText, countText, durationText } from '../format.js';
import type { Panel, PanelInput } from '../panel.js';

const GAUGE_WIDTH = 8;
/** Less disk than for an hour at this rate is bad, less than for a day worth a look. */
const HOUR_S = 3600;
const DAY_S = 86_400;
/** Share of the request weight from which the gauge warns. */
const HEAVY = 0.8;

/** Seconds until the disk is full at this rate; null where that is not known. */
export function secondsLeft({ diskFreeBytes, bytesPerSecond }: WriterFigures): number | null {
  if (diskFreeBytes === null || bytesPerSecond === null || bytesPerSecond <= 0) return null;
  return diskFreeBytes / bytesPerSecond;
}

export const writerPanel: Panel = (input) => {
  const { writer } = input.snapshot;
  const words = input.text.panels.writer;
  if (writer === null) return messageFrame(words.none, input);
  const pairs: Pair[] = [
    { label: words.queue, value: [cell(bytesText(writer.queueBytes), 'strong')] },
    {
      label: words.queueMost,
      value: [cell(`${bytesText(writer.queueP95Bytes)} / ${bytesText(writer.queueMaxBytes)}`)],
    },
    { label: words.stalls, value: [cell(countText(writer.stalls), writer.stalls > 0 ? 'warn' : 'plain')] },
    { label: words.written, value: [cell(bytesText(writer.bytes))] },
    {
      label: words.rate,
      value: [cell(writer.bytesPerSecond === null ? NONE : `${bytesText(writer.bytesPerSecond)}/s`)],
    },
    { label: words.segment, value: [cell(`${countText(writer.segment)}, ${bytesText(writer.segmentBytes)}`)] },
    { label: words.disk, value: [cell(bytesText(writer.diskFreeBytes))] },
    { label: words.fullIn, value: [fullIn(secondsLeft(writer))] },
    { label: words.log, value: [cell(logText(writer))] },
    { label: words.logDrops, value: [cell(countText(writer.logDrops), writer.logDrops > 0 ? 'warn' : 'plain')] },
    { label: words.weight, value: weightCells(writer, input) },
  ];
  const paused = writer.restPausedUntilUs;
  if (paused !== null && paused > input.snapshot.nowUs) {
    pairs.push({ label: words.paused, value: [cell(durationText(paused - input.snapshot.nowUs), 'warn')] });
  }
  return panelFrame(pairLines(pairs, input), input);
};

function fullIn(seconds: number | null): Cell {
  if (seconds === null) return cell(NONE);
  return cell(durationText(seconds * 1e6), seconds < HOUR_S ? 'bad' : seconds < DAY_S ? 'warn' : 'plain');
}

const logText = ({ logDepth, logP95, logMax }: WriterFigures): string =>
  [logDepth, logP95, logMax].map((depth) => countText(depth)).join(' / ');

/** Used of allowed, and the same as a gauge: a filled and an empty part. */
function weightCells({ weightUsed, weightLimit }: WriterFigures, { glyphs }: PanelInput): Cell[] {
  const share = weightLimit > 0 ? Math.min(1, weightUsed / weightLimit) : 0;
  const tone = share >= HEAVY ? 'warn' : 'good';
  const bar = barText(share, GAUGE_WIDTH, glyphs.bars);
  return [
    cell(`${countText(weightUsed)} / ${countText(weightLimit)} `),
    cell(bar, tone),
    cell(glyphs.flat.repeat(Math.max(0, GAUGE_WIDTH - bar.length)), 'dim'),
  ];
}
