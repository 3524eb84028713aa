// What a REST request is answered with: status and body, and the usual refusals.

export interface RestAnswerText {
  readonly status: number;
  readonly body: string;
  /** Of a depth answer, for the truth log. */
  readonly lastUpdateId?: number;
}

export const refusal = (status: number, code: number, msg: string): RestAnswerText => ({
  status,
  body: JSON.stringify({ code, msg }),
});
export const missing = (name: string): RestAnswerText =>
  refusal(400, -1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);
export const ok = (body: unknown): RestAnswerText => ({ status: 200, body: JSON.stringify(body) });
