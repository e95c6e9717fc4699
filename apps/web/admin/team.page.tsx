import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import {
  type AssignReason,
  assignToPatient,
  type CaredFor,
  type EndReason,
  endAssignment,
  type StaffMember,
  type TeamMember,
} from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { careQuery, staffQuery } from '../care/queries.js';
import { ASSIGN_REASONS, choices, END_REASONS, ROLES } from '../care/words.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { ScreeningOwner } from './screening-owner.js';

const CLINICAL: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);

/** Who works here, and who cares for whom. */
export default function TeamPage({ me }: OwnPageProps) {
  const care = useQuery(careQuery);
  const staff = useQuery(staffQuery);
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle>Team</PageTitle>
          <p className="quiet">A clinician sees a patient only while they are assigned. Nobody else does, whatever their role.</p>
        </div>
        <Failed error={care.error ?? staff.error} />
        {(care.isPending || staff.isPending) && <Loading what="the team" />}
        {me.role === 'admin' && staff.data && <Staff staff={staff.data} />}
        {care.data?.length === 0 && <Empty title="Nobody is in your care">Ask an administrator to assign you.</Empty>}
        {care.data?.map((patient) => (
          <Patient key={patient.patientId} patient={patient} staff={staff.data ?? []} zone={me.zone} />
        ))}
      </div>
    </Kit>
  );
}

function Staff({ staff }: { staff: readonly StaffMember[] }) {
  return (
    <section className="card stack" aria-labelledby="staff">
      <h2 id="staff">People who work here</h2>
      <ul>
        {staff.map(({ personId, displayName, role, profession, isMedicalDirector, isPrivacyOfficer, isDisabled }) => (
          <li key={personId} className={styles['member']}>
            <strong>{displayName}</strong>
            <span className="row">
              <span className="quiet">{[ROLES[role], profession].filter(Boolean).join(', ')}</span>
              {isMedicalDirector && <span className={styles['tag']}>Medical director</span>}
              {isPrivacyOfficer && <span className={styles['tag']}>Privacy officer</span>}
              {isDisabled && <span className={styles['tag']}>No longer here</span>}
              {CLINICAL.has(role) && !isDisabled && (
                <>
                  <Link href={`/hours/${personId}`} aria-label={`Hours of ${displayName}`}>
                    Hours
                  </Link>
                  <Link href={`/licences#person-${personId}`} aria-label={`Licences of ${displayName}`}>
                    Licences
                  </Link>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type PatientProps = { patient: CaredFor; staff: readonly StaffMember[]; zone: string };

function Patient({ patient, staff, zone }: PatientProps) {
  const [isAssigning, setIsAssigning] = useState(false);
  const [ending, setEnding] = useState<TeamMember | null>(null);
  const heading = `team-${patient.patientId}`;
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{patient.patientName}</h2>
      {patient.team.length === 0 && <p className="quiet">Nobody cares for this patient yet.</p>}
      <ul>
        {patient.team.map((member) => (
          <li key={member.assignmentId} className={styles['member']}>
            <div>
              <strong>{member.displayName}</strong>
              <p className="quiet small">{memberWords(member, zone)}</p>
            </div>
            {member.reason !== 'chaperone' && (
              <Button
                variant="default"
                aria-label={`End the assignment of ${member.displayName}`}
                onClick={() => setEnding(member)}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button variant="default" onClick={() => setIsAssigning(true)}>
          Assign somebody
        </Button>
      </div>
      <ScreeningOwner patient={patient} clinicians={staff.filter(({ role, isDisabled }) => CLINICAL.has(role) && !isDisabled)} />
      {isAssigning && <AssignDialog patient={patient} staff={staff} onClose={() => setIsAssigning(false)} />}
      {ending && <EndDialog patient={patient} member={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

/** Why somebody sees a patient who is not of their team. */
const WHY: Readonly<Partial<Record<TeamMember['reason'], string>>> = { paged: 'was called', screening: 'screens them' };

const memberWords = ({ role, profession, reason, since, until }: TeamMember, zone: string): string =>
  [
    [ROLES[role], profession].filter(Boolean).join(', '),
    WHY[reason] ?? `since ${dayOf(since, zone)}`,
    until === null ? '' : `until ${dayOf(until, zone)}, ${timeOfDay(until, zone)}`,
  ]
    .filter(Boolean)
    .join(' · ');

function useTeamChange<T>(change: (input: T) => Promise<unknown>, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: careQuery.queryKey }),
  });
}

function AssignDialog({ patient, staff, onClose }: Omit<PatientProps, 'zone'> & { onClose: () => void }) {
  const { patientId, team } = patient;
  const free = staff.filter(
    ({ personId, role, isDisabled }) => CLINICAL.has(role) && !isDisabled && !team.some((member) => member.personId === personId),
  );
  const [form, setForm] = useState<{ personId: string; why: AssignReason }>({ personId: free[0]?.personId ?? '', why: 'intake' });
  const assign = useTeamChange(() => call(assignToPatient, { params: { patientId }, body: form }), onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    assign.mutate(undefined);
  };
  return (
    <Dialog title={`Assign somebody to ${patient.patientName}`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <NativeSelect
          label="Who"
          data={free.map(({ personId, displayName, role }) => ({ value: personId, label: `${displayName}, ${ROLES[role]}` }))}
          value={form.personId}
          onChange={({ currentTarget }) => setForm({ ...form, personId: currentTarget.value })}
        />
        <NativeSelect
          label="Why"
          data={choices(ASSIGN_REASONS)}
          value={form.why}
          onChange={({ currentTarget }) => setForm({ ...form, why: currentTarget.value as AssignReason })}
        />
        <Failed error={assign.error} />
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={assign.isPending} disabled={!form.personId}>
            Assign
          </Button>
        </Choices>
      </form>
    </Dialog>
  );
}

function EndDialog({ patient, member, onClose }: { patient: CaredFor; member: TeamMember; onClose: () => void }) {
  const params = { patientId: patient.patientId, assignmentId: member.assignmentId };
  const [why, setWhy] = useState<EndReason>('handover');
  const end = useTeamChange(() => call(endAssignment, { params, body: { why } }), onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.mutate(undefined);
  };
  return (
    <Dialog title={`End the assignment of ${member.displayName}`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>
          {member.displayName} will see nothing of {patient.patientName} any more, also on a screen that is open now. Sessions
          that are booked with them stay booked: move those first.
        </p>
        <NativeSelect
          label="Why"
          data={choices(END_REASONS)}
          value={why}
          onChange={({ currentTarget }) => setWhy(currentTarget.value as EndReason)}
        />
        <Failed error={end.error} />
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" variant="danger" loading={end.isPending}>
            End it
          </Button>
        </Choices>
      </form>
    </Dialog>
  );
}
