import { useQuery } from '@tanstack/react-query';

import type { SettingsVersion } from '#contracts';
import styles from '../care/care.module.css';
import { settingsQuery, standingQuery } from '../care/queries.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { LimitsForm } from './limits-form.js';
import { changesOf } from './settings-diff.js';
import { SettingsForm } from './settings-form.js';

/** How the clinic works: what admins say, what the medical director signs, and every version of both. */
export default function SettingsPage({ me }: OwnPageProps) {
  const { data, error } = useQuery(settingsQuery);
  const standing = useQuery(standingQuery);
  const current = data?.versions[0];
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle title="Settings">Clinic settings</PageTitle>
          <p className="quiet">Every change is kept, with who made it and why.</p>
        </div>
        <Failed error={error} />
        {!data && !error && <Loading what="the settings" />}
        {current && me.role === 'admin' && <SettingsForm key={`texts-${current.version}`} current={current} />}
        {current && data && (
          <LimitsForm
            key={`limits-${current.version}`}
            current={current}
            defaults={data.strictestFrom}
            maySign={standing.data?.isMedicalDirector ?? false}
          />
        )}
        {data && <History versions={data.versions} zone={me.zone} />}
      </div>
    </Kit>
  );
}

function History({ versions, zone }: { versions: readonly SettingsVersion[]; zone: string }) {
  return (
    <section className="card stack" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol>
        {versions.map(({ version, changedAt, changedByName, reason, settings }, i) => {
          const before = versions[i + 1];
          return (
            <li key={version} className={styles['member']}>
              <div>
                <strong>
                  Version {version}, {dayOf(changedAt, zone)}, {timeOfDay(changedAt, zone)}
                </strong>
                <p className="quiet small">{changedByName ? `${changedByName}: ${reason}` : 'When the clinic was set up'}</p>
                <ul>
                  {before &&
                    changesOf(before.settings, settings).map(({ what, before: was, after }) => (
                      <li key={what} className="small">
                        {what}: <del>{was}</del> → <ins>{after}</ins>
                      </li>
                    ))}
                </ul>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
