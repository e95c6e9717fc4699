import type { SignatureView } from '#contracts';
import { dayOf, timeOfDay } from '../time.js';
import styles from './protocols.module.css';
import { STANDINGS } from './words.js';

/** Who signed, when, whether the text is still that which was signed, and the text. */
export function Signatures({ signatures, zone }: { signatures: readonly SignatureView[]; zone: string }) {
  return signatures.map(({ signerName, signedAt, text, standing }) => (
    <details key={signedAt + signerName}>
      <summary>
        Signed by {signerName ?? 'somebody'}, {dayOf(signedAt, zone)}, {timeOfDay(signedAt, zone)}
      </summary>
      <p className={standing === 'changed' ? styles['tag'] : 'quiet'} data-kind={standing === 'changed' ? 'late' : undefined}>
        {STANDINGS[standing]}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard */}
      <section className={styles['text']} tabIndex={0} aria-label={`What ${signerName ?? 'somebody'} signed`}>
        {text}
      </section>
    </details>
  ));
}
