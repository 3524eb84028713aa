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
  const rate = writer.bytesPerSecond === null ? '' : `, ${bytesText(writer.bytesPerSecond)}/s`;
  const steady: Pair[] = [
    { label: words.queue, value: [cell(bytesText(writer.queueBytes), 'strong')] },
    {
      label: words.queueMost,
      value: [cell(`${bytesText(writer.queueP95Bytes)} / ${bytesText(writer.queueMaxBytes)}`)],
    },
    { label: words.written, value: [cell(`${bytesText(writer.bytes)}${rate}`)] },
    { label: words.segment, value: [cell(`${countText(writer.segment)}, ${bytesText(writer.segmentBytes)}`)] },
    { label: words.disk, value: [cell(bytesText(writer.diskFreeBytes))] },
    { label: words.fullIn, value: [fullIn(secondsLeft(writer))] },
    { label: words.log, value: [cell(logText(writer))] },
    { label: words.weight, value: weightCells(writer, input) },
  ];
  const { raised, quiet } = incidents(writer, input);
  return panelFrame(pairLines([...raised, ...steady, ...quiet], input), input);
};

/** What should not happen stands first once it has happened, last before: a low panel must not hide it. */
function incidents(writer: WriterFigures, { snapshot, text }: PanelInput): { raised: Pair[]; quiet: Pair[] } {
  const words = text.panels.writer;
  const pair = (label: string, count: number): Pair => ({
    label,
    value: [cell(countText(count), count > 0 ? 'warn' : 'plain')],
  });
  const counts = [pair(words.stalls, writer.stalls), pair(words.logDrops, writer.logDrops)];
  const isRaised = ({ value }: Pair): boolean => value[0]?.tone === 'warn';
  const raised = counts.filter(isRaised);
  const paused = writer.restPausedUntilUs;
  if (paused !== null && paused > snapshot.nowUs) {
    raised.push({ label: words.paused, value: [cell(durationText(paused - snapshot.nowUs), 'warn')] });
  }
  return { raised, quiet: counts.filter((one) => !isRaised(one)) };
}

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
