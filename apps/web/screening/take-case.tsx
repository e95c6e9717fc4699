import { assignScreening, type Me, type ScreeningCase } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { useAct } from './use-act.js';

type Props = { me: Me; found: ScreeningCase };

/** For somebody of the team, when whoever looks after the screening is away. */
export function TakeCase({ me, found: { patientId, owner } }: Props) {
  const take = useAct(() => call(assignScreening, { params: { patientId }, body: { personId: me.personId, why: 'cover' } }));
  return (
    <details>
      <summary>{owner.displayName} is away</summary>
      <div className="stack">
        <p>From then on it is yours, and an offer that is open is over. Everybody sees who has taken it.</p>
        <Failed error={take.error} />
        <div>
          <Button variant="default" loading={take.isPending} onClick={() => take.mutate()}>
            Look after it myself
          </Button>
        </div>
      </div>
    </details>
  );
}
