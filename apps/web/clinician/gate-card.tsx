import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { evaluateGate } from '#contracts';
import { type GateFinding, isInClinic, isOnSite, mayBeOverridden } from '#session-engine';
import { call } from '../call.js';
import { GateList } from '../session/gate-list.js';
import { itemWords } from '../session/gate-words.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { duration, MINUTE_MS, timeOfDay } from '../time.js';
import { OverrideDialog } from './override-dialog.js';
import { ReleaseDialog } from './release-dialog.js';
import { isPrescriber, type StaffView } from './view.js';

/** The pre-dose gate: evidence, then release. A therapist sees it and cannot act on it. */
export function GateCard(props: StaffView) {
  const { me, live, view } = props;
  const { state } = view;
  const evaluate = useMutation({
    mutationFn: () => call(evaluateGate, { params: { sessionId: live.id } }),
    onSettled: () => live.refresh(),
  });
  if (state.aborted !== undefined) return null;
  return (
    <section className="card stack" aria-labelledby="gate-title">
      <h2 id="gate-title">Pre-dose gate</h2>
      {!state.gate && <p className="quiet">Not evaluated yet. It is judged on the evidence of the moment, and recorded.</p>}
      {state.gate && <GateList gate={state.gate} zone={me.zone} />}
      {isPrescriber(me) && <Decide {...props} />}
      <Failed error={evaluate.error} />
      {isPrescriber(me) ? (
        <div className="row">
          <Button
            variant={state.gate?.isPassed ? 'default' : 'filled'}
            loading={evaluate.isPending}
            onClick={() => evaluate.mutate()}
          >
            {state.gate ? 'Evaluate again' : 'Evaluate the gate'}
          </Button>
          <Release {...props} />
        </div>
      ) : (
        <p className="quiet small">The prescriber evaluates the gate and releases the dose.</p>
      )}
    </section>
  );
}

/** What holds and is the prescriber's to decide. What was signed already waits for the gate to be judged again. */
function Decide({ live, view: { state }, me }: StaffView) {
  const [asked, setAsked] = useState<GateFinding | null>(null);
  const { gate, overrides = [] } = state;
  const open = (gate?.findings ?? []).filter(mayBeOverridden);
  if (!gate || state.dosedAt !== undefined || open.length === 0) return null;
  return (
    <div className="row">
      {open.map((finding) =>
        overrides.some(({ item, heldFor }) => item === finding.item && heldFor === finding.reason) ? (
          <p key={finding.item} className="small">
            Signed over: {itemWords(finding)}. Evaluate again.
          </p>
        ) : (
          <Button key={finding.item} variant="default" onClick={() => setAsked(finding)}>
            Decide: {itemWords(finding)}
          </Button>
        ),
      )}
      {asked && <OverrideDialog live={live} gate={gate} finding={asked} zone={me.zone} onClose={() => setAsked(null)} />}
    </div>
  );
}

function Release({ live, view: { state, plan, outgoing }, me, now }: StaffView) {
  const [isAsking, setAsking] = useState(false);
  const { gate, release } = state;
  if (state.phase === 'released' && release) {
    const leftMs = release.at + plan.releaseValidMin * MINUTE_MS - now;
    if (leftMs > 0) {
      return (
        <>
          <Notice kind="good">
            Released {release.doseMg} mg at {timeOfDay(release.at, me.zone)}. Valid for {duration(leftMs)} more.
          </Notice>
          {isInClinic(plan) && isOnSite(state, me.personId) && (
            <Button
              loading={outgoing.some(({ entry }) => entry.type === 'dose-taken')}
              onClick={() => live.record({ type: 'dose-taken', payload: {} })}
            >
              The dose is given
            </Button>
          )}
        </>
      );
    }
  }
  if (!gate?.isPassed) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>Release the dose</Button>
      {isAsking && <ReleaseDialog live={live} gateSeq={gate.seq} onClose={() => setAsking(false)} />}
    </>
  );
}
