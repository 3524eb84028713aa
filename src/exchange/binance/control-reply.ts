// Frames that are no market data: answers to our requests, refusals, notices of the exchange.

export type ControlReply =
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'refused'; readonly id: number | null; readonly code: number; readonly text: string }
  /** A message of a stream whose keys stand in another order than usual. */
  | { readonly kind: 'data'; readonly stream: string }
  /** The server is about to close: `{"e":"serverShutdown",…}`, bare or as an event. */
  | { readonly kind: 'shutdown' };

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isId = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);

/** Reads a frame that does not begin as stream messages do; null when it is nothing of the protocol. */
export function readControlReply(text: string): ControlReply | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  const { stream, data, id, result } = value;
  if (typeof stream === 'string' && data !== undefined) return { kind: 'data', stream };
  const refusal = readRefusal(isRecord(value['error']) ? value['error'] : value, id);
  if (refusal !== null) return refusal;
  if (result !== undefined && isId(id)) return { kind: 'done', id };
  const notice = isRecord(value['event']) ? value['event'] : value;
  return notice['e'] === 'serverShutdown' ? { kind: 'shutdown' } : null;
}

/** `{"code":2,"msg":"…"}`, bare or under "error", with or without the id of the request. */
function readRefusal({ code, msg }: Json, id: unknown): ControlReply | null {
  if (typeof code !== 'number' || typeof msg !== 'string') return null;
  return { kind: 'refused', id: isId(id) ? id : null, code, text: msg };
}
