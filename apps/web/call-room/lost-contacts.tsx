import { queryOptions, useQuery } from '@tanstack/react-query';

import { type CallContacts, type CallView, readCallContacts } from '#contracts';
import { call } from '../call.js';
import { useNow } from '../session/use-now.js';
import { Failed, Loading } from '../shell/states.js';
import { duration } from '../time.js';
import styles from './call.module.css';

/** Asked for anew for each loss, and kept nowhere: each look at it is in the audit. */
const contactsQuery = ({ appointmentId, lostAt }: CallView) =>
  queryOptions({
    queryKey: ['call-contacts', appointmentId, lostAt],
    queryFn: () => call(readCallContacts, { params: { appointmentId } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Picture and sound of the patient are lost: whom to telephone, when, and where an ambulance finds them. */
export function LostContacts({ view }: { view: CallView }) {
  const { data, error } = useQuery(contactsQuery(view));
  return (
    <section className={`card stack ${styles['reach']}`} aria-labelledby="reach">
      <h2 id="reach">Reach the patient</h2>
      <Failed error={error} />
      {!data && !error && <Loading what="how to reach the patient" />}
      {data && <Steps contacts={data} />}
      {data && <Where contacts={data} />}
    </section>
  );
}

function Steps({ contacts }: { contacts: CallContacts }) {
  const { patient, chaperone, callPatientAt, callChaperoneAt, escalatesAt } = contacts;
  return (
    <ol>
      <Step at={callPatientAt}>
        Telephone {patient.displayName}: <Phone number={patient.phone} />
      </Step>
      <Step at={callChaperoneAt}>
        {chaperone ? (
          <>
            If they do not answer, telephone {chaperone.displayName}, the companion: <Phone number={chaperone.phone} />
          </>
        ) : (
          'Nobody is known here as the companion.'
        )}
      </Step>
      {escalatesAt && <Step at={escalatesAt}>Whoever is on call is called by Hearth.</Step>}
    </ol>
  );
}

/** @param at when it is time for it; null: now */
function Step({ at, children }: { at: string | null; children: React.ReactNode }) {
  const now = useNow();
  const inMs = at === null ? 0 : Date.parse(at) - now;
  return (
    <li>
      {children} <strong>{inMs > 0 ? `In ${duration(inMs)}.` : 'Now.'}</strong>
    </li>
  );
}

const Phone = ({ number }: { number: string | null }) =>
  number ? <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a> : <span>no number is known</span>;

function Where({ contacts: { addressLine, entryNote, localEmergencyNumber } }: { contacts: CallContacts }) {
  if (addressLine === null) return <p>No address is known. Ask for it by telephone.</p>;
  return (
    <p>
      In an emergency, call {localEmergencyNumber ? <Phone number={localEmergencyNumber} /> : 'the emergency number'} of where
      they are: <strong>{addressLine}</strong>. {entryNote}
    </p>
  );
}
