import { useQuery } from '@tanstack/react-query';

import type { CallView } from '#contracts';
import { tonight } from '../conversation/whom-to-call.js';
import { clinicQuery, NumberList } from '../patient/numbers.js';
import { Notice } from '../shell/states.js';
import styles from './call.module.css';
import type { Heard } from './line.js';
import { whoIsLost } from './lost-words.js';

/** That picture and sound are lost, and what still works: said of the line as it really is. */
export function LostNotice({ view, heard }: { view: CallView; heard: Heard }) {
  const { data } = useQuery(clinicQuery);
  const isLost = heard.seen.some(({ state }) => state === 'lost');
  const hasLine = heard.state === 'joined';
  const theirs = whoIsLost(view, heard);
  if (hasLine && !isLost && !theirs.length && view.next !== 'in-call-alone') return null;
  const numbers = !view.mayRun && data && <NumberList numbers={tonight(data)} className={styles['numbers']} />;
  if (!hasLine) {
    return (
      <Notice kind="danger">
        This page has lost its line to the clinic, and tries again by itself. What you see and hear may go on. If it does not come
        back, call:
        {numbers}
      </Notice>
    );
  }
  if (theirs.length) {
    const names = theirs.join(' and ');
    return (
      <Notice kind="danger">
        The line of {names} is lost, not yours. We keep trying, and {names} can come back by themselves.{' '}
        {view.mayRun
          ? 'The clinic sees that you are here.'
          : 'You are not alone: the clinic sees that you are here, and your session goes on.'}
        {numbers}
      </Notice>
    );
  }
  if (!isLost) return <>{numbers}</>;
  return (
    <Notice kind="danger">
      Video is lost; we keep trying. Alerts and check-ins are still live: the clinic sees that you are here.
      {numbers}
    </Notice>
  );
}
