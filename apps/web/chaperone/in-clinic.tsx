import { PageTitle } from '../shell/page-title.js';
import { timeOfDay } from '../time.js';
import type { ChaperoneView } from './view.js';

/** In the clinic nobody is asked to watch: the companion hears where and when, and takes the patient home. */
export default function InClinic({ view: { session, state }, people: { patient } }: ChaperoneView) {
  const isOver = state.dischargedAt !== undefined;
  return (
    <section className="card stack">
      <PageTitle title={`${patient} in the clinic`}>
        {isOver ? `${patient} may go home` : `${patient} is treated in the clinic`}
      </PageTitle>
      {session.card && <p>{session.card.addressLine}</p>}
      <p>
        {isOver
          ? 'Stay with them for the night if you can. They do not drive before tomorrow, after a restful sleep.'
          : `From ${timeOfDay(session.startsAt, session.patientZone)} to about ${timeOfDay(session.endsAt, session.patientZone)}. The clinic’s staff stay with them all the time. You need not be there before it is over: the clinic calls whoever takes them home.`}
      </p>
      <p>
        The clinic: <a href={`tel:${session.clinicPhone.replace(/[^\d+]/g, '')}`}>{session.clinicPhone}</a>
      </p>
    </section>
  );
}
