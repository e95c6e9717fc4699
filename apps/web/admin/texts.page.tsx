import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { listTemplates, type TemplateJson } from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf } from '../time.js';
import { TextEditor } from './text-editor.js';

export const templatesKey = ['message-templates'];

/** The words of messages: the program's, and the clinic's own. */
export default function TextsPage({ me }: OwnPageProps) {
  const { data, error } = useQuery({ queryKey: templatesKey, queryFn: () => call(listTemplates) });
  const [name, setName] = useState('booked');
  const template = data?.templates.find((each) => each.name === name);
  const options = (isFixed: boolean) =>
    (data?.templates ?? []).filter((each) => each.isFixed === isFixed).map(({ name: value, about: label }) => ({ value, label }));
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle title="Texts">Texts of messages</PageTitle>
          <p className="quiet">
            They may be read on a locked phone by anybody. So they never say what somebody is treated for, with what or by whom.
          </p>
        </div>
        <Failed error={error} />
        {!data && !error && <Loading what="the texts" />}
        {data && (
          <NativeSelect
            label="Text"
            data={[
              { group: 'Yours to word', items: options(false) },
              { group: 'Fixed', items: options(true) },
            ]}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        )}
        {template?.isFixed && <Fixed template={template} />}
        {template && !template.isFixed && <TextEditor key={`${template.name}-${template.version}`} template={template} />}
        {template && template.versions.length > 0 && <Versions template={template} zone={me.zone} />}
      </div>
    </Kit>
  );
}

function Fixed({ template }: { template: TemplateJson }) {
  return (
    <section className="card stack" aria-label={template.about}>
      <Notice>By this text people are called, or learn what happens to their account. It cannot be changed.</Notice>
      <div className={styles['said']}>
        <strong>{template.usual.subject}</strong>
        {'\n'}
        {template.usual.text}
      </div>
    </section>
  );
}

function Versions({ template, zone }: { template: TemplateJson; zone: string }) {
  return (
    <section className="card stack" aria-labelledby="versions">
      <h2 id="versions">History</h2>
      <ol>
        {template.versions.map(({ version, words, changedByName, reason, changedAt }) => (
          <li key={version} className={styles['member']}>
            <div>
              <strong>
                Version {version}, {dayOf(changedAt, zone)}
              </strong>
              <p className="quiet small">
                {changedByName}: {reason}
              </p>
              <p className="small">{words ? `${words.subject} · ${words.text}` : 'The text of the program again'}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
