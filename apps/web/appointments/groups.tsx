import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type GroupSession, type Me, takePlace } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { dayFromNow, timeInBoth } from '../time.js';
import styles from './appointments.module.css';
import { groupsQuery } from './queries.js';

export const leadersOf = ({ leaders }: GroupSession) => leaders.map(({ displayName }) => displayName).join(' and ');
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
export const whenOf = ({ startsAt, clinicZone }: GroupSession, zone: string, now: number) =>
  `${capital(dayFromNow(startsAt, now, zone))}, ${timeInBoth(startsAt, zone, clinicZone)}`;

const leftWords = (left: number): string =>
  left >= 3 ? 'There are places.' : left === 1 ? 'One place is left.' : `${left} places are left.`;

/** Groups in which a patient can take a place. Who else comes is nobody's to see. */
export function OpenGroups({ me, now }: { me: Me; now: number }) {
  const { data } = useQuery(groupsQuery);
  const [chosen, setChosen] = useState<GroupSession | null>(null);
  const open = data?.filter(({ places }) => places.length === 0) ?? [];
  if (!open.length) return null;
  return (
    <section className="stack" aria-labelledby="groups-title">
      <h2 id="groups-title">Groups</h2>
      <p className="quiet">A few people meet with us and talk. Until you are there, nobody sees who else comes.</p>
      <ul className="stack">
        {open.map((group) => (
          <li key={group.id} className={`card ${styles['row']}`}>
            <div className={styles['what']}>
              <h3>
                <time dateTime={group.startsAt}>{whenOf(group, me.zone, now)}</time>
              </h3>
              <p className="quiet small">
                With {leadersOf(group)}. {leftWords(group.placesLeft)}
              </p>
            </div>
            <Button
              variant="default"
              aria-label={`Take a place: ${whenOf(group, me.zone, now)}`}
              onClick={() => setChosen(group)}
            >
              Take a place
            </Button>
          </li>
        ))}
      </ul>
      {chosen && <Take group={chosen} me={me} words={whenOf(chosen, me.zone, now)} onClose={() => setChosen(null)} />}
    </section>
  );
}

function Take({ group, me, words, onClose }: { group: GroupSession; me: Me; words: string; onClose: () => void }) {
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: () => call(takePlace, { params: { groupId: group.id }, body: { patientId: me.personId } }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Dialog title="Take a place in this group?" onClose={onClose}>
      <p>
        <strong>{words}</strong>
      </p>
      <p>With {leadersOf(group)}.</p>
      <Failed error={take.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Not yet
        </Button>
        <Button loading={take.isPending} onClick={() => take.mutate()}>
          Take the place
        </Button>
      </Choices>
    </Dialog>
  );
}
