import { NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type GlassNotice, type ReleaseCode, type ReleaseOfInformation, releaseInformation, revokeRelease } from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { noticesQuery, releasesQuery } from '../care/queries.js';

import { GLASS_REASONS, OUTCOMES, RELEASES, ROLES } from '../care/words.js';
import { Agreements } from '../documents/agreements.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';

const DAYS = [
  { value: '30', label: 'for 30 days' },
  { value: '90', label: 'for 90 days' },
  { value: '366', label: 'for a year' },
];

/** What the patient lets others see, and who has opened their record without being asked to. */
export default function SharingPage({ me }: OwnPageProps) {
  const releases = useQuery(releasesQuery(me.personId));
  const notices = useInfiniteQuery(noticesQuery(me.personId));
  const told = notices.data?.pages.flatMap((page) => page.notices) ?? [];
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle title="Sharing">Who else may see</PageTitle>
          <p className="quiet">Your team here sees what it needs to look after you. Nobody else does, unless you say so.</p>
        </div>
        <Failed error={releases.error ?? notices.error} />
        {releases.isPending && <Loading what="your list" />}
        {releases.data?.map((release) => (
          <OneRelease key={release.releaseId} release={release} patientId={me.personId} zone={me.zone} />
        ))}
        <ReleaseForm patientId={me.personId} />
        <Agreements patientId={me.personId} zone={me.zone} />
        {told.length > 0 && <Notices notices={told} zone={me.zone} />}
        {notices.hasNextPage && (
          <Button variant="default" loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
            Show earlier
          </Button>
        )}
      </div>
    </Kit>
  );
}

function OneRelease({ release, patientId, zone }: { release: ReleaseOfInformation; patientId: string; zone: string }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(revokeRelease, { params: { patientId, releaseId: release.releaseId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: releasesQuery(patientId).queryKey }),
  });
  return (
    <section className="card stack" aria-label={`Released to ${release.personName}`}>
      <h2>{release.personName}</h2>
      <p>
        {release.releases.map((code) => RELEASES[code]).join(' · ')}, until {dayOf(release.until, zone)}
      </p>
      <Failed error={revoke.error} />
      <div>
        <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          Take back
        </Button>
      </div>
    </section>
  );
}

type Form = { email: string; releases: readonly ReleaseCode[]; days: string };
const EMPTY: Form = { email: '', releases: ['schedule'], days: '30' };

function ReleaseForm({ patientId }: { patientId: string }) {
  const queries = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  const give = useMutation({
    mutationFn: ({ email, releases, days }: Form) =>
      call(releaseInformation, { params: { patientId }, body: { email, releases: [...releases], days: Number(days) } }),
    onSuccess: () => setForm(EMPTY),
    onSettled: () => queries.invalidateQueries({ queryKey: releasesQuery(patientId).queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate(form);
  };
  const toggle = (code: ReleaseCode) => {
    const releases = form.releases.includes(code) ? form.releases.filter((one) => one !== code) : [...form.releases, code];
    setForm({ ...form, releases });
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>Let somebody see</h2>
      <TextInput
        label="E-mail address of your other therapist or doctor"
        description="They need an account here. The clinic invites them."
        type="email"
        required
        withAsterisk={false}
        value={form.email}
        onChange={({ currentTarget }) => setForm({ ...form, email: currentTarget.value })}
      />
      <fieldset className={styles['group']}>
        <legend>What they may see</legend>
        {(Object.keys(RELEASES) as ReleaseCode[]).map((code) => (
          <label key={code} className={styles['choice']}>
            <input type="checkbox" checked={form.releases.includes(code)} onChange={() => toggle(code)} />
            {RELEASES[code]}
          </label>
        ))}
      </fieldset>
      <NativeSelect
        label="For how long"
        data={DAYS}
        value={form.days}
        onChange={({ currentTarget }) => setForm({ ...form, days: currentTarget.value })}
      />
      <Failed error={give.error} />
      <Button type="submit" loading={give.isPending} disabled={form.releases.length === 0}>
        Let them see
      </Button>
    </form>
  );
}

function Notices({ notices, zone }: { notices: readonly GlassNotice[]; zone: string }) {
  return (
    <section className="card stack" aria-labelledby="emergencies">
      <h2 id="emergencies">Opened in an emergency</h2>
      <Notice>Somebody outside your team opened your record. Each time the clinic's privacy officer looks at it.</Notice>
      <ul>
        {notices.map(({ grantId, personName, personRole, reason, openedAt, closedAt, outcome }) => (
          <li key={grantId} className={styles['member']}>
            <div>
              <strong>
                {personName}, {ROLES[personRole].toLowerCase()}
              </strong>
              <p className="quiet small">
                {dayOf(openedAt, zone)}, {timeOfDay(openedAt, zone)} to {timeOfDay(closedAt, zone)}. {GLASS_REASONS[reason]}.
              </p>
            </div>
            <span className={styles['tag']} data-kind={outcome ? 'done' : 'due'}>
              {outcome ? OUTCOMES[outcome] : 'Not reviewed yet'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
