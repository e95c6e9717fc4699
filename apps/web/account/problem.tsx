import { Failed, Notice } from '../shell/states.js';
import { passkeyWords } from './passkey.js';

/** A failure of something that may have asked for a passkey. */
export function Problem({ error }: { error: unknown }) {
  const words = error ? passkeyWords(error) : undefined;
  return words ? <Notice kind="watch">{words}</Notice> : <Failed error={error} />;
}
