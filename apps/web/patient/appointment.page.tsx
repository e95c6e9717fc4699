import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { lookAtAppointment, type AppointmentPage as Page } from '#contracts';
import { call, isProblem, isWorthRepeating } from '../call.js';
import { serverTime } from '../server-time.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { SchemeToggle } from '../shell/scheme-toggle.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import styles from './appointment.module.css';
import { AppointmentActs } from './appointment-acts.js';
import { AppointmentCard } from './appointment-card.js';
import { NumberList } from './numbers.js';

const KEPT = 'appointment-link';

/** What stands behind the `#`; taken out of the address, so that no history has it, and kept by this tab for as long as it is open. */
function useKeptToken(): string {
  const [token] = useState(() => location.hash.slice(1) || sessionStorage.getItem(KEPT) || '');
  useEffect(() => {
    if (token) sessionStorage.setItem(KEPT, token);
    if (location.hash) history.replaceState(null, '', location.pathname);
  }, [token]);
  return token;
}

/** One appointment, by the link in a message and without a sign-in: when, with whom, whom to call, and two things to say. */
export default function AppointmentPage() {
  const token = useKeptToken();
  const queries = useQueryClient();
  const queryKey = ['appointment-link', token];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: async () => {
      const page = await call(lookAtAppointment, { body: { token } });
      serverTime.sync(page.serverTime);
      return page;
    },
    enabled: token !== '',
    staleTime: 60_000,
    retry: (count, failure) => count < 5 && isWorthRepeating(failure),
  });
  return (
    <div className={styles['page']}>
      <div className={styles['corner']}>
        <SchemeToggle />
      </div>
      {token === '' || isProblem(error, 'scheduling.link-unknown') || isProblem(error, 'request.invalid') ? (
        <Unknown />
      ) : data ? (
        <Opened page={data} token={token} onSaid={(page) => queries.setQueryData(queryKey, page)} />
      ) : error ? (
        <Unreachable error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading what="your appointment" />
      )}
    </div>
  );
}

function Unknown() {
  return (
    <Empty title="This link does not open anything">
      <PageTitle isUnseen>Your appointment</PageTitle>
      <p>
        Please open the newest message from the clinic, and tap the link there. If you copied it, copy all of it, with what stands
        behind the #.
      </p>
      <p>If that does not help, call the clinic. In an emergency, call the emergency number of where you are.</p>
      <Link href="/sign-in">Sign in instead</Link>
    </Empty>
  );
}

const SHUT: Readonly<Partial<Record<Page['stage'], readonly [string, string]>>> = {
  cancelled: ['This appointment was cancelled', 'If a new time was found, a newer message from the clinic has its link.'],
  over: ['This link is over', 'It was good until a week after the appointment.'],
  revoked: ['This link was taken back', 'Please open the newest message from the clinic, or call.'],
};

type Props = { page: Page; token: string; onSaid: (page: Page) => void };

function Opened({ page, token, onSaid }: Props) {
  const { stage, clinic, appointment } = page;
  const [title, words] = SHUT[stage] ?? ['Your appointment', ''];
  return (
    <div className="stack">
      <PageTitle>{title}</PageTitle>
      {words && <p>{words}</p>}
      {appointment && <AppointmentCard appointment={appointment} stage={stage} />}
      {appointment && <AppointmentActs appointment={appointment} token={token} onSaid={onSaid} />}
      <section className="card stack" aria-labelledby="call">
        <h2 id="call">Whom to call</h2>
        <NumberList numbers={clinic.numbers} className={styles['numbers']} />
      </section>
      <p className="quiet small">
        This page shows one appointment and nothing else of you. <Link href="/home">Sign in</Link> for everything else.
      </p>
    </div>
  );
}
