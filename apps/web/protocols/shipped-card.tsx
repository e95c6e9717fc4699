import { draftTemplate, type ProtocolTemplates } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import styles from './protocols.module.css';
import { useAct } from './queries.js';
import { Refused } from './refused.js';

/** What Hearth brings and the clinic does not have yet. */
export function ShippedCard({ templates: { shipped, templates }, maySet }: { templates: ProtocolTemplates; maySet: boolean }) {
  const draft = useAct((code: string) => call(draftTemplate, { body: { code } }));
  const left = shipped.filter(({ code }) => !templates.some((template) => template.code === code));
  if (!left.length) return null;
  return (
    <section className="card stack" aria-labelledby="shipped">
      <h2 id="shipped">What Hearth brings</h2>
      <p className="quiet">Nothing of it holds before the medical director has read and published it.</p>
      <Refused error={draft.error} />
      <ul>
        {left.map(({ code, content: { name, summary } }) => (
          <li key={code} className={styles['entry']}>
            <strong>{name}</strong>
            <p>{summary}</p>
            {maySet && (
              <Button variant="default" loading={draft.isPending && draft.variables === code} onClick={() => draft.mutate(code)}>
                Begin a draft: {name}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
