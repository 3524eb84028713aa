// Times for people: always with their zone. Stored times are integer µs UTC.

const US_PER_MS = 1_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Milliseconds that the wall clock of `zone` is ahead of UTC at `timeMs` (whole seconds). */
export function zoneOffsetMs(timeMs: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const whole = Math.floor(timeMs / 1000) * 1000;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(whole)) part[type] = Number(value);
  const wall = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return wall - whole;
}

/** `UTC`, or the offset and the name: `+08:00 Asia/Shanghai`. */
function zoneText(offsetMs: number, zone: string): string {
  if (zone === 'UTC') return 'UTC';
  const minutes = Math.abs(offsetMs) / 60_000;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)} ${zone}`;
}

/** Integer µs → `2024-08-08 23:54:15.088 UTC`; milliseconds, rounded down. */
export function formatTime(timeUs: number, zone = 'UTC'): string {
  const timeMs = Math.floor(timeUs / US_PER_MS);
  const offset = zoneOffsetMs(timeMs, zone);
  const wall = new Date(timeMs + offset).toISOString();
  return `${wall.slice(0, 10)} ${wall.slice(11, 23)} ${zoneText(offset, zone)}`;
}
