import { useRef } from 'react';

import type { ScheduleEntry } from '#contracts';
import { KINDS } from '../clinician/hours-draft.js';
import { timeOfDay } from '../time.js';
import type { Step } from './answers.js';
import styles from './calendar.module.css';
import { follow } from './drag.js';
import type { Carry } from './use-carry.js';

/** Explains to whom it is read out how an appointment is moved by keyboard; the page has it once. */
export const HOW_TO_MOVE = 'how-to-move';
/** What keys do to an appointment that is carried: along the hours of a day, or over the days of a week. */
export const STEPS: Readonly<Record<'day' | 'week', Readonly<Record<string, Step>>>> = {
  day: {
    ArrowLeft: { by: 'start', direction: -1 },
    ArrowRight: { by: 'start', direction: 1 },
    ArrowUp: { by: 'possible', direction: -1 },
    ArrowDown: { by: 'possible', direction: 1 },
  },
  week: {
    ArrowLeft: { by: 'day', direction: -1 },
    ArrowRight: { by: 'day', direction: 1 },
    ArrowUp: { by: 'start', direction: -1 },
    ArrowDown: { by: 'start', direction: 1 },
  },
};
const OUTCOME: Readonly<Record<string, string>> = {
  held: 'kept for somebody who is choosing',
  completed: 'has taken place',
  no_show_patient: 'the patient did not come',
  no_show_clinician: 'a clinician did not come',
};

type Props = {
  entry: ScheduleEntry;
  zone: string;
  view: 'day' | 'week';
  carry: Carry;
  onOpen: (entry: ScheduleEntry) => void;
};

/** An appointment: opened by a click, carried by pointer or by keyboard. */
export function Chip({ entry, zone, view, carry, onOpen }: Props) {
  const newest = useRef(carry);
  newest.current = carry;
  const { kind, state, patientName, startsAt, endsAt } = entry;
  const isMovable = entry.movedAs !== null;
  const isCarried = carry.entry?.appointmentId === entry.appointmentId;
  const press = (event: React.KeyboardEvent) => {
    const step = STEPS[view][event.key];
    const isPick = event.key === ' ' || (isCarried && event.key === 'Enter');
    if (isCarried && event.key === 'Tab') return carry.putBack();
    if (!(isPick && isMovable) && !(isCarried && (step || event.key === 'Escape'))) return;
    event.preventDefault();
    if (!isCarried) carry.lift(entry, 'keyboard');
    else if (step) carry.step(step);
    else if (event.key === 'Escape') carry.putBack();
    else carry.drop();
  };
  const times = view === 'week' ? timeOfDay(startsAt, zone) : `${timeOfDay(startsAt, zone)} – ${timeOfDay(endsAt, zone)}`;
  const outcome = OUTCOME[state];
  return (
    <button
      type="button"
      className={styles['chip']}
      data-kind={kind}
      data-state={state}
      data-carried={isCarried || undefined}
      data-movable={isMovable || undefined}
      aria-describedby={isMovable ? HOW_TO_MOVE : undefined}
      aria-pressed={isMovable ? isCarried : undefined}
      onClick={() => !isCarried && onOpen(entry)}
      onKeyDown={press}
      onPointerDown={(event) => isMovable && follow(event, entry, () => newest.current)}
    >
      <strong>{patientName}</strong>
      <span>{times}</span>
      <span>
        {KINDS[kind]}
        {outcome && `, ${outcome}`}
      </span>
    </button>
  );
}
