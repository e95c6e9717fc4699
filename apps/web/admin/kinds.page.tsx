import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type AppointmentType, changeAppointmentType, listAppointmentTypes } from '#contracts';
import { call, isProblem } from '../call.js';
import styles from '../care/care.module.css';
import { KINDS } from '../clinician/hours-draft.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { draftOf, type KindDraft, PARTS, partsWith, problemOf } from './kind-draft.js';

const typesQuery = {
  queryKey: ['appointment-types'],
  queryFn: async () => (await call(listAppointmentTypes)).types,
  staleTime: Number.POSITIVE_INFINITY, // what is being entered is not replaced meanwhile
};
/** Their length and parts belong to what a prescriber signs. */
const CLINICAL: ReadonlySet<string> = new Set(['dosing', 'integration']);

/** How appointments of each kind are made from now on. */
export default function KindsPage() {
  const { data, error } = useQuery(typesQuery);
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle>Appointments</PageTitle>
          <p className="quiet">
            How appointments of each kind are made: how long, from when on they can be booked, and what is kept free around them.
            What is booked already stays as it is.
          </p>
        </div>
        <Failed error={error} />
        {!data && !error && <Loading what="the kinds of appointment" />}
        {data?.map((type) => (
          <OneKind key={`${type.kind} ${type.version}`} type={type} />
        ))}
      </div>
    </Kit>
  );
}

function OneKind({ type }: { type: AppointmentType }) {
  const { kind, version } = type;
  const queries = useQueryClient();
  const [draft, setDraft] = useState<KindDraft>(() => draftOf(type));
  const save = useMutation({
    mutationFn: () => call(changeAppointmentType, { params: { kind }, body: { basedOn: version, ...draft } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: typesQuery.queryKey }),
  });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(type));
  const problem = problemOf(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="card stack" aria-labelledby={`kind-${kind}`} onSubmit={submit}>
      <h2 id={`kind-${kind}`}>{KINDS[kind]}</h2>
      <p className="quiet small">{version === 0 ? 'As Hearth brings it.' : `Version ${version} of this clinic.`}</p>
      <Fields type={type} draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
      {problem && <Notice kind="watch">{problem}</Notice>}
      <Failed error={save.error} />
      <div className="row">
        <Button type="submit" loading={save.isPending} disabled={!isChanged || problem !== null}>
          Save
        </Button>
        {isProblem(save.error, 'scheduling.type-changed') && (
          <Button variant="default" onClick={() => void queries.invalidateQueries({ queryKey: typesQuery.queryKey })}>
            Show the newest
          </Button>
        )}
        {!isChanged && <span className="quiet">All is saved.</span>}
      </div>
    </form>
  );
}

type FieldsProps = { type: AppointmentType; draft: KindDraft; onChange: (part: Partial<KindDraft>) => void };
type NumberName = 'patientsPerStaff' | 'lengthMin' | 'gridMin' | 'pauseBeforeMin' | 'pauseAfterMin' | 'noticeMin';

function Fields({ type: { kind }, draft, onChange }: FieldsProps) {
  const isClinical = CLINICAL.has(kind);
  const number = (label: string, name: NumberName, isFixed = false) => (
    <TextInput
      label={label}
      inputMode="numeric"
      disabled={isFixed}
      value={String(draft[name])}
      onChange={({ currentTarget }) => onChange({ [name]: Math.min(86_400, Math.floor(Number(currentTarget.value)) || 0) })}
    />
  );
  return (
    <>
      <div className="row">
        {number('Length (min)', 'lengthMin', isClinical)}
        {number('Begins every (min)', 'gridMin')}
        {number('Notice (min)', 'noticeMin')}
        {number('Pause before (min)', 'pauseBeforeMin')}
        {number('Pause after (min)', 'pauseAfterMin')}
        {kind === 'group' && number('Patients for each clinician', 'patientsPerStaff')}
      </div>
      {isClinical ? (
        <p className="quiet small">Length and who comes belong to the signed protocol and are not changed here.</p>
      ) : (
        <>
          <label className={styles['choice']}>
            <input
              type="checkbox"
              checked={draft.patientsBook}
              onChange={({ currentTarget }) => onChange({ patientsBook: currentTarget.checked })}
            />
            Patients book it themselves
          </label>
          <fieldset>
            <legend>Who comes, beside the patient</legend>
            {PARTS.map(([part, words]) => (
              <label key={part} className={styles['choice']}>
                <input
                  type="checkbox"
                  checked={draft.parts.some((one) => one.part === part)}
                  onChange={() => onChange({ parts: partsWith(draft.parts, part) })}
                />
                {words}
              </label>
            ))}
          </fieldset>
        </>
      )}
    </>
  );
}
