import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type NameCompanion, type NamedCompanion, nameCompanion } from '#contracts';
import { call } from '../call.js';
import { Line } from '../preparation/fields.js';
import { preparationQuery } from '../preparation/queries.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { companionsQuery } from './queries.js';

type Part = NameCompanion['part'];
const WORDS: Readonly<Record<Part, { title: string; button: string }>> = {
  first: { title: 'Stays with them', button: 'Enter as companion' },
  backup: { title: 'Comes when that one cannot', button: 'Enter as backup' },
};

/** Companions, as the clinic has them: whoever is entered here gets a link of their own. */
export function NameCard({ patientId, said }: { patientId: string; said: { displayName: string; phone: string } | null }) {
  const { data } = useQuery(companionsQuery(patientId));
  if (!data) return null;
  return (
    <section className="card stack" aria-labelledby="companions-title">
      <h2 id="companions-title">Companions</h2>
      <One part="first" patientId={patientId} companion={data.first} said={null} />
      <One part="backup" patientId={patientId} companion={data.backup} said={said} />
    </section>
  );
}

type OneProps = Readonly<{
  part: Part;
  patientId: string;
  companion: NamedCompanion | null;
  said: { displayName: string; phone: string } | null;
}>;

function One({ part, patientId, companion, said }: OneProps) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState<{ displayName: string; phone: string } | null>(null);
  const form = typed ?? said ?? { displayName: '', phone: '' };
  const name = useMutation({
    mutationFn: () => call(nameCompanion, { params: { patientId }, body: { part, ...form } }),
    onSuccess: (named) => {
      queries.setQueryData(companionsQuery(patientId).queryKey, named);
      setTyped(null);
      return queries.invalidateQueries({ queryKey: preparationQuery(patientId).queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    name.mutate();
  };
  const { title, button } = WORDS[part];
  return (
    <div className="stack">
      <p>
        <strong>{title}:</strong> {companion ? `${companion.displayName}, ${companion.phone}` : 'nobody is entered'}
      </p>
      <details>
        <summary>{companion ? `Somebody else: ${title.toLowerCase()}` : `Enter somebody: ${title.toLowerCase()}`}</summary>
        <form className="stack" onSubmit={submit}>
          <Line
            label={`Name (${part})`}
            value={form.displayName}
            onChange={(displayName) => setTyped({ ...form, displayName })}
          />
          <Line label={`Telephone (${part})`} type="tel" value={form.phone} onChange={(phone) => setTyped({ ...form, phone })} />
          <Failed error={name.error} />
          <Button
            type="submit"
            variant="default"
            loading={name.isPending}
            disabled={!form.displayName.trim() || form.phone.trim().length < 6}
          >
            {button}
          </Button>
        </form>
      </details>
    </div>
  );
}
