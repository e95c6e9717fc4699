import { useQuery } from '@tanstack/react-query';

import type { ClauseVersion, ConsentEditor } from '#contracts';
import care from '../care/care.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Loading, Unreachable } from '../shell/states.js';
import { dayOf } from '../time.js';
import { ClauseChanges } from './clause-text.js';
import { ClausesForm } from './clauses-form.js';
import styles from './consents.module.css';
import { clausesQuery } from './queries.js';

/** The clauses that patients sign: an admin or the medical director writes and publishes them. */
export default function ClausesPage({ me }: OwnPageProps) {
  const { data, error, refetch } = useQuery(clausesQuery);
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the clauses" />;
  return (
    <Kit>
      <div className={care['page']}>
        <div>
          <PageTitle>Consent</PageTitle>
          <p className="quiet">
            Patients read one clause at a time and sign it. When you change a clause they sign that one again, and no dose is
            released to them before they have. Let a lawyer read what you publish.
          </p>
        </div>
        <ClausesForm key={data.edition} editor={data} />
        <History editor={data} zone={me.zone} />
      </div>
    </Kit>
  );
}

function History({ editor: { history }, zone }: { editor: ConsentEditor; zone: string }) {
  if (history.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ul className={styles['list']}>
        {history.map((row) => (
          <li key={row.clauseId}>
            <Version
              row={row}
              before={history.find(({ code, version }) => code === row.code && version === row.version - 1)}
              zone={zone}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Version({ row, before, zone }: { row: ClauseVersion; before: ClauseVersion | undefined; zone: string }) {
  const { title, version, edition, isRetired, reason, publishedAt, publishedByName } = row;
  return (
    <details>
      <summary>
        Edition {edition}: {title}, version {version}
        {isRetired && ' (taken out)'}
        <span className="quiet small">
          {' '}
          · {dayOf(publishedAt, zone)}, {publishedByName ?? 'set up'}: {reason}
        </span>
      </summary>
      {!isRetired && <ClauseChanges before={before?.text ?? ''} after={row.text} />}
    </details>
  );
}
