import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { Link } from '../shell/router.js';
import { Notice } from '../shell/states.js';
import { consentsQuery } from './queries.js';

/** While something of the consent is to be signed: no dose is given before. */
export function ConsentHomeNotice({ me }: { me: Me }) {
  const { data } = useQuery(consentsQuery(me.personId));
  if (!data || data.isCurrent || data.clauses.length === 0) return null;
  return (
    <Notice kind="watch">
      Some of your consent is not signed. No dose is given before it is. <Link href="/consents">Read and sign</Link>
    </Notice>
  );
}
