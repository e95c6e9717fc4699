import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { Licence, LicensedPerson } from '#contracts';
import styles from '../care/care.module.css';
import { ROLES } from '../care/words.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { CoverLosses } from './cover-losses.js';
import own from './credentials.module.css';
import { type LicenceAct, LicenceDialog } from './licence-dialog.js';
import { placeName } from './places.js';
import { licencesQuery } from './queries.js';
import { END_REASONS, KINDS, nameOf, STANDINGS } from './words.js';

/** Who may treat patients where. */
export default function LicencesPage({ me }: OwnPageProps) {
  const queries = useQueryClient();
  const { data, error } = useQuery(licencesQuery);
  const [act, setAct] = useState<LicenceAct | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const finish = (words: string) => {
    setAct(null);
    setDone(words);
    void queries.invalidateQueries({ queryKey: licencesQuery.queryKey });
  };
  const begin = (next: LicenceAct) => {
    setDone(null);
    setAct(next);
  };
  const isAdmin = me.role === 'admin';
  const now = useNow(60_000);
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle>Licences</PageTitle>
          <p className="quiet">
            A clinician may treat a patient only where they have a licence on that day.{' '}
            {isAdmin
              ? 'Enter one after you have looked it up with whoever gave it. It stays as it is; a renewed one is entered beside it.'
              : 'An administrator enters them. Something is wrong or renewed? Tell them.'}
          </p>
        </div>
        <Failed error={error} />
        {done && <Notice kind="good">{done}</Notice>}
        {isAdmin && <CoverLosses initial={`${new Date(now).getUTCFullYear()}-12-31`} />}
        {!data && !error && <Loading what="the licences" />}
        {data?.length === 0 && <Empty title="Nobody treats patients here yet">Invite clinicians first.</Empty>}
        {data?.map((person) => (
          <Person key={person.personId} person={person} onAct={isAdmin ? begin : null} />
        ))}
        {act && <LicenceDialog act={act} onDone={finish} onClose={() => setAct(null)} />}
      </div>
    </Kit>
  );
}

type OnAct = ((act: LicenceAct) => void) | null;

function Person({ person, onAct }: { person: LicensedPerson; onAct: OnAct }) {
  const { personId, displayName, role, profession, isDisabled, licences } = person;
  return (
    <section className="card stack" aria-labelledby={`person-${personId}`}>
      <div className={own['head']}>
        <div>
          <h2 id={`person-${personId}`}>{displayName}</h2>
          <p className="quiet small">{[ROLES[role], profession, isDisabled && 'no longer here'].filter(Boolean).join(', ')}</p>
        </div>
        {onAct && !isDisabled && (
          <Button
            variant="default"
            aria-label={`Enter a licence of ${displayName}`}
            onClick={() => onAct({ kind: 'add', person })}
          >
            Enter a licence
          </Button>
        )}
      </div>
      {licences.length === 0 && <p>None is entered: for all that is known here they may treat nobody.</p>}
      {licences.length > 0 && (
        <ul>
          {licences.map((licence) => (
            <One key={licence.licenceId} licence={licence} onEnd={onAct && (() => onAct({ kind: 'end', person, licence }))} />
          ))}
        </ul>
      )}
    </section>
  );
}

function One({ licence, onEnd }: { licence: Licence; onEnd: (() => void) | null }) {
  const { jurisdiction, kind, number, validFrom, validTo, standing, checkedByName, checkedAt, endReason } = licence;
  const { words, kind: weight } = STANDINGS[standing];
  return (
    <li className={styles['member']}>
      <div>
        <strong>{placeName(jurisdiction)}</strong>{' '}
        <span className={styles['tag']} data-kind={weight}>
          {words}
        </span>
        <p className="quiet small">
          {KINDS[kind]}, {number ?? 'number erased'} · {validFrom} to {validTo}
          {endReason && ` · ${END_REASONS[endReason].toLowerCase()}`}
        </p>
        <p className="quiet small">
          Looked up by {checkedByName ?? 'somebody'}, {checkedAt.slice(0, 10)}
        </p>
      </div>
      {onEnd && standing !== 'ended' && standing !== 'over' && (
        <Button variant="subtle" aria-label={`End ${nameOf(kind)} for ${placeName(jurisdiction)}`} onClick={onEnd}>
          End
        </Button>
      )}
    </li>
  );
}
