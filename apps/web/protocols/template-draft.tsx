import { type FormEvent, useState } from 'react';

import { editTemplate, publishTemplate, type TemplateContent, type TemplateVersion } from '#contracts';
import { call } from '../call.js';
import { Line, Words } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import { NumberLine } from './number-line.js';
import styles from './protocols.module.css';
import { ProveButton } from './prove-button.js';
import { useAct } from './queries.js';
import { Refused } from './refused.js';
import { contentOf, fieldsOf, NUMBERS } from './template-fields.js';
import { reasonWords } from './words.js';

/** The draft of a template: the numbers that a director changes, and the way to publish it. What stands in no field stays. */
export function TemplateDraft({ draft }: { draft: TemplateVersion }) {
  const { versionId, revision, content, refused } = draft;
  const [fields, setFields] = useState(() => fieldsOf(content));
  const params = { templateVersionId: versionId };
  const save = useAct((changed: TemplateContent) => call(editTemplate, { params, body: { revision, content: changed } }));
  const set = (name: string) => (value: string) => setFields({ ...fields, [name]: value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(contentOf(content, fields));
  };
  const isChanged = JSON.stringify(contentOf(content, fields)) !== JSON.stringify(content);
  return (
    <div className="stack">
      <form className="stack" onSubmit={submit} aria-label={`Draft, version ${draft.number}`}>
        <h3>Draft, version {draft.number}</h3>
        <Line label="Name" value={fields['name']!} onChange={set('name')} />
        <Words label="In a sentence" value={fields['summary']!} onChange={set('summary')} rows={2} />
        <div className={styles['fields']}>
          {content.phases.map(({ name }, at) => (
            <NumberLine
              key={name}
              label={`Days between, ${name}`}
              value={fields[`spacing-${at}`]!}
              onChange={set(`spacing-${at}`)}
            />
          ))}
          {NUMBERS.map(({ name, label }) => (
            <NumberLine key={name} label={label} value={fields[name]!} onChange={set(name)} isOptional={name === 'maxMg'} />
          ))}
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
        words={`Publish version ${draft.number}`}
        what="It holds from now on for new protocols, and never changes again."
        act={() => call(publishTemplate, { params, body: { revision } })}
        isOff={refused.length > 0 || isChanged}
      />
    </div>
  );
}
