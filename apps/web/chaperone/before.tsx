import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';

import type { CompanionView } from '#contracts';
import { companionQuery } from '../session/companion-query.js';
import { Loading } from '../shell/states.js';
import { BeforeDose } from './before-dose.js';
import type { ChaperoneView } from './view.js';

/** Apart: whoever has done it once does not load it again. */
const GettingReady = lazy(() => import('./getting-ready.js'));

/** Getting ready, once; a list that cannot be read for a moment keeps nobody from saying that they are there. */
export default function Before(props: ChaperoneView) {
  const { id: sessionId } = props.view.session;
  const companion = useQuery(companionQuery(sessionId));
  const [isPhoneLater, setPhoneLater] = useState(false);
  const { data } = companion;
  if (companion.isPending && !props.view.isBlind) return <Loading what="your page" />;
  if (!data || isReady(data, isPhoneLater || props.view.state.arrivedAt !== undefined)) return <BeforeDose {...props} />;
  return (
    <Suspense fallback={<Loading what="your page" />}>
      <GettingReady {...{ sessionId, companion: data, people: props.people }} onPhoneLater={() => setPhoneLater(true)} />
    </Suspense>
  );
}

/** A phone that failed its trial was tried: the clinic knows. */
const isReady = ({ lacks, done }: CompanionView, isPhoneLater: boolean): boolean =>
  lacks.length === 0 &&
  (isPhoneLater || done.some(({ step, isGood, isPassed }) => step === 'phone-test' && (isGood || !isPassed)));
