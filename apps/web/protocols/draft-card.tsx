import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import {
  draftProtocol,
  dropDraft,
  editProtocol,
  type PatientProtocolView,
  signProtocol,
  type VersionContent,
  type VersionView,
} from '#contracts';
import { call } from '../call.js';
import { CourseHint } from '../programmes/course-hint.js';
import { Choose } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { ProveButton } from './prove-button.js';
import { templatesQuery, useAct } from './queries.js';
import { Refused } from './refused.js';
import { VersionForm } from './version-form.js';
import { courseWords } from './words.js';

/** The next version of a protocol: drafted, changed, signed or dropped. */
export function DraftCard({ found }: { found: PatientProtocolView }) {
  const draft = found.protocol?.versions.find(({ state }) => state === 'draft');
  return (
    <section className="card stack" aria-labelledby="draft">
      <h2 id="draft">{draft ? `Draft, version ${draft.number}` : 'Another version'}</h2>
      {draft ? <OpenDraft found={found} draft={draft} /> : <NewDraft found={found} />}
    </section>
  );
}

function NewDraft({ found: { patientId, protocol } }: { found: PatientProtocolView }) {
  const templates = useQuery(templatesQuery).data?.templates ?? [];
  const published = templates.flatMap(({ versions }) => versions.filter(({ state }) => state === 'published'));
  const [chosen, setChosen] = useState('');
  const [isNewCourse, setNewCourse] = useState(false);
  const template = published.find(({ versionId }) => versionId === chosen);
  const draft = useAct((content: VersionContent) =>
    call(draftProtocol, { params: { patientId }, body: { templateVersionId: chosen, isNewCourse, content } }),
  );
  const holding = protocol?.versions.find(({ state }) => state === 'signed');
  const options = Object.fromEntries(
    published.map(({ versionId, content, number }) => [versionId, `${content.name}, version ${number}`]),
  );
  return (
    <>
      <CourseHint patientId={patientId} />
      <Choose label="Begin from" options={options} value={chosen} onChange={setChosen} />
      {protocol && (
        <label className="row">
          <input type="checkbox" checked={isNewCourse} onChange={({ currentTarget }) => setNewCourse(currentTarget.checked)} />A
          new course, with doses of its own
        </label>
      )}
      <Refused error={draft.error} />
      {template && (
        <VersionForm
          key={chosen}
          bounds={template.content}
          from={isNewCourse ? undefined : holding?.content}
          isPending={draft.isPending}
          onKeep={(content) => draft.mutate(content)}
        />
      )}
    </>
  );
}

function OpenDraft({ found: { patientName, authority }, draft }: { found: PatientProtocolView; draft: VersionView }) {
  const { versionId, revision, content, template, number } = draft;
  const params = { protocolVersionId: versionId };
  const templates = useQuery(templatesQuery).data?.templates ?? [];
  const bounds = templates.flatMap(({ code, versions }) =>
    versions.filter((version) => `${code}-v${version.number}` === template).map((version) => version.content),
  )[0];
  const edit = useAct((changed: VersionContent) => call(editProtocol, { params, body: { revision, content: changed } }));
  const drop = useAct(() => call(dropDraft, { params }));
  return (
    <>
      <Refused error={edit.error ?? drop.error} />
      {bounds && (
        <VersionForm bounds={bounds} from={content} isPending={edit.isPending} onKeep={(changed) => edit.mutate(changed)} />
      )}
      <ProveButton
        words={`Sign version ${number}`}
        what={`${patientName}: ${courseWords(content)}, looked at on ${content.endPointReviewOn}.`}
        act={() => call(signProtocol, { params, body: { revision } })}
        isOff={!authority.maySign}
      />
      <div>
        <Button variant="subtle" loading={drop.isPending} onClick={() => drop.mutate()}>
          Drop the draft
        </Button>
      </div>
    </>
  );
}
