import { Problem, type ProblemKind, problems } from '#kernel';
import { classify, sqlState } from './sql-state.js';

export const requestProblems = problems('request', {
  invalid: ['invalid', 'The request does not have the expected form.'],
  notFound: ['not-found', 'There is nothing here.'],
  tooLarge: ['too-large', 'That is more than can be sent at once.'],
  tooMany: ['too-many', 'Too many requests. Please wait a moment.'],
  foreign: ['forbidden', 'This request came from another site.'],
  signInNeeded: ['unauthenticated', 'Please sign in.'],
  ticketNeeded: ['forbidden', 'The connection needs a new ticket.'],
  proofNeeded: ['unauthenticated', 'Please prove that it is you.'],
  forbidden: ['forbidden', 'You may not do this.'],
  stillRunning: ['conflict', 'This is still being worked on. Please try again in a moment.'],
  replyGone: ['conflict', 'This was done before; what was answered is not kept any more. Please load the page again.'],
  keyReused: ['refused', 'This was sent before, but with other content.'],
});

export const databaseProblems = problems('database', {
  outcomeUnknown: ['unavailable', 'It is not known whether this was saved. Please check, or try again.'],
  unavailable: ['unavailable', 'The clinic cannot answer at the moment. Please try again.'],
  conflict: ['conflict', 'Somebody else has just changed this.'],
});

export const clockProblems = problems('clock', {
  notMovable: ['forbidden', 'The clock of this clinic cannot be moved.'],
  notSettled: ['unavailable', 'What is due is still being worked on. Please try again.'],
});

export const encryptionProblems = problems('encryption', {
  unreadable: ['internal', 'A protected entry cannot be read.'],
  erased: ['not-found', 'This was erased.'],
});

/** A fault of ours; nothing about it reaches the client. The cause is for the log. */
export const internalProblem = (cause: unknown): Problem =>
  new Problem('internal', 'internal', 'Something went wrong on our side.', {}, { cause });

const statusKinds: Readonly<Record<number, () => Problem>> = {
  401: () => requestProblems.signInNeeded(),
  403: () => requestProblems.forbidden(),
  404: () => requestProblems.notFound(),
  405: () => requestProblems.notFound(),
  413: () => requestProblems.tooLarge(),
  429: () => requestProblems.tooMany(),
  503: () => databaseProblems.unavailable(),
};

/** The HTTP status that a framework's error carries: Nest's HttpException by method, Fastify's by property. */
function statusOf(thrown: unknown): number | undefined {
  const error = thrown as { getStatus?: () => number; statusCode?: unknown } | null;
  if (typeof error?.getStatus === 'function') return error.getStatus();
  return typeof error?.statusCode === 'number' ? error.statusCode : undefined;
}

function databaseProblem(thrown: unknown): Problem | undefined {
  const failure = classify(thrown);
  if (failure === 'conflict') return databaseProblems.conflict({}, { cause: thrown });
  if (failure === 'unknown' || failure === 'retry') {
    return databaseProblems.unavailable({ sqlState: sqlState(thrown) ?? null }, { cause: thrown });
  }
  return undefined;
}

/**
 * Any thrown thing as a Problem.
 *
 * A framework's client error keeps its status (415 and every other 4xx without a kind of its own become `invalid`); a database's
 * conflict is 409, its absence 503; all else is `internal`, with the thrown thing as cause for the log.
 */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const status = statusOf(thrown);
  const known = status === undefined ? undefined : statusKinds[status];
  if (known) return known();
  if (status !== undefined && status >= 400 && status < 500) return requestProblems.invalid({ status });
  return databaseProblem(thrown) ?? internalProblem(thrown);
}

/** Whether trying the same again later can succeed. */
export const isWorthRetrying = (kind: ProblemKind): boolean => kind === 'unavailable' || kind === 'internal';
