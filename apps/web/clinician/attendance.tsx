import { useMutation, useQueryClient } from '@tanstack/react-query';

import { type IntegrationVisit, recordAttendance } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { visitsQuery } from './queries.js';
import styles from './visits.module.css';

/** Whether somebody can say whether it took place. */
export const isOpenVisit = ({ state, startsAt }: IntegrationVisit, now: number): boolean =>
  (state === 'booked' && Date.parse(startsAt) <= now) || state === 'missed';

/** Whoever holds a visit says whether it took place. */
export function Attendance({ visit }: { visit: IntegrationVisit }) {
  const queries = useQueryClient();
  const record = useMutation({
    mutationFn: (wasAttended: boolean) => call(recordAttendance, { params: { visitId: visit.id }, body: { wasAttended } }),
    onSettled: () => queries.invalidateQueries({ queryKey: visitsQuery.queryKey }),
  });
  const isMissed = visit.state === 'missed';
  return (
    <div className={styles['buttons']}>
      <Button loading={record.isPending} onClick={() => record.mutate(true)}>
        {isMissed ? 'Attended later' : 'Attended'}
      </Button>
      {!isMissed && (
        <Button variant="default" disabled={record.isPending} onClick={() => record.mutate(false)}>
          Missed
        </Button>
      )}
      <Failed error={record.error} />
    </div>
  );
}
