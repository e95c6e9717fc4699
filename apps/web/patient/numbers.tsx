import { queryOptions } from '@tanstack/react-query';

import { type ClinicInfo, readClinic } from '#contracts';
import { call } from '../call.js';

type Named = Readonly<{ label: string; number: string }>;

export const clinicQuery = queryOptions({ queryKey: ['clinic'], queryFn: () => call(readClinic), staleTime: 300_000 });

/** Whom to call: the clinic, its sites, then in a crisis. */
export const numbersOf = ({ name, phone, onCallPhone, sites, crisisNumbers }: ClinicInfo): Named[] => [
  { label: name, number: phone },
  ...(onCallPhone ? [{ label: 'On call, day and night', number: onCallPhone }] : []),
  ...sites.map((site) => ({ label: site.name, number: site.phone })),
  ...crisisNumbers,
];

/** Each to be called with one tap. */
export function NumberList({ numbers, className }: { numbers: readonly Named[]; className?: string | undefined }) {
  return (
    <ul className={className}>
      {numbers.map(({ label, number }) => (
        <li key={`${label} ${number}`}>
          {label}: <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
        </li>
      ))}
    </ul>
  );
}
