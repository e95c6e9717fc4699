import { useQuery } from '@tanstack/react-query';

import type { MonitoringFacts } from '#contracts';
import care from '../care/care.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { givesWay } from '../shell/gives-way.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Loading, Notice, Unreachable } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { AnswersForm } from './answers-form.js';
import { AnswersShown } from './answers-shown.js';
import { formQuery } from './queries.js';

/** One monitoring form: what the session knows, and what a person says. It can be printed. */
export default function MonitoringFormPage({ me, params }: OwnPageProps) {
  const { data, error, refetch } = useQuery(formQuery(params['id']!));
  if (givesWay(error, data)) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the form" />;
  const { patientName, dueAt, doneAt, doneByName, facts, answers, isOverdue } = data;
  return (
    <Kit>
      <div className={care['page']}>
        <Link href="/in-clinic">In the clinic</Link>
        <PageTitle>Monitoring form of {patientName}</PageTitle>
        {doneAt ? (
          <Notice kind="good">
            Sent, as {doneByName ?? 'somebody'} said on {dayOf(doneAt, me.zone)}.
          </Notice>
        ) : (
          <p>
            To be sent to the programme by {dayOf(dueAt, me.zone)}, {timeOfDay(dueAt, me.zone)}.
            {isOverdue && <strong> It is late.</strong>} Hearth sends nothing: enter it at the programme’s own site, and say here
            what stood in it.
          </p>
        )}
        <Facts facts={facts} zone={me.zone} />
        {answers && <AnswersShown answers={answers} />}
        {!doneAt && me.role !== 'therapist' && <AnswersForm formId={data.formId} onDone={() => void refetch()} />}
        <div className="row">
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </div>
      </div>
    </Kit>
  );
}

function Facts({ facts, zone }: { facts: MonitoringFacts; zone: string }) {
  const at = (instant: string) => `${dayOf(instant, zone)}, ${timeOfDay(instant, zone)}`;
  const pressure = (reading: MonitoringFacts['before']) =>
    reading
      ? `${reading.systolicMmHg}/${reading.diastolicMmHg} mmHg${reading.spo2Pct === null ? '' : `, SpO₂ ${reading.spo2Pct} %`} at ${timeOfDay(reading.at, zone)}`
      : 'not measured';
  const lines: readonly (readonly [string, string])[] = [
    ['Medicine', `${facts.doseMg} mg ${facts.medication}${facts.lot ? `, lot ${facts.lot}` : ''}`],
    ['Given', at(facts.givenAt)],
    ['Left', `${at(facts.dischargedAt)}, after ${facts.watchedMin} minutes`],
    ['Blood pressure before', pressure(facts.before)],
    ['About 40 minutes after', pressure(facts.at40Min)],
    ['Before leaving', pressure(facts.atEnd)],
  ];
  return (
    <section className="card stack" aria-labelledby="facts-title">
      <h2 id="facts-title">What the session knows</h2>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
