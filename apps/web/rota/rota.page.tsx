import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Rota, RotaDuty } from '#contracts';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Icon } from '../shell/icons.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, isoDay, readsTheSame, timeOfDay, zoneName } from '../time.js';
import { dayAfter, type RotaDay, rotaDays } from './days.js';
import { type Act, DutyDialog } from './duty-dialogs.js';
import { rotaQuery } from './queries.js';
import styles from './rota.module.css';

const DAYS = 14;
type Stretch = Rota['gaps'][number];

/** "Tue, 8:00 PM – Wed, 8:00 AM", and where the reader's clocks differ, those too. */
function stretchWords({ startsAt, endsAt }: Stretch, clinicZone: string, ownZone: string): string {
  const inZone = (zone: string) =>
    `${dayOf(startsAt, zone)}, ${timeOfDay(startsAt, zone)} – ${isoDay(startsAt, zone) === isoDay(endsAt, zone) ? '' : `${dayOf(endsAt, zone)}, `}${timeOfDay(endsAt, zone)}`;
  if (readsTheSame(startsAt, clinicZone, ownZone)) return inZone(clinicZone);
  return `${inZone(clinicZone)} at the clinic (${inZone(ownZone)} ${zoneName(startsAt, ownZone)})`;
}

/** Who is on call in the next two weeks, and when nobody is. */
export default function RotaPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const [chosen, setFrom] = useState<string>();
  const [act, setAct] = useState<Act | null>(null);
  const { data, error } = useQuery(rotaQuery(chosen, DAYS));
  const from = chosen ?? (data && isoDay(data.startsAt, data.zone));
  const skip = (days: number) => from && setFrom(dayAfter(from, days));
  const words = (stretch: Stretch) => stretchWords(stretch, data!.zone, me.zone);
  const onAct = me.role === 'admin' ? setAct : undefined;
  return (
    <Kit>
      <div className={styles['page']}>
        <PageTitle>On-call rota</PageTitle>
        <div className="row">
          <Button variant="default" disabled={!from} onClick={() => skip(-DAYS)}>
            Earlier
          </Button>
          <Button variant="default" disabled={!from} onClick={() => skip(DAYS)}>
            Later
          </Button>
          {onAct && <Button onClick={() => onAct({ kind: 'add' })}>Put somebody on call</Button>}
        </div>
        <Failed error={error} />
        {!data && !error && <Loading what="the rota" />}
        {data && data.gaps.length > 0 && (
          <Notice kind="danger">Gaps in these two weeks in which nobody is on call: {data.gaps.length}.</Notice>
        )}
        {data && (
          <div className={styles['days']}>
            {rotaDays(data).map((day) => (
              <OneDay key={day.day} day={day} now={now} words={words} onAct={onAct} />
            ))}
          </div>
        )}
        {act && data && <DutyDialog act={act} rota={data} now={now} words={words} onClose={() => setAct(null)} />}
      </div>
    </Kit>
  );
}

type Lines = Readonly<{ now: number; words: (stretch: Stretch) => string; onAct: ((act: Act) => void) | undefined }>;

function OneDay({ day: { day, duties, gaps }, ...lines }: Lines & { day: RotaDay }) {
  return (
    <section className="card" aria-labelledby={`rota-${day}`}>
      <h2 id={`rota-${day}`}>{dayOf(`${day}T12:00:00Z`, 'UTC')}</h2>
      <ul>
        {gaps.map((gap) => (
          <li key={gap.startsAt} className={styles['line']}>
            <p className={styles['gap']}>
              <Icon name="cross" />
              <span>Nobody is on call: {lines.words(gap)}</span>
            </p>
            {lines.onAct && Date.parse(gap.endsAt) > lines.now && (
              <Button
                variant="default"
                aria-label={`Fill the gap, ${lines.words(gap)}`}
                onClick={() => lines.onAct?.({ kind: 'fill', gap })}
              >
                Fill it
              </Button>
            )}
          </li>
        ))}
        {duties.map((duty) => (
          <OneDuty key={duty.id} duty={duty} {...lines} />
        ))}
      </ul>
    </section>
  );
}

function OneDuty({ duty, now, words, onAct }: Lines & { duty: RotaDuty }) {
  const { displayName, startsAt, endsAt, mayAnswer } = duty;
  return (
    <li className={styles['line']}>
      <strong>{displayName}</strong>
      <span className="quiet small">{words(duty)}</span>
      {!mayAnswer && (
        <p className={styles['gap']}>
          <Icon name="cross" />
          <span>{displayName} cannot be on call any more. Hand it over.</span>
        </p>
      )}
      {onAct && Date.parse(endsAt) > now && (
        <div className="row">
          <Button
            variant="default"
            aria-label={`Hand over from ${displayName}`}
            onClick={() => onAct({ kind: 'hand-over', duty })}
          >
            Hand over
          </Button>
          {Date.parse(startsAt) > now && (
            <>
              <Button
                variant="default"
                aria-label={`Change the duty of ${displayName}`}
                onClick={() => onAct({ kind: 'change', duty })}
              >
                Change
              </Button>
              <Button
                variant="default"
                aria-label={`Swap the duty of ${displayName}`}
                onClick={() => onAct({ kind: 'swap', duty })}
              >
                Swap
              </Button>
            </>
          )}
          {Date.parse(startsAt) > now && (
            <Button
              variant="subtle"
              aria-label={`Remove the duty of ${displayName}`}
              onClick={() => onAct({ kind: 'remove', duty })}
            >
              Remove
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
