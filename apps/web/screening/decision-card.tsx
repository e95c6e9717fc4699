import type { ScreeningCase, ScreeningDecision } from '#contracts';
import care from '../care/care.module.css';
import { Notice } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { DecisionForm } from './decision-form.js';
import { Letter } from './letter.js';
import { ALTERNATIVE_WORDS, DECIDED, DEMANDS, REASONS } from './words.js';

type Props = { found: ScreeningCase; zone: string; now: number };
const DECIDABLE: ReadonlySet<ScreeningCase['state']> = new Set<ScreeningCase['state']>([
  ...(['in_screening', 'handed_over', 'needs_clearance', 'eligible'] as const),
]);

/** What was decided, what is missing for a yes, and the form for whoever may decide. */
export function DecisionCard({ found, zone, now }: Props) {
  const { decisions, demands, state, mayDecide, handOffs } = found;
  const isOffered = handOffs.some((offer) => offer.state === 'offered');
  return (
    <section className="card stack" aria-labelledby="decision">
      <h2 id="decision">Decision</h2>
      {!decisions.length && <p>Nobody has decided yet.</p>}
      {decisions.map((decision, at) => (
        <One key={decision.id} decision={decision} isSuperseded={at > 0} zone={zone} now={now} />
      ))}
      {demands.length > 0 && state !== 'eligible' && (
        <Notice kind="watch">
          Before “eligible”:
          <ul>
            {demands.map((demand) => (
              <li key={demand}>{DEMANDS[demand]}</li>
            ))}
          </ul>
        </Notice>
      )}
      {mayDecide && DECIDABLE.has(state) && !isOffered && <DecisionForm key={decisions.length} found={found} />}
      {mayDecide && isOffered && <p className="quiet">It is offered to a colleague: take that back to decide yourself.</p>}
    </section>
  );
}

type OneProps = { decision: ScreeningDecision; isSuperseded: boolean; zone: string; now: number };

function One({ decision, isSuperseded, zone, now }: OneProps) {
  const { outcome, decidedAt, decidedByName, content, letter, revisitOn } = decision;
  return (
    <article className="stack">
      <p>
        <span className={care['tag']}>{DECIDED[outcome]}</span> signed by {decidedByName}, {dayFromNow(decidedAt, now, zone)},{' '}
        {timeOfDay(decidedAt, zone)}
        {revisitOn && `; look again on ${revisitOn}`}
        {isSuperseded && ' (superseded)'}
      </p>
      <details>
        <summary>Reasons and letter</summary>
        <div className="stack">
          {content && (
            <>
              <p>
                {[
                  ...content.reasons.map((reason) => REASONS[reason]),
                  ...content.alternatives.map((way) => ALTERNATIVE_WORDS[way]),
                ].join('; ') || 'No reason is named.'}
              </p>
              <p className={care['said']}>{content.note}</p>
            </>
          )}
          {letter ? <Letter paragraphs={letter} /> : <p>The letter was erased.</p>}
        </div>
      </details>
    </article>
  );
}
