import type { Party } from '#contracts';
import { Icon } from '../shell/icons.js';
import { PrintableCard } from './printable-card.js';
import styles from './session.module.css';
import type { StaffView } from './view.js';

const PARTS = { patient: 'Patient', chaperone: 'Chaperone', therapist: 'Therapist', prescriber: 'Prescriber' } as const;

const ORDER = Object.keys(PARTS);
const byPart = (parties: readonly Party[]) => [...parties].sort((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part));

export function PeopleCard(props: StaffView) {
  const {
    view: { session },
    clock,
  } = props;
  const chaperonePhone = session.card?.chaperonePhone;
  return (
    <section className="card stack" aria-labelledby="people-title">
      <h2 id="people-title">People</h2>
      <dl className={styles['people']}>
        {byPart(session.parties).map(({ personId, part, displayName }) => (
          <div key={`${part} ${personId}`}>
            <dt>{PARTS[part]}</dt>
            <dd>{displayName}</dd>
          </div>
        ))}
        <div>
          <dt>On call</dt>
          <dd data-gap={session.onCallName === null || undefined}>{session.onCallName ?? 'Nobody is on call'}</dd>
        </div>
      </dl>
      {chaperonePhone && (
        <a className={styles['phone']} href={`tel:${chaperonePhone.replace(/[^\d+]/g, '')}`}>
          <Icon name="phone" /> Call the chaperone {chaperonePhone}
        </a>
      )}
      {session.card && (
        <p>
          {session.card.addressLine}
          {session.card.entryNote && ` (${session.card.entryNote})`}
        </p>
      )}
      {clock.danger < 4 && (
        <details className={styles['entry']}>
          <summary>Emergency card</summary>
          <PrintableCard {...props} />
        </details>
      )}
    </section>
  );
}
