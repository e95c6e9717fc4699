import { useQuery } from '@tanstack/react-query';

import { readClinic } from '#contracts';
import { call } from '../call.js';

const clinicQuery = { queryKey: ['clinic'], queryFn: () => call(readClinic), staleTime: 300_000 };

/** What the clinic wants its patients to read first, and whom to call. */
export function ClinicCard() {
  const { data } = useQuery(clinicQuery);
  if (!data) return null;
  const numbers = [
    { label: data.name, number: data.phone },
    ...data.sites.map(({ name, phone }) => ({ label: name, number: phone })),
    ...data.crisisNumbers,
  ];
  return (
    <section className="card stack" aria-labelledby="clinic">
      <h2 id="clinic">{data.name}</h2>
      {data.homeText && <p>{data.homeText}</p>}
      <ul>
        {numbers.map(({ label, number }) => (
          <li key={`${label} ${number}`}>
            {label}: <a href={`tel:${number.replaceAll(' ', '')}`}>{number}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
