import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';

import { answerPreparation, type Preparation, type PreparationAnswer } from '#contracts';
import { call } from '../call.js';
import styles from '../intake/intake.module.css';
import { Button } from '../shell/button.js';
import { Link } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { CardForm } from './card-form.js';
import { type Answerable, answerOf, draftOf } from './drafts.js';
import { Fields } from './fields.js';
import { PREPARATION_ITEMS } from './item-words.js';
import { preparationQuery } from './queries.js';
import { READING } from './reading.js';

type Item = Preparation['items'][number];
type Props = { patientId: string; item: Item; preparation: Preparation; onNext: () => void; onBack: (() => void) | null };

/** One item, one page; it is saved before the next one is shown. */
export function ItemStep(props: Props) {
  const { item } = props.item;
  return (
    <div className={styles['question']}>
      <h2>{PREPARATION_ITEMS[item]}</h2>
      {READING[item]}
      {item === 'medicine-counted' ? <Count {...props} /> : <Answer {...props} item={{ ...props.item, item }} />}
    </div>
  );
}

function Count({ preparation, onNext, onBack }: Props) {
  const isOpen = preparation.open.some(({ item }) => item === 'medicine-counted');
  return (
    <>
      <p>
        {isOpen ? 'When your medicine is there, you count it and enter the number.' : 'You have counted it. Thank you.'}{' '}
        <Link href="/medicine">Open my medicine</Link>
      </p>
      <Actions onBack={onBack}>
        <Button size="l" onClick={onNext}>
          {isOpen ? 'Later' : 'Next'}
        </Button>
      </Actions>
    </>
  );
}

type AnswerProps = Omit<Props, 'item'> & { item: Omit<Item, 'item'> & { item: Answerable } };

function Answer({ patientId, item: { item, answer }, preparation, onNext, onBack }: AnswerProps) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(draftOf(answer));
  const given = answerOf(item, draft);
  const save = useMutation({
    mutationFn: (body: PreparationAnswer) => call(answerPreparation, { params: { patientId }, body }),
    onSuccess: (saved) => {
      queries.setQueryData(preparationQuery(patientId).queryKey, saved);
      onNext();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (given) save.mutate(given);
  };
  const isCard = item === 'emergency-card';
  return (
    <>
      {isCard && <Card patientId={patientId} preparation={preparation} />}
      <form className={styles['question']} onSubmit={submit}>
        <Fields item={item} draft={draft} chaperoneName={preparation.chaperoneName} onChange={setDraft} />
        <Failed error={save.error} />
        <Actions onBack={onBack}>
          <Button type="submit" size="l" loading={save.isPending} disabled={!given || (isCard && !preparation.card)}>
            {nextWords(item)}
          </Button>
        </Actions>
      </form>
    </>
  );
}

const nextWords = (item: Answerable): string => {
  if (item === 'emergency-card') return 'The card is right';
  return ['good-reactions', 'hard-reactions', 'driving', 'fasting'].includes(item) ? 'I have understood this' : 'Save and go on';
};

function Card({ patientId, preparation: { card } }: { patientId: string; preparation: Preparation }) {
  const [isChanging, setChanging] = useState(false);
  if (!card || isChanging) return <CardForm patientId={patientId} card={card} onDone={() => setChanging(false)} />;
  return (
    <div className="card stack">
      <p>This is read aloud if help has to come:</p>
      <p>
        <strong>{card.addressLine}</strong>
        {card.entryNote && `. ${card.entryNote}`}
      </p>
      <p>Allergies: {card.allergies || 'none known'}</p>
      <p>Emergency line of your town: {card.localEmergencyNumber}</p>
      <Button variant="subtle" onClick={() => setChanging(true)}>
        Something is wrong or has changed
      </Button>
    </div>
  );
}

function Actions({ onBack, children }: { onBack: (() => void) | null; children: ReactNode }) {
  return (
    <div className={styles['actions']}>
      {onBack ? (
        <Button variant="default" size="l" onClick={onBack}>
          Back
        </Button>
      ) : (
        <span />
      )}
      {children}
    </div>
  );
}
