import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { type Preparation, type PreparationItem, signOffPreparation, talkThrough } from '#contracts';
import { call } from '../call.js';
import { NameCard } from '../companions/name-card.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice, Unreachable } from '../shell/states.js';
import { SupplyCard } from '../supply/supply-card.js';
import { dayOf } from '../time.js';
import { AnswerWords } from './answer-words.js';
import { PREPARATION_ITEMS, TODO, TURN } from './item-words.js';
import { preparationQuery } from './queries.js';

/** The preparation visit: what the patient has answered is talked through, item by item, and signed. */
export default function PreparationPage({ me, params }: OwnPageProps) {
  const patientId = params['patientId']!;
  const { data, error, refetch } = useQuery(preparationQuery(patientId));
  const queries = useQueryClient();
  const shown = (preparation: Preparation) => queries.setQueryData(preparationQuery(patientId).queryKey, preparation);
  const talk = useMutation({
    mutationFn: (item: PreparationItem) => call(talkThrough, { params: { patientId }, body: { items: [item] } }),
    onSuccess: shown,
  });
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the preparation" />;
  return (
    <Kit>
      <div className="stack">
        <PageTitle title="Preparation">Preparation of {data.patientName}</PageTitle>
        {!data.hasCourse && (
          <Notice kind="watch">No protocol is signed for this patient: there is nothing to prepare for.</Notice>
        )}
        <Standing preparation={data} zone={me.zone} />
        <Failed error={talk.error} />
        {data.hasCourse &&
          data.items.map((item) => (
            <One key={item.item} {...item} preparation={data} isBusy={talk.isPending} onTalk={() => talk.mutate(item.item)} />
          ))}
        {data.hasCourse && !data.signedOff && (
          <SignOff patientId={patientId} preparation={data} maySign={me.role === 'therapist'} onDone={shown} />
        )}
        <NameCard patientId={patientId} said={backupOf(data)} />
        <SupplyCard patientId={patientId} me={me} />
      </div>
    </Kit>
  );
}

/** Whom the patient has named as the one who comes when their companion cannot. */
function backupOf({ items }: Preparation): { displayName: string; phone: string } | null {
  const answer = items.find(({ item }) => item === 'companions')?.answer;
  return answer?.item === 'companions' ? { displayName: answer.backupName, phone: answer.backupPhone } : null;
}

function Standing({ preparation: { open, signedOff, hasCourse }, zone }: { preparation: Preparation; zone: string }) {
  return (
    <>
      {signedOff && (
        <p>
          Signed off by {signedOff.byName ?? 'somebody'}, {dayOf(Date.parse(signedOff.at), zone)}.
        </p>
      )}
      {hasCourse && open.length === 0 && <Notice kind="good">Nothing is open: the gate asks for nothing more here.</Notice>}
      {open.length > 0 && (
        <section className="card stack" aria-labelledby="open-title">
          <h2 id="open-title">Still open</h2>
          <ul>
            {open.map(({ item, turn, todo }) => (
              <li key={`${item} ${todo}`}>
                <strong>{PREPARATION_ITEMS[item]}</strong>: {todo === 'sign-off' ? 'A therapist' : TURN[turn]} has {TODO[todo]}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type OneProps = Preparation['items'][number] & { preparation: Preparation; isBusy: boolean; onTalk: () => void };

function One({ item, answer, isTalkedThrough, preparation: { open }, isBusy, onTalk }: OneProps) {
  const isAsked = open.some((one) => one.item === item && one.todo === 'talk');
  const isUncounted = open.some((one) => one.item === item && one.todo === 'count');
  return (
    <section className="card stack" aria-labelledby={`item-${item}`}>
      <h2 id={`item-${item}`}>{PREPARATION_ITEMS[item]}</h2>
      {item === 'medicine-counted' ? (
        <p>{isUncounted ? 'Not counted yet.' : 'Counted, and the count was right.'}</p>
      ) : (
        <AnswerWords answer={answer} />
      )}
      {isAsked && (
        <Button
          variant="default"
          loading={isBusy}
          aria-label={`We have talked it through: ${PREPARATION_ITEMS[item]}`}
          onClick={onTalk}
        >
          We have talked it through
        </Button>
      )}
      {isTalkedThrough && !isAsked && <p className="quiet small">Talked through.</p>}
    </section>
  );
}

type SignProps = { patientId: string; preparation: Preparation; maySign: boolean; onDone: (preparation: Preparation) => void };

function SignOff({ patientId, preparation: { open }, maySign, onDone }: SignProps) {
  const sign = useMutation({ mutationFn: () => call(signOffPreparation, { params: { patientId } }), onSuccess: onDone });
  const left = open.filter(({ item }) => item !== 'sign-off').length;
  if (!maySign) return <p>A therapist of the team signs it when nothing else is open.</p>;
  return (
    <section className="card stack" aria-labelledby="sign-title">
      <h2 id="sign-title">Sign off</h2>
      <p>{left ? `${left} more to do before it can be signed.` : 'Everything is answered and talked through.'}</p>
      <Failed error={sign.error} />
      <Button loading={sign.isPending} disabled={left > 0} onClick={() => sign.mutate()}>
        Sign off the preparation
      </Button>
    </section>
  );
}
