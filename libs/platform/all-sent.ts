/**
 * Waits for statements that were sent together, in the order in which they were sent.
 *
 * @throws what the first of them failed of: PostgreSQL says of those after it only that there was a failure before
 */
export async function allSent<const T extends readonly unknown[]>(sent: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const outcomes = await Promise.allSettled(sent);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as never;
}
