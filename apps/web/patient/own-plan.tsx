import { partyName } from '../session/own-words.js';
import { PageTitle } from '../shell/page-title.js';
import styles from './session.module.css';
import type { PatientView } from './view.js';

/** After a minute without the clinic it would telephone; from then on the phone itself says what to do. Source: docs/clinical-defaults.md. */
export const PLAN_AFTER_MS = 60_000;

const Call = ({ words, number }: { words: string; number: string }) => (
  <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>
    {words} <strong>{number}</strong>
  </a>
);

/** What to do without the clinic: everything on it is on this phone already. */
export function OwnPlan({ view: { session } }: Pick<PatientView, 'view'>) {
  const { card, clinicPhone } = session;
  const chaperone = partyName(session, 'chaperone', 'the person with you');
  return (
    <section className={styles['plan']} aria-label="Without the clinic">
      <PageTitle>You are not alone</PageTitle>
      <p>
        The clinic cannot be reached for now, and tries to telephone. <strong>{chaperone} is with you.</strong>
      </p>
      <p>If you need something, call out to {chaperone}. Or let them call:</p>
      <ul>
        <li>
          <Call words="The clinic" number={clinicPhone} />
        </li>
        <li>
          <Call words="Emergency" number="911" />
        </li>
        {card && (
          <li>
            <Call words="Emergency line here" number={card.localEmergencyNumber} />
          </li>
        )}
      </ul>
      {card && <p>You are at {card.addressLine}.</p>}
    </section>
  );
}
