import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type FoundPatient, type Me, searchPatients } from '#contracts';
import { call } from '../call.js';
import { KINDS } from '../clinician/hours-draft.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Notice } from '../shell/states.js';
import { dayOf, isoDay, timeOfDay, zoneName } from '../time.js';
import styles from './care.module.css';

/** Finds a patient. Each search is recorded, so it is one press and not one a letter. */
export default function PatientsPage({ me }: OwnPageProps) {
  const [text, setText] = useState('');
  const search = useMutation({ mutationFn: (wanted: string) => call(searchPatients, { body: { text: wanted } }) });
  const { data, error, isPending } = search;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search.mutate(text.trim());
  };
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle>Patients</PageTitle>
          <p className="quiet">
            {me.role === 'admin' ? 'All patients of the clinic' : 'Patients who are in your care'}: by a part of the name, by the
            whole e-mail address or by the whole telephone number. Searches are recorded.
          </p>
        </div>
        <search>
          <form className="row" onSubmit={submit}>
            <TextInput
              label="Name, e-mail address or telephone number"
              type="search"
              required
              maxLength={254}
              value={text}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <Button type="submit" loading={isPending} disabled={!text.trim()}>
              Search
            </Button>
          </form>
        </search>
        <Failed error={error} />
        <div role="status" className="live">
          {data && <p className="quiet">{foundWords(data.patients.length)}</p>}
        </div>
        {data?.patients.length === 0 && (
          <Empty title="Nobody was found">
            {me.role === 'admin' ? 'Try a shorter part of the name.' : 'Only patients in your care are found here.'}
          </Empty>
        )}
        {data && data.patients.length > 0 && (
          <ul className="card">
            {data.patients.map((patient) => (
              <One key={patient.patientId} patient={patient} me={me} />
            ))}
          </ul>
        )}
        {data && !data.isWhole && <Notice>There are more. Type more of the name to find them.</Notice>}
      </div>
    </Kit>
  );
}

const foundWords = (count: number): string => (count === 1 ? 'One patient found.' : `Patients found: ${count}.`);

function One({ patient: { patientId, displayName, zone, isDisabled, next }, me }: { patient: FoundPatient; me: Me }) {
  return (
    <li className={styles['member']}>
      <div>
        <strong>{displayName}</strong>
        {isDisabled && <span className="quiet small"> cannot sign in</span>}
        <p className="quiet small">
          {next
            ? `${KINDS[next.kind]}: ${dayOf(next.startsAt, me.zone)}, ${timeOfDay(next.startsAt, me.zone)}, ${zoneName(next.startsAt, me.zone)}`
            : 'Nothing is booked'}{' '}
          · lives in {zone}
        </p>
      </div>
      {me.role !== 'admin' && <Link href={`/patients/${patientId}/chart`}>Chart</Link>}
      {me.role !== 'admin' && !isDisabled && <Link href={`/patients/${patientId}/course`}>Book a course</Link>}
      {!isDisabled && <Link href={`/appointments/book/follow_up/${patientId}`}>Book an appointment</Link>}
      {me.role !== 'admin' && <Link href={`/patients/${patientId}/protocol`}>Protocol</Link>}
      {me.role !== 'admin' && <Link href={`/patients/${patientId}/ledger`}>Dose ledger</Link>}
      {me.role !== 'admin' && <Link href={`/preparation/${patientId}`}>Preparation</Link>}
      {me.role !== 'admin' && <Link href={`/supply/${patientId}`}>Supply</Link>}
      {me.role !== 'admin' && <Link href={`/documents/${patientId}`}>Papers and letters</Link>}
      {me.role === 'admin' && next && <Link href={`/calendar#${isoDay(next.startsAt, me.zone)}`}>See it in the calendar</Link>}
    </li>
  );
}
