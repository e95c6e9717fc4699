import { useState } from 'react';

import {
  type EnrolmentEnding,
  moveProgramme,
  type ProgrammeEnrolment,
  type ProgrammeRequirement,
  recordProgrammeMark,
} from '#contracts';
import { call } from '../call.js';
import { useAct } from '../protocols/queries.js';
import { Choose } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { OwnTherapistForm } from './own-therapist-form.js';
import { ENDINGS } from './words.js';

type Props = { patientId: string; enrolment: ProgrammeEnrolment; isPrescriber: boolean };
type Act = Readonly<{ words: string; isPrescribers: boolean; act: () => Promise<unknown> }>;

/** What the team can do now: the next step where it is recorded here, and the end. */
export function StepActs({ patientId, enrolment, isPrescriber }: Props) {
  const offered = actFor(patientId, enrolment.next!);
  const doing = useAct(() => offered!.act());
  const mayDo = offered && (isPrescriber || !offered.isPrescribers);
  return (
    <>
      <Failed error={doing.error} />
      {mayDo && (
        <div>
          <Button loading={doing.isPending} onClick={() => doing.mutate()}>
            {offered.words}
          </Button>
        </div>
      )}
      {enrolment.next?.what === 'name-own-therapist' && (
        <OwnTherapistForm patientId={patientId} label="The patient’s own therapist" />
      )}
      <End patientId={patientId} />
    </>
  );
}

function actFor(patientId: string, { what, which, number }: NonNullable<ProgrammeEnrolment['next']>): Act | null {
  const params = { patientId };
  if (what === 'begin')
    return {
      words: 'Begin the programme',
      isPrescribers: false,
      act: () => call(moveProgramme, { params, body: { to: 'active' } }),
    };
  if (what === 'end-review')
    return {
      ...{ words: 'The last review is done: complete', isPrescribers: true },
      act: () => call(moveProgramme, { params, body: { to: 'completed' } }),
    };
  if (what === 'review' && number !== null)
    return {
      ...{ words: `I have looked at the course after session ${number}`, isPrescribers: true },
      act: () => call(recordProgrammeMark, { params, body: { kind: 'review', afterSession: number } }),
    };
  if (what === 'meet-requirement' && which !== null)
    return {
      ...{ words: 'It is on file', isPrescribers: which === 'rems-enrolment' },
      act: () => call(recordProgrammeMark, { params, body: { kind: 'requirement', requirement: which as ProgrammeRequirement } }),
    };
  return null;
}

/** Asks once: an enrolment that has ended does not come back. */
function End({ patientId }: { patientId: string }) {
  const [isOpen, setOpen] = useState(false);
  const [ending, setEnding] = useState<EnrolmentEnding | ''>('');
  const end = useAct((because: EnrolmentEnding) =>
    call(moveProgramme, { params: { patientId }, body: { to: 'ended', ending: because } }),
  );
  if (!isOpen)
    return (
      <div>
        <Button variant="subtle" onClick={() => setOpen(true)}>
          End the programme before its time
        </Button>
      </div>
    );
  return (
    <div className="stack">
      <Choose label="It ends because" options={ENDINGS} value={ending} onChange={setEnding} />
      <Failed error={end.error} />
      <div className="row">
        <Button variant="default" disabled={ending === ''} loading={end.isPending} onClick={() => ending && end.mutate(ending)}>
          End it
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          It goes on
        </Button>
      </div>
    </div>
  );
}
