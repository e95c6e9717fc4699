import { useQuery } from '@tanstack/react-query';

import type { ClinicInfo } from '#contracts';
import { clinicQuery, NumberList } from '../patient/numbers.js';
import styles from './conversation.module.css';

/** Whoever answers tonight, then in a crisis. */
export const tonight = ({
  name,
  phone,
  onCallPhone,
  crisisNumbers,
}: Pick<ClinicInfo, 'name' | 'phone' | 'onCallPhone' | 'crisisNumbers'>) => [
  onCallPhone ? { label: 'On call, day and night', number: onCallPhone } : { label: name, number: phone },
  ...crisisNumbers,
];

/** Always on the screen of whoever may be about to write instead of calling. */
export function WhomToCall() {
  const { data } = useQuery(clinicQuery);
  return (
    <section className={styles['tonight']} aria-labelledby="tonight">
      <h2 id="tonight">Who do I call tonight?</h2>
      <p>Nobody watches these messages at night or at the weekend. If it cannot wait, call. In danger: 911.</p>
      {data && <NumberList numbers={tonight(data)} className={styles['numbers']} />}
    </section>
  );
}
