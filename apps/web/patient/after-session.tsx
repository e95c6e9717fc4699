import { useQuery } from '@tanstack/react-query';
import { firstName } from '../session/own-words.js';
import { PageTitle } from '../shell/page-title.js';
import { navigate } from '../shell/router.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { visitsQuery } from './queries.js';
import styles from './session.module.css';
import type { PatientView } from './view.js';

export default function AfterSession({ view, now }: PatientView) {
  const { session, state } = view;
  const isDone = state.phase === 'released_home';
  return (
    <section className={styles['whole']}>
      <div className={styles['upper']}>
        <PageTitle>{isDone ? 'You are done for today' : 'No session today'}</PageTitle>
        {isDone ? (
          <Afterwards view={view} now={now} />
        ) : (
          <p>This session ended before the medicine. Please do not take it. Your team will talk with you about a new day.</p>
        )}
        <p className={styles['calm']}>
          Anything you need: <a href={`tel:${session.clinicPhone.replace(/[^\d+]/g, '')}`}>{session.clinicPhone}</a>
        </p>
      </div>
      <button type="button" className={styles['small']} onClick={() => navigate('/home')}>
        To my page
      </button>
    </section>
  );
}

function Afterwards({ view: { session }, now }: Pick<PatientView, 'view' | 'now'>) {
  const visit = useQuery(visitsQuery).data?.find(({ sessionId, state }) => sessionId === session.id && state === 'booked');
  return (
    <>
      <p>Rest, drink some water, eat something light. Do not drive until you have slept.</p>
      {visit && (
        <p>
          {firstName(visit.therapistName)} sees you {dayFromNow(visit.startsAt, now, visit.patientZone)} at{' '}
          {timeOfDay(visit.startsAt, visit.patientZone)}.
        </p>
      )}
    </>
  );
}
