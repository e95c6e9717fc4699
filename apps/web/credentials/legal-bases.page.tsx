import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { endLegalBasis, type LegalBasis } from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { BasisDialog } from './basis-dialog.js';
import { basesQuery } from './queries.js';
import { RulesCard } from './rules-card.js';
import { BASES, STANDINGS } from './words.js';

/** Because of what is prescribed at a distance, and what each state asks of prescribers. */
export default function LegalBasesPage({ me }: OwnPageProps) {
  const queries = useQueryClient();
  const { data, error } = useQuery(basesQuery);
  const [isAdding, setAdding] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const finish = (words: string) => {
    setAdding(false);
    setDone(words);
    void queries.invalidateQueries({ queryKey: basesQuery.queryKey });
  };
  const isAdmin = me.role === 'admin';
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle>Basis in law</PageTitle>
          <p className="quiet">
            A controlled substance is prescribed to somebody at home only while a basis in law for it holds: one for the whole
            clinic, or an examination in person by whoever prescribes.
          </p>
        </div>
        <Failed error={error} />
        {done && <Notice kind="good">{done}</Notice>}
        {isAdmin && (
          <p>
            <Button onClick={() => setAdding(true)}>Enter a basis for everybody</Button>
          </p>
        )}
        {!data && !error && <Loading what="the bases in law" />}
        {data && <Bases bases={data} isAdmin={isAdmin} onDone={finish} />}
        <RulesCard isAdmin={isAdmin} />
        {isAdding && <BasisDialog onDone={finish} onClose={() => setAdding(false)} />}
      </div>
    </Kit>
  );
}

type ListProps = { bases: readonly LegalBasis[]; isAdmin: boolean; onDone: (words: string) => void };

function Bases({ bases, isAdmin, onDone }: ListProps) {
  const of = (isShared: boolean) => bases.filter(({ patientId }) => (patientId === null) === isShared);
  return (
    <>
      <List
        title="For everybody"
        none="None is entered: nobody may prescribe at a distance."
        bases={of(true)}
        onDone={isAdmin ? onDone : null}
      />
      <List title="For single patients" none="None is recorded." bases={of(false)} onDone={isAdmin ? onDone : null} />
    </>
  );
}

type OneListProps = { title: string; none: string; bases: readonly LegalBasis[]; onDone: ((words: string) => void) | null };

function List({ title, none, bases, onDone }: OneListProps) {
  return (
    <section className="card stack" aria-label={title}>
      <h2>{title}</h2>
      {bases.length === 0 && <p>{none}</p>}
      {bases.length > 0 && (
        <ul>
          {bases.map((basis) => (
            <One key={basis.legalBasisId} basis={basis} onDone={onDone} />
          ))}
        </ul>
      )}
    </section>
  );
}

function One({ basis, onDone }: { basis: LegalBasis; onDone: ((words: string) => void) | null }) {
  const { legalBasisId, kind, citation, patientName, prescriberName, validFrom, validTo, standing, recordedByName, recordedAt } =
    basis;
  const end = useMutation({
    mutationFn: () => call(endLegalBasis, { params: { legalBasisId } }),
    onSuccess: () => onDone?.('It has ended. What is booked is judged anew, and stays booked.'),
  });
  const { words, kind: weight } = STANDINGS[standing];
  const whose = patientName ? `${patientName}, by ${prescriberName ?? 'somebody'}` : 'everybody';
  return (
    <li className={styles['member']}>
      <div>
        <strong>{patientName ?? BASES[kind]}</strong>{' '}
        <span className={styles['tag']} data-kind={weight}>
          {words}
        </span>
        <p className="quiet small">
          {patientName && `${BASES[kind]}, by ${prescriberName ?? 'somebody'} · `}
          {citation && `${citation} · `}
          {validFrom} to {validTo}
        </p>
        <p className="quiet small">
          Recorded by {recordedByName ?? 'somebody'}, {recordedAt.slice(0, 10)}
        </p>
        <Failed error={end.error} />
      </div>
      {onDone && standing !== 'ended' && standing !== 'over' && (
        <Button
          variant="subtle"
          loading={end.isPending}
          aria-label={`End the basis for ${whose}, until ${validTo}`}
          onClick={() => end.mutate()}
        >
          End
        </Button>
      )}
    </li>
  );
}
