import { useState } from 'react';

import type { PatientAnswer } from '#contracts';
import { worstAlertOf } from '#session-engine';
import { EmergencyCard, medicineWords } from '../session/emergency-card.js';
import { helpOf, partyName } from '../session/own-words.js';
import { useSignal } from '../session/signal.js';
import { useBlindFor } from '../session/use-blind-for.js';
import { PageTitle } from '../shell/page-title.js';
import { duration, timeOfDay } from '../time.js';
import { HelpAnswers, type HelpAsked } from './help-answers.js';
import { HowAreYou } from './how-are-you.js';
import { OwnPlan, PLAN_AFTER_MS } from './own-plan.js';
import styles from './session.module.css';
import type { PatientView } from './view.js';

/** After the medicine: a ring that breathes, and help. */
export function DuringSession(props: PatientView) {
  const [isAsking, setAsking] = useState(false);
  const { live, view } = props;
  const ask = (asked: HelpAsked) => {
    navigator.vibrate?.(200);
    live.record({ type: 'help', payload: { asked } });
    setAsking(false);
  };
  const question = questionOf(view);
  useSignal(question === null ? null : `question ${question}`);
  const answer = (given: PatientAnswer) => {
    navigator.vibrate?.(200);
    live.record({ type: 'answer', payload: { questionSeq: question!, answer: given } });
  };
  if (isAsking) return <HelpAnswers view={view} onAsk={ask} onBack={() => setAsking(false)} />;
  if (question !== null) return <HowAreYou onAnswer={answer} />;
  const isHelpNear = helpOf(view.state, view.session) !== null;
  return (
    <section className={styles['during']}>
      {worstAlertOf(view.state)?.level === 4 ? <Emergency {...props} /> : <Rest {...props} />}
      <button type="button" className={styles['help']} onClick={() => setAsking(true)}>
        {isHelpNear ? 'I need more help' : 'I need help'}
      </button>
    </section>
  );
}

/** The question that waits for an answer, if there is one; one on its way counts as given. */
function questionOf({ state: { question }, outgoing }: PatientView['view']): number | null {
  if (!question || question.answer !== undefined) return null;
  return outgoing.some(({ entry }) => entry.type === 'answer') ? null : question.seq;
}

/** An emergency: whoever is beside the patient finds on this phone, too, what to say and whom to call. It needs no network. */
function Emergency({ view: { session, state }, now }: PatientView) {
  return (
    <section className={styles['emergency']}>
      <PageTitle>Help is being called</PageTitle>
      <p>Stay where you are. Whoever is with you: call, and read this aloud.</p>
      <EmergencyCard {...session} medicineWords={medicineWords(state.dosedAt, now)} />
    </section>
  );
}

function Rest({ view, clock, now }: PatientView) {
  const [isTimeWanted, setTimeWanted] = useState(false);
  const isOnOwn = useBlindFor(view.isBlind, PLAN_AFTER_MS);
  const isEnding = clock.phase === 'release_check';
  return (
    <div className={styles['rest']}>
      {!isOnOwn && <PageTitle isUnseen>Your session</PageTitle>}
      {isOnOwn ? <OwnPlan view={view} /> : <div className={styles['ring']} aria-hidden="true" />}
      <p className={styles['news']} role="status">
        {helpWords(view) ?? (isEnding ? 'You are coming back. Your team is with you to finish together.' : '')}
      </p>
      <button type="button" className={styles['small']} aria-expanded={isTimeWanted} onClick={() => setTimeWanted(!isTimeWanted)}>
        {isTimeWanted
          ? `${timeOfDay(now, view.session.patientZone)}, ${duration(clock.sinceDoseMs ?? 0)} since you took it`
          : 'What time is it?'}
      </button>
    </div>
  );
}

/** What has become of the last call for help, also while it is still on its way. */
function helpWords({ outgoing, session, state }: PatientView['view']): string | null {
  const onItsWay = outgoing.find(
    ({ entry }) => entry.type === 'help' || (entry.type === 'answer' && entry.payload.answer !== 'fine'),
  );
  const chaperone = partyName(session, 'chaperone', 'the person with you');
  if (onItsWay && onItsWay.tries > 0) return `Your call has not gone out yet. We keep trying. Call out to ${chaperone} now.`;
  if (onItsWay) return 'Calling your team…';
  return helpOf(state, session)?.words ?? null;
}
