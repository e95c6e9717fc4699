import { isProblem } from '../call.js';
import { Failed, Notice } from '../shell/states.js';
import { pathWords, reasonWords } from './words.js';

const listOf = (fact: unknown): string[] => (Array.isArray(fact) ? fact.map(String) : typeof fact === 'string' ? [fact] : []);

/** Why nothing was done, with what the server says about it. */
export function Refused({ error }: { error: unknown }) {
  if (!isProblem(error)) return <Failed error={error} />;
  const { facts = {}, title } = error.problem;
  const reasons = [...listOf(facts['reasons']), ...listOf(facts['reason'])].map(reasonWords);
  const paths = listOf(facts['paths']).map(pathWords);
  if (!reasons.length && !paths.length) return <Failed error={error} />;
  return (
    <Notice kind="danger">
      {title}
      {reasons.length > 0 && ` ${reasons.join('. ')}.`}
      {paths.length > 0 && ` What stands differently now: ${paths.join(', ')}.`}
    </Notice>
  );
}
