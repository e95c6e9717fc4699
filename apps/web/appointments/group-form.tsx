import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { createGroup, listGroupTimes, type Me } from '#contracts';
import { call, isProblem } from '../call.js';
import { FreeTimes } from '../patient/free-times.js';
import { DAYS_SHOWN } from '../patient/queries.js';
import { serverTime } from '../server-time.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { errorWords } from '../shell/problem-words.js';
import { Failed } from '../shell/states.js';
import { dayOf, isoDay, timeOfDay } from '../time.js';
import { LeadersChoice, toggled } from './leaders-choice.js';
import { leadersQuery } from './queries.js';
import { lockedWords } from './words.js';

type Props = { me: Me; onMade: (words: string) => void; onClose: () => void };

/** Makes a group session: first who leads it, then a time at which all of them can. Clinicians make those that they lead themselves. */
export function GroupForm({ me, onMade, onClose }: Props) {
  const own = me.role === 'admin' ? [] : [me.personId];
  const [staffIds, setStaffIds] = useState<readonly string[]>(own);
  const leaders = useQuery(leadersQuery);
  const clinicZone = leaders.data?.clinicZone ?? me.zone;
  const [skippedDays, setSkippedDays] = useState(0);
  const [startsAt, setStartsAt] = useState<string | null>(null);
  const [news, setNews] = useState<string | null>(null);
  const queries = useQueryClient();
  const from = isoDay(serverTime.now() + skippedDays * 86_400_000, clinicZone);
  const staff = staffIds.join(',');
  const times = useQuery({
    queryKey: ['group-times', staff, from],
    // the wire carries the ids as one word
    queryFn: () => call(listGroupTimes, { query: { staff, from, days: DAYS_SHOWN } as never }),
    enabled: staffIds.length > 0,
  });
  const make = useMutation({
    mutationFn: (at: string) => call(createGroup, { body: { staffIds: [...staffIds], startsAt: at } }),
    onSuccess: (group) =>
      onMade(`The group on ${dayOf(group.startsAt, clinicZone)}, ${timeOfDay(group.startsAt, clinicZone)} is made.`),
    onError: (error) => {
      if (!isProblem(error, 'scheduling.slot-taken', 'scheduling.not-a-free-time')) return;
      setStartsAt(null);
      setNews(errorWords(error));
      void times.refetch();
    },
    onSettled: () => queries.invalidateQueries(),
  });
  const toggle = (id: string) => {
    setStartsAt(null);
    setStaffIds((now) => toggled(now, id));
  };
  return (
    <Dialog title="New group session" onClose={onClose}>
      <Failed error={leaders.error} />
      <LeadersChoice clinicians={leaders.data?.clinicians ?? []} chosen={staffIds} fixed={own} onToggle={toggle} />
      {staffIds.length > 0 && (
        <FreeTimes
          free={times.data}
          error={times.error}
          news={news}
          skippedDays={skippedDays}
          onSkip={setSkippedDays}
          onChoose={(time) => setStartsAt(time.startsAt)}
          wordsOf={lockedWords}
        />
      )}
      {startsAt && (
        <p aria-live="polite">
          <strong>
            {dayOf(startsAt, clinicZone)}, {timeOfDay(startsAt, clinicZone)}
          </strong>
        </p>
      )}
      <Failed error={make.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button disabled={!startsAt} loading={make.isPending} onClick={() => startsAt && make.mutate(startsAt)}>
          Make the group
        </Button>
      </Choices>
    </Dialog>
  );
}
