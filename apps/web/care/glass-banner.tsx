import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { endGlass, type Me, type OpenGlass } from '#contracts';
import { call } from '../call.js';
import { useNow } from '../session/use-now.js';
import { Link } from '../shell/router.js';
import { duration, timeOfDay } from '../time.js';
import styles from './glass-banner.module.css';
import { standingQuery } from './queries.js';

/** For staff, on every page: the queue of whoever answers for privacy, and, as long as a record is open to this person for an emergency, whose, until when, and how to close it. */
export default function GlassBanner({ me }: { me: Me }) {
  const { data } = useQuery(standingQuery);
  const now = useNow(1_000);
  const open = data?.glasses.filter(({ expiresAt }) => Date.parse(expiresAt) > now) ?? [];
  return (
    <>
      {(data?.isPrivacyOfficer || data?.isMedicalDirector) && (
        <nav className={styles['duty']} aria-label="What you answer for">
          <Link href="/privacy">Records opened in an emergency</Link>
          {data.isMedicalDirector && <Link href="/settings">Limits of the clinic</Link>}
        </nav>
      )}
      {open.map((glass) => (
        <OneBanner key={glass.grantId} glass={glass} me={me} now={now} />
      ))}
    </>
  );
}

function OneBanner({ glass, me, now }: { glass: OpenGlass; me: Me; now: number }) {
  const queries = useQueryClient();
  const close = useMutation({
    mutationFn: () => call(endGlass, { params: { grantId: glass.grantId } }),
    onSettled: () => queries.invalidateQueries(),
  });
  const left = duration(Date.parse(glass.expiresAt) - now);
  return (
    <aside className={styles['banner']} aria-label="Emergency access">
      <p>
        Emergency access to the record of {glass.patientName} until {timeOfDay(glass.expiresAt, me.zone)} ({left} left). All that
        you do is recorded and reviewed.
      </p>
      <button type="button" disabled={close.isPending} onClick={() => close.mutate()}>
        Close the record
      </button>
    </aside>
  );
}
