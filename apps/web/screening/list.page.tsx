import { useQuery } from '@tanstack/react-query';

import type { ScreeningRow } from '#contracts';
import care from '../care/care.module.css';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayFromNow, duration, timeOfDay } from '../time.js';
import { Offered } from './offered.js';
import { OpenCase } from './open-case.js';
import { workListQuery } from './queries.js';
import styles from './screening.module.css';
import { STATES, STEPS } from './words.js';

/** What waits for a clinician: offers to them, their own screenings by what is due, and patients whose screening nobody has opened. */
export default function ScreeningsPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const { data, error } = useQuery(workListQuery);
  const isEmpty = data && !data.offered.length && !data.own.length && !data.unopened.length;
  return (
    <div className="stack">
      <PageTitle>Screenings</PageTitle>
      <Failed error={error} />
      {!data && !error && <Loading what="the work list" />}
      {isEmpty && (
        <Empty title="Nothing waits for you">Patients of yours stand here as soon as they begin to answer questions.</Empty>
      )}
      {data?.offered.map(({ patientId, patientName, handOff }) => (
        <Offered key={handOff.id} {...{ patientId, patientName, handOff, now }} zone={me.zone} />
      ))}
      {data && data.own.length > 0 && (
        <section className="card stack" aria-labelledby="own">
          <h2 id="own">Yours</h2>
          <ul>
            {data.own.map((row) => (
              <Row key={row.patientId} row={row} now={now} zone={me.zone} />
            ))}
          </ul>
        </section>
      )}
      {data && data.unopened.length > 0 && (
        <section className="card stack" aria-labelledby="unopened">
          <h2 id="unopened">Nobody has opened these</h2>
          <p className="quiet">They have begun to answer. Whoever opens a screening looks after it.</p>
          <ul>
            {data.unopened.map((one) => (
              <OpenCase key={one.patientId} {...one} now={now} zone={me.zone} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Row({ row, now, zone }: { row: ScreeningRow; now: number; zone: string }) {
  const { patientId, patientName, state, since, next, dueAt, isOverdue } = row;
  return (
    <li className={styles['row']}>
      <Link href={`/screenings/${patientId}`}>{patientName}</Link>
      <span className={care['tag']}>{STATES[state]}</span>
      <span>
        {STEPS[next]}
        {dueAt && `, by ${dayFromNow(dueAt, now, zone)}, ${timeOfDay(dueAt, zone)}`}
      </span>
      {isOverdue && (
        <span className={care['tag']} data-kind="late">
          Overdue
        </span>
      )}
      <span className="quiet small numbers">for {duration(Math.max(0, now - Date.parse(since)))}</span>
    </li>
  );
}
