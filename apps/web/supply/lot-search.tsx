import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { findLot, type LotHolders, recallLot } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Link } from '../shell/router.js';
import { Failed, Notice } from '../shell/states.js';
import { STATES } from './words.js';

/** Who got medicine of a lot, and the way to mark it as recalled. */
export function LotSearch() {
  const queries = useQueryClient();
  const [lot, setLot] = useState('');
  const [asked, setAsked] = useState<LotHolders | null>(null);
  const find = useMutation({ mutationFn: () => call(findLot, { body: { lot } }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find.mutate();
  };
  const recall = async ({ pharmacy, lot: found }: LotHolders) => {
    await call(recallLot, { body: { pharmacy, lot: found } });
    find.mutate();
    void queries.invalidateQueries({ queryKey: ['supply'] });
  };
  return (
    <section className="card stack" aria-labelledby="lot-title">
      <h2 id="lot-title">Who has medicine of a lot?</h2>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label="Lot, as it stands on the box"
          autoComplete="off"
          maxLength={40}
          value={lot}
          onChange={({ currentTarget }) => setLot(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={find.isPending} disabled={!lot.trim()}>
          Find it
        </Button>
      </form>
      <Failed error={find.error} />
      {find.data?.pharmacies.length === 0 && <p>Nobody here got anything of this lot.</p>}
      {find.data?.pharmacies.map((found) => (
        <Holders key={found.pharmacy} found={found} onRecall={() => setAsked(found)} />
      ))}
      {asked && (
        <StepUpDialog
          title={`Recall lot ${asked.lot}`}
          what={`Nothing of it counts as on hand any more, for good. ${asked.patients} ${asked.patients === 1 ? 'patient is' : 'patients are'} told that there is something to read, and their teams are called.`}
          words="Mark it as recalled"
          onAct={() => recall(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function Holders({ found, onRecall }: { found: LotHolders; onRecall: () => void }) {
  const { pharmacy, lot, patients, mine, isRecalled } = found;
  const others = patients - new Set(mine.map(({ patientId }) => patientId)).size;
  return (
    <div className="stack">
      <h3>
        {pharmacy}, lot {lot}
      </h3>
      {isRecalled && <Notice kind="danger">Recalled. Nothing of it is to be taken.</Notice>}
      <ul>
        {mine.map(({ patientId, displayName, state, onHandUnits }) => (
          <li key={`${patientId} ${state} ${onHandUnits}`}>
            <Link href={`/supply/${patientId}`}>{displayName}</Link>: {onHandUnits} on hand, {STATES[state].toLowerCase()}
          </li>
        ))}
        {others > 0 && <li>{others} more, who are in the care of others.</li>}
      </ul>
      {!isRecalled && (
        <Button variant="danger" onClick={onRecall}>
          Mark lot {lot} as recalled
        </Button>
      )}
    </div>
  );
}
