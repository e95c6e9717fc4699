import { useMutation, useQueryClient } from '@tanstack/react-query';

import { openScreening } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Link } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { SCREENINGS } from './queries.js';
import styles from './screening.module.css';

type Props = { patientId: string; patientName: string; lastAnswerAt: string; now: number; zone: string };

/** A patient who answers, and whose screening nobody has opened. */
export function OpenCase({ patientId, patientName, lastAnswerAt, now, zone }: Props) {
  const queries = useQueryClient();
  const open = useMutation({
    mutationFn: () => call(openScreening, { params: { patientId }, body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: SCREENINGS }),
  });
  return (
    <li className={styles['row']}>
      <Link href={`/assessments/${patientId}`}>{patientName}</Link>
      <span className="quiet small">
        last answer {dayFromNow(lastAnswerAt, now, zone)}, {timeOfDay(lastAnswerAt, zone)}
      </span>
      <Failed error={open.error} />
      <Button
        variant="default"
        loading={open.isPending}
        aria-label={`Open the screening of ${patientName}`}
        onClick={() => open.mutate()}
      >
        Open the screening
      </Button>
    </li>
  );
}
