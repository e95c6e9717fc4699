import { useQuery } from '@tanstack/react-query';

import { clinicQuery, NumberList, numbersOf } from './numbers.js';

/** What the clinic wants its patients to read first, and whom to call. */
export function ClinicCard() {
  const { data } = useQuery(clinicQuery);
  if (!data) return null;
  return (
    <section className="card stack" aria-labelledby="clinic">
      <h2 id="clinic">{data.name}</h2>
      {data.homeText && <p>{data.homeText}</p>}
      <NumberList numbers={numbersOf(data)} />
    </section>
  );
}
