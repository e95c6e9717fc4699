import { type DoseView, type Me, type PatientProtocolView, type ProposalView, signDose, withdrawProposal } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { dayOf } from '../time.js';
import { ProposeForm } from './propose-form.js';
import styles from './protocols.module.css';
import { ProveButton } from './prove-button.js';
import { useAct } from './queries.js';
import { Refused } from './refused.js';
import { Signatures } from './signatures.js';
import { DOSE_STATES, reasonWords } from './words.js';

type Props = { found: PatientProtocolView; doses: readonly DoseView[]; me: Me };

/** Each dose of the course, what was proposed for it, and who has signed. */
export function DosesCard({ found, doses, me }: Props) {
  if (!doses.length) return null;
  const mayPropose = me.role !== 'therapist' && (found.protocol?.state === 'signed' || found.protocol?.state === 'running');
  return (
    <section className="card stack" aria-labelledby="doses">
      <h2 id="doses">Doses</h2>
      <p className="quiet">Each is entered and signed by a prescriber. Nothing is filled in, and more dissociation is no aim.</p>
      <ol>
        {doses.map((dose) => (
          <li key={dose.doseLineId} className={`${styles['entry']} stack`}>
            <div className={styles['head']}>
              <h3>
                Session {dose.number}
                {dose.doseMg !== null && `: ${dose.doseMg} mg`}
              </h3>
              <span className={styles['tag']} data-kind={dose.state === 'signed' || dose.state === 'taken' ? 'done' : undefined}>
                {DOSE_STATES[dose.state]}
                {dose.takenAt && `, ${dayOf(dose.takenAt, me.zone)}`}
              </span>
            </div>
            {dose.proposals.map((proposal) => (
              <Proposal
                key={proposal.proposalId}
                proposal={proposal}
                patientName={found.patientName}
                session={dose.number}
                me={me}
              />
            ))}
            {mayPropose && (dose.state === 'planned' || dose.state === 'signed') && (
              <ProposeForm patientId={found.patientId} dose={dose} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

type ProposalProps = { proposal: ProposalView; patientName: string; session: number; me: Me };

function Proposal({ proposal, patientName, session, me }: ProposalProps) {
  const { state, doseMg, priorMg, findings, reason, proposedByName, proposedAt, signatures, signaturesNeeded } = proposal;
  if (state === 'withdrawn')
    return (
      <p className="quiet">
        {proposedByName ?? 'Somebody'} took back {doseMg} mg.
      </p>
    );
  return (
    <div className="stack">
      <p>
        {proposedByName ?? 'Somebody'} proposed {doseMg} mg on {dayOf(proposedAt, me.zone)}
        {priorMg === null ? ', the first dose' : `; the dose before: ${priorMg} mg`}. {reason}
      </p>
      {findings.length > 0 && <p>{findings.map(({ code }) => reasonWords(code)).join('. ')}.</p>}
      <Signatures signatures={signatures} zone={me.zone} />
      {state === 'open' && (
        <p>
          {signatures.length} of {signaturesNeeded} signatures.
        </p>
      )}
      {state === 'open' && me.role !== 'therapist' && <OpenProposal {...{ proposal, patientName, session }} />}
    </div>
  );
}

function OpenProposal({ proposal, patientName, session }: Omit<ProposalProps, 'me'>) {
  const { proposalId, doseMg, hasOwnSignature } = proposal;
  const withdraw = useAct(() => call(withdrawProposal, { params: { proposalId } }));
  return (
    <div className="stack">
      {hasOwnSignature ? (
        <p>You have signed. Another prescriber has to sign, too.</p>
      ) : (
        <ProveButton
          words={`Sign ${doseMg} mg for session ${session}`}
          what={`${patientName}, session ${session}: ${doseMg} mg.`}
          act={() => call(signDose, { params: { proposalId } })}
        />
      )}
      <Refused error={withdraw.error} />
      <div>
        <Button variant="subtle" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          Take the proposal back
        </Button>
      </div>
    </div>
  );
}
