import type { ProblemJson } from '#contracts';
import { type Problem, problemStatus } from '#kernel';
import { asProblem, type Log } from '#platform';

/** A problem as it crosses the wire: RFC 9457, with code and facts, without cause, stack or SQL. */
export const toProblemJson = ({ code, kind, title, facts }: Problem): ProblemJson => ({
  type: 'about:blank',
  title,
  status: problemStatus[kind],
  code,
  ...(Object.keys(facts).length > 0 && kind !== 'internal' && { facts }),
});

/** Any thrown thing as a problem; what a person of the clinic must look at is logged, once, here. */
export function problemOf(thrown: unknown, log: Log): Problem {
  const problem = asProblem(thrown);
  if (problem.kind === 'internal') log.failure('request failed', problem);
  else if (problem.kind === 'unavailable') log.warning('request not answered', {}, problem);
  return problem;
}
