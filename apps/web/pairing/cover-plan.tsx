import { useState } from 'react';
import type { z } from 'zod';

import { applyCover, COVER_AT_ONCE, planCover, type readCover } from '#contracts';
import { call } from '../call.js';
import { ChooseMany } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import styles from './pairing.module.css';
import { Reasons } from './reasons.js';
import { useAct } from './use-act.js';
import { CRITERIA, FILTERS, lackWords, PARTS } from './words.js';

type Clinicians = z.infer<typeof readCover.reply>['clinicians'];
type Plan = z.infer<typeof planCover.reply>;

/** Who is absent; then a proposal, pair by pair; then, when somebody says so, it is done. */
export function CoverPlan({ clinicians }: { clinicians: Clinicians }) {
  const [absentIds, setAbsent] = useState<string[]>([]);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [placed, setPlaced] = useState<number | null>(null);
  const propose = useAct(() => call(planCover, { body: { absentIds } }), setPlan);
  const apply = useAct(
    ({ pairs }: Plan) =>
      call(applyCover, {
        body: {
          pairs: pairs.slice(0, COVER_AT_ONCE).map(({ patientId, part, clinician, insteadOf }) => ({
            ...{ patientId, part, clinicianId: clinician.personId, insteadOfId: insteadOf?.personId ?? null },
          })),
        },
      }),
    (reply) => {
      setPlan(null);
      setPlaced(reply.placed);
    },
  );
  const begin = () => {
    setPlaced(null);
    propose.mutate();
  };
  return (
    <section className="card stack" aria-labelledby="find-cover">
      <h2 id="find-cover">Find cover</h2>
      <ChooseMany
        legend="Who is absent"
        options={Object.fromEntries(clinicians.map(({ personId, displayName }) => [personId, displayName]))}
        value={absentIds}
        onChange={setAbsent}
      />
      <Failed error={propose.error ?? apply.error} />
      <div className="live" role="status">
        {placed !== null && <Notice kind="good">Done: {placed} placed. Patients and clinicians are told.</Notice>}
      </div>
      <div>
        <Button variant="default" loading={propose.isPending} onClick={begin}>
          Propose who looks after whom
        </Button>
      </div>
      {plan && <Proposal plan={plan} />}
      {plan && plan.pairs.length > 0 && (
        <div className={styles['acts']}>
          <Button loading={apply.isPending} onClick={() => apply.mutate(plan)}>
            Do it: {Math.min(plan.pairs.length, COVER_AT_ONCE)} to place
          </Button>
          <Button variant="subtle" onClick={() => setPlan(null)}>
            Leave it
          </Button>
        </div>
      )}
    </section>
  );
}

function Proposal({ plan: { pairs, unplaced, totalFit } }: { plan: Plan }) {
  return (
    <>
      {pairs.length > 0 && (
        <div className={styles['scroll']}>
          <table className={styles['table']}>
            <caption className="quiet small">
              As many as can be placed, and among all ways to do that the one that fits best together: {totalFit} points
            </caption>
            <thead>
              <tr>
                <th scope="col">Patient</th>
                <th scope="col">Gets</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {pairs.map(({ patientId, patientName, part, clinician, insteadOf, reasons, fit }) => (
                <tr key={`${patientId} ${part}`}>
                  <td>{patientName}</td>
                  <td>
                    {clinician.displayName} as {PARTS[part].toLowerCase()}
                    {insteadOf && `, for ${insteadOf.displayName}`}
                  </td>
                  <td>
                    {fit} points
                    <Reasons reasons={reasons} words={CRITERIA} withPoints />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {unplaced.map((one) => (
        <Notice key={`${one.patientId} ${one.part}`} kind="watch">
          Nobody for {one.patientName}: {lackWords(one)}.{' '}
          {one.filters.map(({ filter, clinicians }) => `${clinicians} × ${FILTERS[filter]}`).join('; ')}
        </Notice>
      ))}
      {!pairs.length && !unplaced.length && <p>There is nobody to place.</p>}
    </>
  );
}
