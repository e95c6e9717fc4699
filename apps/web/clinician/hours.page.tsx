import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { changeWorkingTimes, type OutsideAppointment, readWorkingTimes, type WorkingTimes } from '#contracts';
import { call, isProblem } from '../call.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { DatesEditor } from './dates-editor.js';
import { FreePreview, freeStartsKey } from './free-preview.js';
import styles from './hours.module.css';
import { type Draft, draftOf, draftProblem, KINDS } from './hours-draft.js';
import { IllCard } from './ill-card.js';
import { WeeklyEditor } from './weekly-editor.js';
import { WorkRules } from './work-rules.js';

const timesQuery = (personId: string) =>
  queryOptions({
    queryKey: ['working-times', personId],
    queryFn: () => call(readWorkingTimes, { params: { personId } }),
    staleTime: Number.POSITIVE_INFINITY, // what is being entered is not replaced meanwhile
  });

/** When a clinician works: their own page, and the admins' of each. */
export default function HoursPage({ me, params }: OwnPageProps) {
  const personId = params['id'] ?? me.personId;
  const { data, error } = useQuery(timesQuery(personId));
  const title = data && personId !== me.personId ? `Hours of ${data.times.displayName}` : 'Your hours';
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle title="Hours">{title}</PageTitle>
          <p className="quiet">Patients are only ever shown times inside of these. Changing them moves and cancels nothing.</p>
        </div>
        <Failed error={error} />
        {!data && !error && <Loading what="the hours" />}
        {data && <HoursForm key={data.times.version} times={data.times} outside={data.outside} />}
        {data && (
          <aside className="stack">
            {personId === me.personId && <IllCard me={me} />}
            <FreePreview key={data.times.version} times={data.times} offered={data.offered} />
          </aside>
        )}
      </div>
    </Kit>
  );
}

function HoursForm({ times, outside }: { times: WorkingTimes; outside: readonly OutsideAppointment[] }) {
  const { personId, version } = times;
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(times));
  const zone = draft.zone ?? times.personZone;
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: () => call(changeWorkingTimes, { params: { personId }, body: { ...draft, basedOn: version } }),
    onSuccess: async (answer) => {
      queries.setQueryData(timesQuery(personId).queryKey, answer);
      await queries.invalidateQueries({ queryKey: freeStartsKey(personId) });
    },
  });
  const problem = draftProblem(draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(times));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      {version > 0 && outside.length > 0 && <Outside outside={outside} zone={zone} />}
      <WeeklyEditor weekly={draft.weekly} onChange={(weekly) => change({ weekly })} />
      <DatesEditor draft={draft} zone={zone} onChange={change} />
      <WorkRules draft={draft} zone={zone} onChange={change} />
      <div className={styles['foot']}>
        {problem && <Notice kind="watch">{problem}</Notice>}
        <Failed error={save.error} />
        <div className="row">
          <Button type="submit" loading={save.isPending} disabled={problem !== null || !isChanged}>
            Save hours
          </Button>
          {isProblem(save.error, 'scheduling.times-changed') && (
            <Button variant="default" onClick={() => void queries.invalidateQueries(timesQuery(personId))}>
              Show the newest
            </Button>
          )}
          {!isChanged && <span className="quiet">All is saved.</span>}
        </div>
      </div>
    </form>
  );
}

function Outside({ outside, zone }: { outside: readonly OutsideAppointment[]; zone: string }) {
  return (
    <Notice kind="watch">
      <strong>Booked outside of these hours</strong>
      <p>They stay booked. Move them, or keep the time free.</p>
      <ul>
        {outside.map(({ appointmentId, kind, startsAt, endsAt }) => (
          <li key={appointmentId}>
            {KINDS[kind]}: {dayOf(startsAt, zone)}, {timeOfDay(startsAt, zone)} to {timeOfDay(endsAt, zone)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
