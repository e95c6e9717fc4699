import type { z } from 'zod';
import { requestProblems } from '#platform';

type Issue = z.core.$ZodIssue;
const LONGEST_NAME = 60;
const MOST_FIELDS = 20;

/** Where an issue lies; for an unknown field, the field itself. */
function fieldsOf(issue: Issue): string[] {
  const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return names.map((path) => path.join('.').slice(0, LONGEST_NAME) || '.');
}

/**
 * What came over the wire, in the form of its contract.
 *
 * @throws `request.invalid` with the names of the wrong fields in `facts.fields`, never with their values
 */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.flatMap(fieldsOf))].slice(0, MOST_FIELDS);
  throw requestProblems.invalid({ fields });
}
