import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';

import type { CancelReason, Displaced, MovedAs } from '#contracts';
import { CallOffGroup } from '../appointments/call-off-group.js';
import { CancelAppointment } from '../appointments/change.js';
import { bestTimes } from '../calendar/answers.js';
import { MoveConfirm } from '../calendar/move-confirm.js';
import type { Answer } from '../calendar/moves.js';
import { answersQuery } from '../calendar/queries.js';
import { KINDS } from '../clinician/hours-draft.js';
import { serverTime } from '../server-time.js';
import { CancelSession } from '../session/cancel-session.js';
import { Button } from '../shell/button.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, isoDay, readsTheSame, timeOfDay, zoneName } from '../time.js';
import { MoveAll } from './move-all.js';
import type { Proposal } from './move-plan.js';

/** So far ahead the best times are looked for. */
const AHEAD_MS = 9 * 86_400_000;
const SHOWN = 3;
const HOUR_MS = 3_600_000;

const CALL_OFF: readonly { value: CancelReason; words: string }[] = [
  { value: 'clinic', words: 'It is on our side' },
  { value: 'patient-request', words: 'The patient asked for it' },
  { value: 'illness', words: 'The patient is ill' },
];

type Movable = Displaced & { movedAs: MovedAs };
type Asked = Readonly<{ kind: 'move'; one: Movable; answer: Answer } | { kind: 'call-off'; one: Movable } | { kind: 'all' }>;

const isMovable = (one: Displaced): one is Movable => one.movedAs !== null;

/** Everything for which somebody is not there, each with the best times that there are instead. Nothing is done before it is confirmed. */
export function DisplacedList({ appointments, zone }: { appointments: readonly Displaced[]; zone: string }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [from] = useState(() => Math.floor(serverTime.now() / HOUR_MS) * HOUR_MS);
  const days = [{ day: '', startsAt: new Date(from).toISOString(), endsAt: new Date(from + AHEAD_MS).toISOString() }];
  // a session and its visit move together: one card for both
  const courses = appointments
    .filter(isMovable)
    .filter((one, i, all) => all.findIndex(({ movedAs }) => movedAs.id === one.movedAs.id) === i);
  const found = useQueries({ queries: courses.map(({ movedAs }) => answersQuery(movedAs, days)) });
  const timesOf = (i: number) =>
    bestTimes(found[i]?.data ?? [], Date.parse(courses[i]!.startsAt), (at) => isoDay(at, zone), SHOWN);
  const proposals: Proposal[] = courses.flatMap((one, i) => (timesOf(i).length ? [{ ...one, times: timesOf(i) }] : []));
  const close = () => setAsked(null);
  if (!appointments.length) return <Empty title="Nothing has to be moved">Everybody who is booked is there.</Empty>;
  return (
    <>
      {proposals.length > 1 && (
        <div>
          <Button onClick={() => setAsked({ kind: 'all' })}>Move all to the best time…</Button>
        </div>
      )}
      {courses.map((one, i) => (
        <Card key={one.appointmentId} one={one} zone={zone}>
          <Failed error={found[i]!.error} />
          {found[i]!.isPending && <Loading what="the best times" />}
          {found[i]!.data && <Times one={one} zone={zone} times={timesOf(i)} onAsk={setAsked} />}
        </Card>
      ))}
      {appointments
        .filter((one) => !isMovable(one))
        .map((one) => (
          <Card key={one.appointmentId} one={one} zone={zone}>
            {one.standing === 'under-way' ? (
              <Notice kind="danger">
                This session is under way and goes on. Whoever is on call has been told: make sure that they watch it.
              </Notice>
            ) : (
              <Notice kind="watch">This one does not move by itself: call the patient, and arrange it with them.</Notice>
            )}
          </Card>
        ))}
      {asked?.kind === 'move' && (
        <MoveConfirm entry={asked.one} answer={asked.answer} zone={zone} onMoved={close} onClose={close} />
      )}
      {asked?.kind === 'call-off' && <CallOff one={asked.one} onClose={close} />}
      {asked?.kind === 'all' && <MoveAll proposals={proposals} zone={zone} onClose={close} />}
    </>
  );
}

function Card({ one, zone, children }: { one: Displaced; zone: string; children: React.ReactNode }) {
  const { appointmentId, kind, patientName, patientZone, startsAt, endsAt, absent, standing } = one;
  return (
    <section className="card stack" aria-labelledby={`displaced-${appointmentId}`}>
      <h3 id={`displaced-${appointmentId}`}>{patientName}</h3>
      <p>
        {KINDS[kind]}, {dayOf(startsAt, zone)}, {timeOfDay(startsAt, zone)} – {timeOfDay(endsAt, zone)}. Away:{' '}
        {absent.map(({ displayName }) => displayName).join(' and ')}.
        {!readsTheSame(startsAt, zone, patientZone) && (
          <span className="quiet small">
            {' '}
            {timeOfDay(startsAt, patientZone)} for the patient, {zoneName(startsAt, patientZone)}.
          </span>
        )}
      </p>
      {standing === 'with-session' && <p className="quiet">It moves together with the dosing session before it.</p>}
      {children}
    </section>
  );
}

type TimesProps = { one: Movable; zone: string; times: readonly Answer[]; onAsk: (asked: Asked) => void };

function Times({ one, zone, times, onAsk }: TimesProps) {
  return (
    <>
      {times.length === 0 && <Notice kind="watch">{noTimeWords(one)}</Notice>}
      <div className="row">
        {times.map((answer) => (
          <Button
            key={answer.startsAt}
            variant="default"
            aria-label={`Move ${one.patientName} to ${dayOf(answer.startsAt, zone)}, ${timeOfDay(answer.startsAt, zone)}`}
            onClick={() => onAsk({ kind: 'move', one, answer })}
          >
            {dayOf(answer.startsAt, zone)}, {timeOfDay(answer.startsAt, zone)}
          </Button>
        ))}
        {one.movedAs.as !== 'visit' && (
          <Button variant="subtle" aria-label={`Call off ${one.patientName}`} onClick={() => onAsk({ kind: 'call-off', one })}>
            Call off
          </Button>
        )}
      </div>
    </>
  );
}

/** A visit stays in its window: what helps then is somebody else who may hold it. */
const noTimeWords = ({ movedAs, patientName }: Movable): string =>
  movedAs.as === 'visit'
    ? `Nobody of the team can hold this visit on its day. Let another therapist into the team of ${patientName}, and their times show here; else call the patient.`
    : 'There is no time at which all can meet in the next nine days.';

function CallOff({ one: { movedAs, patientName }, onClose }: { one: Movable; onClose: () => void }) {
  if (movedAs.as === 'group') return <CallOffGroup groupId={movedAs.id} onClose={onClose} />;
  if (movedAs.as !== 'session') return <CancelAppointment appointment={movedAs} by="admin" onClose={onClose} />;
  return (
    <CancelSession
      sessionId={movedAs.id}
      reasons={CALL_OFF}
      question="Why is it called off?"
      keepWords="Keep it"
      onClose={onClose}
    >
      <p>{patientName} is told at once, and the visit on the day after is called off with it. They can book another time.</p>
    </CancelSession>
  );
}
