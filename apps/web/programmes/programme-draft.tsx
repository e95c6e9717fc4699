import { type FormEvent, useState } from 'react';

import { editProgramme, type ProgrammeContent, type ProgrammeVersion, publishProgramme } from '#contracts';
import { call } from '../call.js';
import { NumberLine } from '../protocols/number-line.js';
import styles from '../protocols/protocols.module.css';
import { ProveButton } from '../protocols/prove-button.js';
import { useAct } from '../protocols/queries.js';
import { Refused } from '../protocols/refused.js';
import { reasonWords } from '../protocols/words.js';
import { Line, Words } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import { draftContent, draftFields } from './draft-fields.js';

/** The draft of a programme, and the way to publish it. */
export function ProgrammeDraft({ draft }: { draft: ProgrammeVersion }) {
  const { versionId, revision, content, refused, number } = draft;
  const [fields, setFields] = useState(() => draftFields(content));
  const params = { programmeVersionId: versionId };
  const save = useAct((changed: ProgrammeContent) => call(editProgramme, { params, body: { revision, content: changed } }));
  const set = (name: keyof typeof fields) => (value: string) => setFields({ ...fields, [name]: value });
  const changed = draftContent(content, fields);
  const isChanged = JSON.stringify(changed) !== JSON.stringify(content);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(changed);
  };
  return (
    <div className="stack">
      <form className="stack" onSubmit={submit} aria-label={`Draft, version ${number}`}>
        <h3>Draft, version {number}</h3>
        <Line label="Name" value={fields.name} onChange={set('name')} />
        <Words label="In plain words, for the patient" value={fields.summary} onChange={set('summary')} rows={3} />
        <div className={styles['fields']}>
          <NumberLine label="Visits of preparation" value={fields.preparationVisits} onChange={set('preparationVisits')} />
          <NumberLine label="Sessions" value={fields.sessions} onChange={set('sessions')} />
          <Words label="Reviews after sessions" value={fields.reviewsAfter} onChange={set('reviewsAfter')} rows={1} isOptional />
        </div>
        <Refused error={save.error} />
        <div>
          <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
            Keep the draft
          </Button>
        </div>
      </form>
      {refused.length > 0 && <Notice kind="watch">It cannot be published: {refused.map(reasonWords).join('. ')}.</Notice>}
      <ProveButton
        words={`Publish version ${number}`}
        what="Patients are enrolled in it from now on, and it never changes again."
        act={() => call(publishProgramme, { params, body: { revision } })}
        isOff={refused.length > 0 || isChanged}
      />
    </div>
  );
}
