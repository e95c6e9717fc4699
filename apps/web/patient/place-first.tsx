import { useQuery } from '@tanstack/react-query';

import { PlaceForm } from '../credentials/place-form.js';
import { locationQuery } from '../credentials/queries.js';
import styles from './session.module.css';

/** Asks once on the day of a session where the patient is: nobody can say go before. Nothing when it was said. */
export default function PlaceFirst({ patientId }: { patientId: string }) {
  const { data } = useQuery(locationQuery(patientId));
  if (!data || data.stated?.isToday) return null;
  return (
    <div className={styles['place']}>
      <PlaceForm
        patientId={patientId}
        label="Where are you today? Your team may treat you only where it is licensed."
        first={data.places}
        initial=""
      />
    </div>
  );
}
