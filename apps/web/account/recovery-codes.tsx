import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import styles from './account.module.css';

/** Shown once: the server keeps only hashes. */
type Props = { codes: readonly string[]; onDone: () => void; hasPassword?: boolean };

export function RecoveryCodes({ codes, onDone, hasPassword = true }: Props) {
  return (
    <section className="stack" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">Keep these recovery codes</h2>
      <p>
        If you lose your phone or your passkey, one of these lets you in. Each works once. Print them, or write them down, and
        keep them where nobody else looks.
      </p>
      {!hasPassword && (
        <p>You have no password. Without your passkey you first ask for one by e-mail on the sign-in page, then use a code.</p>
      )}
      <ol className={styles['codes']}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Notice kind="watch">They are shown only now. We cannot show them to you again.</Notice>
      <div className="row">
        <Button variant="default" onClick={() => window.print()}>
          Print them
        </Button>
        <Button onClick={onDone}>I have kept them</Button>
      </div>
    </section>
  );
}
