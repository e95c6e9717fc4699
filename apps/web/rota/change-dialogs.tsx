import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';

import { changeDuty, type Rota, type RotaDuty, swapDuties } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { isoDay } from '../time.js';
import { Ask, minutes, Who } from './ask.js';

type Props = Readonly<{
  duty: RotaDuty;
  rota: Rota;
  now: number;
  words: (stretch: Rota['gaps'][number]) => string;
  onClose: () => void;
}>;

/** "08:30" on the clock of a zone */
const clockOf = (at: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    Date.parse(at),
  );

/** Another person or other times for a duty that lies ahead; the times are those of the clinic's clocks, whatever the reader's show. */
export function ChangeDialog({ duty, rota, onClose }: Props) {
  const { zone, people } = rota;
  const [form, setForm] = useState({
    ...{ personId: duty.personId, firstDay: isoDay(duty.startsAt, zone), from: clockOf(duty.startsAt, zone) },
    ...{ lastDay: isoDay(duty.endsAt, zone), to: clockOf(duty.endsAt, zone) },
  });
  const { personId, firstDay, from, lastDay, to } = form;
  const change = () =>
    call(changeDuty, {
      params: { dutyId: duty.id },
      body: { personId, firstDay, lastDay, fromMin: minutes(from), toMin: minutes(to) },
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
    <Ask title={`Change the duty of ${duty.displayName}`} go="Change it" onGo={change} onClose={onClose}>
      <p className="quiet">Days and times are those of the clinic. Where nobody else is on call, a shorter duty leaves a gap.</p>
      <Who people={people} value={personId} onChange={(next) => setForm({ ...form, personId: next })} />
      {field('Begins on', 'firstDay', 'date')}
      {field('At', 'from', 'time')}
      {field('Ends on', 'lastDay', 'date')}
      {field('Ends at', 'to', 'time')}
    </Ask>
  );
}

/** Two duties that lie ahead change their people. */
export function SwapDialog({ duty, rota, now, words, onClose }: Props) {
  const others = rota.duties.filter(
    ({ id, personId, startsAt, mayAnswer }) =>
      id !== duty.id && personId !== duty.personId && mayAnswer && Date.parse(startsAt) > now,
  );
  const [otherId, setOtherId] = useState(others[0]?.id ?? '');
  const swap = () => call(swapDuties, { body: { dutyIds: [duty.id, otherId] } });
  if (!others.length) {
    return (
      <Dialog title={`Swap the duty of ${duty.displayName}`} onClose={onClose}>
        <p>In these two weeks nobody else has a duty that lies ahead. Look at later weeks, or hand it over.</p>
        <Choices>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </Choices>
      </Dialog>
    );
  }
  return (
    <Ask title={`Swap the duty of ${duty.displayName}`} go="Swap them" onGo={swap} onClose={onClose}>
      <p>{words(duty)}. Each takes the other’s, from the beginning to the end.</p>
      <NativeSelect
        label="With"
        data={others.map((other) => ({ value: other.id, label: `${other.displayName}: ${words(other)}` }))}
        value={otherId}
        onChange={({ currentTarget }) => setOtherId(currentTarget.value)}
      />
    </Ask>
  );
}
