// How long a server asks to wait: the header Retry-After, in seconds or as a date (RFC 9110, §10.2.3).

/** Milliseconds from `nowMs` on; null where the header is absent or neither form. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
