import { useQuery } from '@tanstack/react-query';

import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { ClauseText } from './clause-text.js';
import styles from './consents.module.css';
import { consentsQuery } from './queries.js';

/** One clause to read again, for instance before a session. */
export default function ClausePage({ me, params }: OwnPageProps) {
  const { data, error, refetch } = useQuery(consentsQuery(me.personId));
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the text" />;
  const clause = data.clauses.find(({ code }) => code === params['code']);
  return (
    <div className={styles['clause']}>
      <PageTitle title={clause?.title ?? 'Not here'}>{clause?.title ?? 'This text is not in use here'}</PageTitle>
      {clause ? <ClauseText text={clause.text} /> : <Empty title="Your clinic has taken it out" />}
      <Link href="/consents">All that you agree to</Link>
    </div>
  );
}
