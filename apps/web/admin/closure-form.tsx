import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type ClinicSchedule, type TakenTime, type TimeOffKind, takeTimeOff } from '#contracts';
import { call } from '../call.js';
import { fromClock, TIME_OFF } from '../clinician/hours-draft.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed, Notice } from '../shell/states.js';
import { zoneName } from '../time.js';

const EVERYBODY = 'everybody';
type Form = Readonly<{
  personId: string;
  kind: TimeOffKind;
  isWhole: boolean;
  firstDay: string;
  lastDay: string;
  from: string;
  to: string;
}>;

/** The time off of a form; null while it is none yet. */
export function takenOf({ kind, isWhole, firstDay, lastDay, from, to }: Form): TakenTime | null {
  if (isWhole) return firstDay && firstDay <= lastDay ? { kind, firstDay, lastDay } : null;
  const [fromMin, toMin] = [fromClock(from), fromClock(to, true)];
  return firstDay && fromMin !== null && toMin !== null && fromMin < toMin ? { kind, day: firstDay, fromMin, toMin } : null;
}

export function ClosureForm({ schedule, onDone }: { schedule: ClinicSchedule; onDone: (words: string) => void }) {
  const today = schedule.days[0]!.day;
  const [form, setForm] = useState<Form>({
    ...{ personId: '', kind: 'unplanned', isWhole: true, firstDay: today, lastDay: today, from: '08:00', to: '18:00' },
  });
  const [asked, setAsked] = useState<TakenTime | null>(null);
  const taken = takenOf(form);
  const who = schedule.clinicians.find(({ personId }) => personId === form.personId)?.displayName ?? 'Everybody';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(taken);
  };
  return (
    <form className="card stack" aria-labelledby="take-off" onSubmit={submit}>
      <h2 id="take-off">Take time off</h2>
      <Fields form={form} schedule={schedule} onChange={(part) => setForm({ ...form, ...part })} />
      {!taken && <Notice kind="watch">It ends before it begins.</Notice>}
      <div>
        <Button type="submit" disabled={!taken || !form.personId}>
          Take this time off
        </Button>
      </div>
      {asked && (
        <Sure
          who={who}
          personId={form.personId === EVERYBODY ? null : form.personId}
          away={asked}
          onDone={onDone}
          onClose={() => setAsked(null)}
        />
      )}
    </form>
  );
}

type FieldsProps = { form: Form; schedule: ClinicSchedule; onChange: (part: Partial<Form>) => void };

function Fields({ form, schedule, onChange }: FieldsProps) {
  const field = (label: string, name: 'firstDay' | 'lastDay' | 'from' | 'to', type: 'date' | 'time') => (
    <TextInput
      label={label}
      type={type}
      required
      value={form[name]}
      onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
    />
  );
  const people = schedule.clinicians.filter(({ isDisabled }) => !isDisabled);
  return (
    <>
      <NativeSelect
        label="Who is away"
        data={[
          { value: '', label: 'Choose…' },
          { value: EVERYBODY, label: 'Everybody: the clinic is closed' },
          ...people.map(({ personId, displayName }) => ({ value: personId, label: displayName })),
        ]}
        value={form.personId}
        onChange={({ currentTarget }) => onChange({ personId: currentTarget.value })}
      />
      <NativeSelect
        label="What it is"
        data={Object.entries(TIME_OFF).map(([value, label]) => ({ value, label }))}
        value={form.kind}
        onChange={({ currentTarget }) => onChange({ kind: currentTarget.value as TimeOffKind })}
      />
      <NativeSelect
        label="How long"
        data={[
          { value: 'whole', label: 'Whole days' },
          { value: 'hours', label: `Some hours of one day, ${zoneName(schedule.days[0]!.startsAt, schedule.clinicZone)}` },
        ]}
        value={form.isWhole ? 'whole' : 'hours'}
        onChange={({ currentTarget }) => onChange({ isWhole: currentTarget.value === 'whole' })}
      />
      <div className="row">
        {field(form.isWhole ? 'First day' : 'Day', 'firstDay', 'date')}
        {form.isWhole && field('Last day', 'lastDay', 'date')}
        {!form.isWhole && field('From', 'from', 'time')}
        {!form.isWhole && field('Until', 'to', 'time')}
      </div>
    </>
  );
}

type SureProps = {
  who: string;
  personId: string | null;
  away: TakenTime;
  onDone: (words: string) => void;
  onClose: () => void;
};

function Sure({ who, personId, away, onDone, onClose }: SureProps) {
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: () => call(takeTimeOff, { body: { personId, away } }),
    onSuccess: async ({ displaced, underWay }) => {
      onDone(outcomeWords(displaced, underWay));
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog title="Take this time off?" onClose={onClose}>
      <p>
        {personId === null ? 'Nobody can' : `${who} cannot`} be booked then any more. What is booked stays booked until you move
        it; a session that is under way goes on, and whoever is on call is told.
      </p>
      <Failed error={take.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button loading={take.isPending} onClick={() => take.mutate()}>
          Take it off
        </Button>
      </Choices>
    </Dialog>
  );
}

/** What has come of time that was taken off. */
export function outcomeWords(displaced: number, underWay: number): string {
  const all = displaced === 0 ? 'Nothing is booked in it.' : `Appointments that lie in it: ${displaced}.`;
  return `The time is taken off. ${all}${underWay ? ` Sessions under way: ${underWay}; whoever is on call is told.` : ''}`;
}
