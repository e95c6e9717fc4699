import type { IncidentEntry, IncidentView } from '#contracts';
import { Empty } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { DoneForm } from './done-form.js';
import { SAID } from './words.js';

type Props = { incident: IncidentView; zone: string };

/** What people have said, in the order in which they said it; an action that is open can be done from here. */
export function SaidList({ incident, zone }: Props) {
  const { said } = incident;
  if (said.length === 0) return <Empty title="Nobody has written anything yet" />;
  const done = new Set(said.map(({ actionId }) => actionId));
  return (
    <ol className="card stack" aria-label="What is said of it">
      {said.map((entry) => (
        <li key={entry.entryId} className="stack">
          <One entry={entry} zone={zone} />
          {entry.kind === 'action' && !done.has(entry.entryId) && incident.mayWrite && (
            <DoneForm incidentId={incident.incidentId} action={entry} />
          )}
        </li>
      ))}
    </ol>
  );
}

function One({ entry: { kind, words, authorName, writtenAt, ownerName, dueOn }, zone }: { entry: IncidentEntry; zone: string }) {
  return (
    <div>
      <strong>{SAID[kind]}</strong>
      <p>{words ?? 'What it says is for the team.'}</p>
      <p className="quiet small">
        {authorName}, {dayOf(writtenAt, zone)}, {timeOfDay(writtenAt, zone)}
        {ownerName && dueOn && ` · ${ownerName} answers for it, by ${dayOf(`${dueOn}T12:00:00Z`, 'UTC')}`}
      </p>
    </div>
  );
}
