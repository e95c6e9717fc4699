import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type AftercareCheck, type AftercareReply, type AnswerAftercare, answerAftercare } from '#contracts';
import { call } from '../call.js';
import { CrisisCard } from '../intake/crisis-card.js';
import { ClinicCard } from '../patient/clinic-card.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Failed, Loading, Notice, Unreachable } from '../shell/states.js';
import { AnswerForm } from './answer-form.js';
import { currentCheck, isAsked } from './current.js';
import { aftercareQuery } from './queries.js';

/** The patient says how they are after a session. */
export default function AftercarePage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const { data, error, refetch } = useQuery(aftercareQuery(me.personId));
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the question" />;
  const check = currentCheck(data, now);
  return (
    <div className="stack">
      <PageTitle>How are you?</PageTitle>
      {check ? <Asking key={check.checkId} me={me} check={check} isDue={isAsked(check, now)} /> : <NothingAsked />}
      <ClinicCard />
    </div>
  );
}

function NothingAsked() {
  return (
    <p>
      Nothing is asked at the moment. If you are not well, call: the numbers are below. Anything else you can{' '}
      <Link href="/conversations">write to your team</Link>.
    </p>
  );
}

type AskingProps = Readonly<{ me: OwnPageProps['me']; check: AftercareCheck; isDue: boolean }>;

/** One question; whoever has answered can say that something has changed. */
function Asking({ me, check, isDue }: AskingProps) {
  const [reply, setReply] = useState<AftercareReply | null>(null);
  const [isAgain, setAgain] = useState(false);
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: (body: AnswerAftercare) => call(answerAftercare, { params: { checkId: check.checkId }, body }),
    onSuccess: (got) => {
      setReply(got);
      setAgain(false);
      return queries.invalidateQueries({ queryKey: aftercareQuery(me.personId).queryKey });
    },
  });
  const isOpen = isDue || isAgain;
  return (
    <>
      {reply?.crisis && <CrisisCard crisis={reply.crisis} />}
      {reply && !reply.crisis && <Notice kind="good">Thank you. Rest well. If anything changes, say so here, or call.</Notice>}
      {!isOpen && !reply && (
        <p>
          {check.closedAt
            ? 'You need not answer anything now. If something has changed, tell us.'
            : 'We ask you later today. If you are not well before that, tell us now.'}
        </p>
      )}
      <Failed error={send.error} />
      {isOpen && !(reply && !isAgain) ? (
        <AnswerForm isSending={send.isPending} onSend={(said) => send.mutate(said)} />
      ) : (
        <Button variant="default" size="l" onClick={() => setAgain(true)}>
          Say how I am now
        </Button>
      )}
    </>
  );
}
