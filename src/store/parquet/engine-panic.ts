// Panics of the Parquet engine as errors. It meets some damaged bytes with a trap inside WebAssembly, which leaves the read
// that met them pending for ever, and shows only as an exception that nobody catches: that would end the process.

/** WebAssembly.RuntimeError: the engine fell over, and answers no more. */
export const isPanic = (cause: unknown): boolean => cause instanceof Error && cause.name === 'RuntimeError';

/** Rejects with the trap where the engine falls over while it is waited for. Other uncaught exceptions end the process. */
export async function orPanic<Result>(work: Promise<Result>): Promise<Result> {
  let onException: (error: Error) => void = () => undefined;
  const panic = new Promise<never>((_, reject) => {
    onException = (error) => {
      if (!isPanic(error)) throw error;
      reject(error);
    };
  });
  process.on('uncaughtException', onException);
  try {
    return await Promise.race([work, panic]);
  } finally {
    process.off('uncaughtException', onException);
  }
}
