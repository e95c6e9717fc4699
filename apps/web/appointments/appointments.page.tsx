import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';

import { listAppointmentTypes, type Me, SingleKind } from '#contracts';
import { call } from '../call.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Link, navigate } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import styles from './appointments.module.css';
import { OpenGroups } from './groups.js';
import { appointmentsQuery } from './queries.js';
import { AppointmentRow } from './row.js';
import { ABOUT, kindWords } from './words.js';

/** Patients make and lead none: they need not load it. */
const StaffGroups = lazy(() => import('./staff-groups.js'));

/** What is booked beside sessions and their visits; patients book more of it here, staff from the page of patients. */
export default function AppointmentsPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const { data, error } = useQuery(appointmentsQuery);
  const isPatient = me.role === 'patient';
  return (
    <div className={styles['page']}>
      <div>
        <PageTitle>{isPatient ? 'Your appointments' : 'Meetings'}</PageTitle>
        <p className="quiet">
          {isPatient ? (
            <>
              Talks beside your sessions. Your session and the visit after it are on your <Link href="/home">first page</Link>.
            </>
          ) : (
            <>
              Screenings, preparation, follow-ups, visits at the clinic, groups. To book one,{' '}
              <Link href="/patients">find the patient</Link>.
            </>
          )}
        </p>
      </div>
      <Failed error={error} />
      {!data && !error && <Loading what="the appointments" />}
      {data?.length === 0 && (
        <Empty title="Nothing is booked">{isPatient ? 'You can book below.' : 'What is booked shows here, by time.'}</Empty>
      )}
      <ul className="stack">
        {data?.map((appointment) => (
          <AppointmentRow key={appointment.id} appointment={appointment} role={me.role} zone={me.zone} now={now} />
        ))}
      </ul>
      {isPatient ? (
        <OpenGroups me={me} now={now} />
      ) : (
        <Suspense fallback={<Loading what="the groups" />}>
          <StaffGroups me={me} now={now} />
        </Suspense>
      )}
      {isPatient && data && (
        <Kinds me={me} bookedKinds={new Set(data.filter(({ isCancellable }) => isCancellable).map(({ kind }) => kind))} />
      )}
    </div>
  );
}

/** Kinds that patients book themselves. */
function Kinds({ me, bookedKinds }: { me: Me; bookedKinds: ReadonlySet<string> }) {
  const { data } = useQuery({
    queryKey: ['appointment-types'],
    queryFn: async () => (await call(listAppointmentTypes)).types,
  });
  const open = SingleKind.options.filter(
    (kind) => !bookedKinds.has(kind) && data?.some((type) => type.kind === kind && type.patientsBook),
  );
  if (!open.length) return null;
  return (
    <section className="stack" aria-labelledby="more-title">
      <h2 id="more-title">Book one</h2>
      <ul className={styles['kinds']}>
        {open.map((kind) => (
          <li key={kind} className={`card ${styles['kind']}`}>
            <div>
              <h3>{kindWords(kind, me.role)}</h3>
              <p className="quiet small">
                {ABOUT[kind]} {data!.find((type) => type.kind === kind)!.lengthMin} minutes.
              </p>
            </div>
            <Button
              variant="default"
              aria-label={`See free times: ${kindWords(kind, me.role)}`}
              onClick={() => navigate(`/appointments/book/${kind}`)}
            >
              See free times
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
