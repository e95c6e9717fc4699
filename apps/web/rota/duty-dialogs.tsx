import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { addDuty, addWeeklyDuties, handOverDuty, type Rota, type RotaDuty, removeDuty } from '#contracts';
import { call } from '../call.js';
import { isoDay } from '../time.js';
import { Ask, minutes, type People, Who } from './ask.js';
import { ChangeDialog, SwapDialog } from './change-dialogs.js';

export type Act =
  | Readonly<{ kind: 'add' }>
  | Readonly<{ kind: 'fill'; gap: Rota['gaps'][number] }>
  | Readonly<{ kind: 'hand-over' | 'remove' | 'change' | 'swap'; duty: RotaDuty }>;
/** `now`: epoch ms. */
type Shown = Readonly<{ rota: Rota; now: number; words: (stretch: Rota['gaps'][number]) => string; onClose: () => void }>;
type Common = Omit<Shown, 'rota' | 'now'> & Readonly<{ people: People; today: string }>;

/** One change of the rota. */
export function DutyDialog({ act, ...shown }: Shown & { act: Act }) {
  const { rota, now, words, onClose } = shown;
  const common = { people: rota.people, today: isoDay(now, rota.zone), words, onClose };
  switch (act.kind) {
    case 'add':
      return <AddDialog {...common} />;
    case 'fill':
      return <FillDialog gap={act.gap} {...common} />;
    case 'remove':
      return <RemoveDialog duty={act.duty} {...common} />;
    case 'hand-over':
      return <HandOverDialog duty={act.duty} {...common} />;
    case 'change':
      return <ChangeDialog duty={act.duty} {...shown} />;
    case 'swap':
      return <SwapDialog duty={act.duty} {...shown} />;
  }
}

function FillDialog({ gap, people, words, onClose }: Common & { gap: Rota['gaps'][number] }) {
  const [personId, setPersonId] = useState(people[0]?.personId ?? '');
  const fill = () => call(addDuty, { body: { personId, ...gap } });
  return (
    <Ask title="Fill this gap" go="Put on call" onGo={fill} onClose={onClose}>
      <p>Nobody is on call {words(gap)}.</p>
      <Who people={people} value={personId} onChange={setPersonId} />
    </Ask>
  );
}

function HandOverDialog({ duty, people, words, onClose }: Common & { duty: RotaDuty }) {
  const others = people.filter(({ personId }) => personId !== duty.personId);
  const [personId, setPersonId] = useState(others[0]?.personId ?? '');
  const give = () => call(handOverDuty, { params: { dutyId: duty.id }, body: { personId } });
  return (
    <Ask title={`Hand over from ${duty.displayName}`} go="Hand over" onGo={give} onClose={onClose}>
      <p>{words(duty)}. If it has begun, the other begins now, and no minute is lost.</p>
      <Who people={others} value={personId} onChange={setPersonId} />
    </Ask>
  );
}

function RemoveDialog({ duty, words, onClose }: Common & { duty: RotaDuty }) {
  const remove = () => call(removeDuty, { params: { dutyId: duty.id } });
  return (
    <Ask title={`Remove the duty of ${duty.displayName}`} go="Remove it" onGo={remove} onClose={onClose}>
      <p>{words(duty)}. Where nobody else is on call, this leaves a gap.</p>
    </Ask>
  );
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** One day or many weeks: days and times are the clinic's, and stay so when the clocks change. */
function AddDialog({ people, today, onClose }: Common) {
  const [form, setForm] = useState({
    ...{ personId: people[0]?.personId ?? '', firstDay: today, lastDay: today, from: '08:00', to: '20:00' },
    isoWeekdays: [1, 2, 3, 4, 5, 6, 7] as readonly number[],
  });
  const { from, to, isoWeekdays, ...rest } = form;
  const add = () =>
    call(addWeeklyDuties, { body: { ...rest, isoWeekdays: [...isoWeekdays], fromMin: minutes(from), toMin: minutes(to) } });
  const toggle = (day: number) =>
    setForm({
      ...form,
      isoWeekdays: isoWeekdays.includes(day) ? isoWeekdays.filter((one) => one !== day) : [...isoWeekdays, day],
    });
  const field = (label: string, name: 'firstDay' | 'lastDay' | 'from' | 'to', type: 'date' | 'time') => (
    <TextInput
      label={label}
      type={type}
      required
      value={form[name]}
      onChange={({ currentTarget }) => setForm({ ...form, [name]: currentTarget.value })}
    />
  );
  return (
    <Ask title="Put somebody on call" go="Add" onGo={add} onClose={onClose}>
      <Who people={people} value={form.personId} onChange={(personId) => setForm({ ...form, personId })} />
      {field('First day', 'firstDay', 'date')}
      {field('Last day', 'lastDay', 'date')}
      {field('From, on the clocks of the clinic', 'from', 'time')}
      {field('To (not later than that: on the next day)', 'to', 'time')}
      <fieldset>
        <legend>Begins on</legend>
        {DAYS.map((name, i) => (
          <label key={name} className="row">
            <input type="checkbox" checked={isoWeekdays.includes(i + 1)} onChange={() => toggle(i + 1)} /> {name}
          </label>
        ))}
      </fieldset>
    </Ask>
  );
}
