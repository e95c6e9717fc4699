import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type Me, takeTimeOff } from '#contracts';
import { call } from '../call.js';
import { dayAfter } from '../rota/days.js';
import { serverTime } from '../server-time.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed, Notice } from '../shell/states.js';
import { isoDay } from '../time.js';

/** Somebody is ill and cannot come: two presses, and the clinic does the rest. */
export function IllCard({ me }: { me: Me }) {
  const [isAsked, setAsked] = useState(false);
  const queries = useQueryClient();
  const say = useMutation({
    mutationFn: (days: number) => {
      const firstDay = isoDay(serverTime.now(), me.zone);
      const away = { kind: 'unplanned', firstDay, lastDay: dayAfter(firstDay, days - 1) } as const;
      return call(takeTimeOff, { body: { personId: me.personId, away } });
    },
    onSuccess: async () => {
      setAsked(false);
      await queries.invalidateQueries();
    },
  });
  return (
    <section className="card stack" aria-labelledby="ill">
      <h2 id="ill">I am ill today</h2>
      <p className="quiet">
        Nobody can book you any more today, and the clinic is told at once. They move what you have booked; you do not have to
        call anybody.
      </p>
      {say.data && <Notice kind="good">{saidWords(say.data.displaced, say.data.underWay)}</Notice>}
      <div>
        <Button variant="default" onClick={() => setAsked(true)}>
          I am ill…
        </Button>
      </div>
      {isAsked && (
        <Dialog title="Are you ill?" onClose={() => setAsked(false)}>
          <p>
            What is booked with you stays booked until somebody of the clinic has moved it with each patient. If you are in a
            session now, stay until a colleague has taken over: whoever is on call is told.
          </p>
          <Failed error={say.error} />
          <Choices>
            <Button variant="default" onClick={() => setAsked(false)}>
              No
            </Button>
            <Button variant="default" loading={say.isPending} onClick={() => say.mutate(2)}>
              Today and tomorrow
            </Button>
            <Button loading={say.isPending} onClick={() => say.mutate(1)}>
              Today
            </Button>
          </Choices>
        </Dialog>
      )}
    </section>
  );
}

const saidWords = (displaced: number, underWay: number): string =>
  [
    'It is said. Get well soon.',
    displaced === 0 ? 'You had nothing booked.' : `The clinic moves what you had booked: ${displaced}.`,
    underWay > 0 && 'You are in a session that is under way: stay until a colleague has taken over.',
  ]
    .filter(Boolean)
    .join(' ');
