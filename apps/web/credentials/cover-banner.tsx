import { useQuery } from '@tanstack/react-query';

import { Link } from '../shell/router.js';
import { Notice } from '../shell/states.js';
import { basesQuery } from './queries.js';
import { BASES } from './words.js';

const SOON_DAYS = 60;
const DAY_MS = 86_400_000;

/** Says to those who run the clinic, long before, that what all prescribing at a distance rests on ends, or that there is nothing. */
export function CoverBanner({ now }: { now: number }) {
  const { data } = useQuery(basesQuery);
  if (!data) return null;
  const shared = data.filter(
    ({ patientId, standing }) => patientId === null && (standing === 'active' || standing === 'ends-soon'),
  );
  const last = shared.toSorted((a, b) => b.validTo.localeCompare(a.validTo))[0];
  if (!last)
    return (
      <Notice kind="watch">
        There is no basis in law for prescribing at a distance that holds for everybody.{' '}
        <Link href="/legal-bases">See the bases in law</Link>
      </Notice>
    );
  const days = Math.ceil((Date.parse(last.validTo) - now) / DAY_MS);
  if (days > SOON_DAYS) return null;
  return (
    <Notice kind="watch">
      {BASES[last.kind]} ends on {last.validTo}, in {Math.max(days, 0)} days. <Link href="/licences">See who loses what</Link>
    </Notice>
  );
}
