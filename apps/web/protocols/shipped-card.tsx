import { Button } from '../shell/button.js';
import styles from './protocols.module.css';
import { useAct } from './queries.js';
import { Refused } from './refused.js';

type Coded = Readonly<{ code: string }>;
type Shipped = Coded & Readonly<{ content: Readonly<{ name: string; summary: string }> }>;
type Props = { shipped: readonly Shipped[]; own: readonly Coded[]; maySet: boolean; draft: (code: string) => Promise<unknown> };

/** What Hearth brings and the clinic does not have yet. */
export function ShippedCard({ shipped, own, maySet, draft }: Props) {
  const drafting = useAct(draft);
  const left = shipped.filter(({ code }) => !own.some((one) => one.code === code));
  if (!left.length) return null;
  return (
    <section className="card stack" aria-labelledby="shipped">
      <h2 id="shipped">What Hearth brings</h2>
      <p className="quiet">Nothing of it holds before the medical director has read and published it.</p>
      <Refused error={drafting.error} />
      <ul>
        {left.map(({ code, content: { name, summary } }) => (
          <li key={code} className={styles['entry']}>
            <strong>{name}</strong>
            <p>{summary}</p>
            {maySet && (
              <Button
                variant="default"
                loading={drafting.isPending && drafting.variables === code}
                onClick={() => drafting.mutate(code)}
              >
                Begin a draft: {name}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
