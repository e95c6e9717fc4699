import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { GroupSession, Me } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { CallOffGroup } from './call-off-group.js';
import { ChangeLeaders } from './change-leaders.js';
import { GroupForm } from './group-form.js';
import { leadersOf, whenOf } from './groups.js';
import { groupsQuery } from './queries.js';

type Asked = Readonly<{ act: 'make' } | { act: 'lead' | 'call-off'; groupId: string }>;

/** Groups as staff sees them: who comes, as far as they may know, what is left, and what those who lead one can do about it. */
export default function StaffGroups({ me, now }: { me: Me; now: number }) {
  const { data, error } = useQuery(groupsQuery);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [news, setNews] = useState<string | null>(null);
  const close = () => setAsked(null);
  const made = (words: string) => {
    setNews(words);
    close();
  };
  return (
    <section className="stack" aria-labelledby="groups-title">
      <h2 id="groups-title">Groups</h2>
      <div className="row">
        <Button variant="default" onClick={() => setAsked({ act: 'make' })}>
          New group
        </Button>
      </div>
      <div role="status" className="live">
        {news && <p>{news}</p>}
      </div>
      <Failed error={error} />
      {data?.length === 0 && <p className="quiet">There is no group ahead.</p>}
      <ul className="stack">
        {data?.map((group) => (
          <One key={group.id} group={group} words={whenOf(group, me.zone, now)} onAsk={setAsked} />
        ))}
      </ul>
      {asked?.act === 'make' && <GroupForm me={me} onMade={made} onClose={close} />}
      {asked?.act === 'lead' && <ChangeLeaders groupId={asked.groupId} onClose={close} />}
      {asked?.act === 'call-off' && <CallOffGroup groupId={asked.groupId} onClose={close} />}
    </section>
  );
}

type OneProps = { group: GroupSession; words: string; onAsk: (asked: Asked) => void };

function One({ group, words, onAsk }: OneProps) {
  const { id: groupId, startsAt, taken, placesLeft, isOverRatio, isLed, places } = group;
  return (
    <li className="card stack">
      <div>
        <h3>
          <time dateTime={startsAt}>{words}</time>
        </h3>
        <p className="quiet small">
          With {leadersOf(group)}. Places taken: {taken}, left: {placesLeft}.
        </p>
      </div>
      {isOverRatio && (
        <Notice kind="danger">
          More patients come than those who are there may look after. Let others lead it, move it, or call it off.
        </Notice>
      )}
      {places.length > 0 && <p className="small">{places.map(({ patientName }) => patientName).join(', ')}</p>}
      {isLed && (
        <div className="row">
          <Button variant="default" aria-label={`Who leads it: ${words}`} onClick={() => onAsk({ act: 'lead', groupId })}>
            Who leads it
          </Button>
          <Button variant="subtle" aria-label={`Call off: ${words}`} onClick={() => onAsk({ act: 'call-off', groupId })}>
            Call off
          </Button>
        </div>
      )}
    </li>
  );
}
