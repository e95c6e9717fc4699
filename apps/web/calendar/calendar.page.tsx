import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { ClinicSchedule, Me, MovedAs, ScheduleEntry } from '#contracts';
import { GroupForm } from '../appointments/group-form.js';
import { dayAfter } from '../rota/days.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayOf, isoDay, zoneName } from '../time.js';
import { verdictOf } from './answers.js';
import styles from './calendar.module.css';
import { HOW_TO_MOVE } from './chip.js';
import { DayView } from './day-view.js';
import { EntryDialog } from './entry-dialog.js';
import { MoveConfirm } from './move-confirm.js';
import type { Answer } from './moves.js';
import { scheduleQuery } from './queries.js';
import { useCarry } from './use-carry.js';
import { WeekView } from './week-view.js';

/** `/calendar#2026-12-01` opens on that day. */
const dayInAddress = (): string | undefined => /^#(\d{4}-\d\d-\d\d)$/.exec(location.hash)?.[1];

type View = 'day' | 'week';
const LENGTH: Readonly<Record<View, number>> = { day: 1, week: 7 };

/** The calendar of the clinic: who works when and what is booked, and where each session could go. */
export default function CalendarPage({ me }: OwnPageProps) {
  const now = useNow(60_000);
  const [view, setView] = useState<View>('day');
  const [chosenZone, setZone] = useState<string>();
  const [chosenDay, setDay] = useState(dayInAddress);
  // until the clinic's zone is known its day is the reader's
  const [clinicZone, setClinicZone] = useState<string>();
  const from = chosenDay ?? isoDay(now, chosenZone ?? clinicZone ?? me.zone);
  const query = useQuery({ ...scheduleQuery(from, LENGTH[view], chosenZone), placeholderData: keepPreviousData });
  const { data, error } = query;
  if (data && data.clinicZone !== clinicZone) setClinicZone(data.clinicZone);
  const isShown = data !== undefined && !query.isPlaceholderData;
  return (
    <Kit>
      <div className={styles['page']}>
        <PageTitle>Calendar</PageTitle>
        <div className={styles['bar']}>
          <div className="row">
            <Button variant="default" aria-label={`Earlier ${view}`} onClick={() => setDay(dayAfter(from, -LENGTH[view]))}>
              Earlier
            </Button>
            <Button variant="default" onClick={() => setDay(undefined)}>
              Today
            </Button>
            <Button variant="default" aria-label={`Later ${view}`} onClick={() => setDay(dayAfter(from, LENGTH[view]))}>
              Later
            </Button>
          </div>
          <ViewChoice view={view} onChange={setView} />
          <Zones me={me.zone} data={data} chosen={chosenZone} onChange={setZone} />
        </div>
        <Failed error={error} />
        {!data && !error && <Loading what="the calendar" />}
        {data && <Shown key={`${from} ${view} ${data.zone}`} me={me} schedule={data} view={view} isShown={isShown} />}
      </div>
    </Kit>
  );
}

function ViewChoice({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  return (
    <fieldset className={styles['views']}>
      <legend className="unseen">Show</legend>
      {(['day', 'week'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="view" checked={view === one} onChange={() => onChange(one)} />
          <span>{one === 'day' ? 'Day' : 'Week'}</span>
        </label>
      ))}
    </fieldset>
  );
}

type ZonesProps = {
  me: string;
  data: ClinicSchedule | undefined;
  chosen: string | undefined;
  onChange: (zone: string | undefined) => void;
};

function Zones({ me, data, chosen, onChange }: ZonesProps) {
  const clinic = data?.clinicZone;
  const others = [me, ...(data?.clinicians.map(({ zone }) => zone) ?? []), ...(chosen ? [chosen] : [])];
  const zones = [...new Set(others)].filter((zone) => zone !== clinic).sort();
  const label = (zone: string) => `${zoneName(Date.now(), zone)} (${zone})`;
  return (
    <NativeSelect
      label="Times in"
      data={[
        { value: '', label: clinic ? `The clinic: ${label(clinic)}` : 'The clinic' },
        ...zones.map((zone) => ({ value: zone, label: label(zone) })),
      ]}
      value={chosen ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  );
}

type Chosen = Readonly<{ entry: ScheduleEntry & { movedAs: MovedAs }; answer: Answer }>;

type ShownProps = { me: Me; schedule: ClinicSchedule; view: View; isShown: boolean };

function Shown({ me, schedule, view, isShown }: ShownProps) {
  const [opened, setOpened] = useState<ScheduleEntry | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isMaking, setMaking] = useState(false);
  const choose = (entry: ScheduleEntry, answer: Answer) => {
    setOpened(null);
    if (entry.movedAs) setChosen({ entry: { ...entry, movedAs: entry.movedAs }, answer });
  };
  const carry = useCarry(schedule, choose);
  const { zone, days } = schedule;
  const span =
    days.length > 1
      ? `${dayOf(days[0]!.startsAt, zone)} to ${dayOf(days.at(-1)!.startsAt, zone)}`
      : dayOf(days[0]!.startsAt, zone);
  const Grid = view === 'day' ? DayView : WeekView;
  return (
    <>
      <h2>
        {span} <span className="quiet small">{zoneName(days[0]!.startsAt, zone)}</span>
      </h2>
      <p id={HOW_TO_MOVE} className="unseen">
        Enter opens it. Space picks it up: arrow keys move it,{' '}
        {view === 'day' ? 'up and down go to the next time that is possible, ' : ''}
        space lets it go, Escape puts it back.
      </p>
      <div inert={!isShown} className={styles['grid']} aria-busy={!isShown}>
        {schedule.clinicians.length === 0 ? (
          <Empty title="Nobody works here yet">Invite clinicians, and their hours show here.</Empty>
        ) : (
          <Grid schedule={schedule} carry={carry} onOpen={setOpened} />
        )}
      </div>
      <p
        role="status"
        className={styles['answer']}
        data-verdict={carry.entry && carry.answer ? verdictOf(carry.entry, carry.answer) : undefined}
      >
        {carry.said}
      </p>
      <div>
        <Button variant="default" onClick={() => setMaking(true)}>
          New group session…
        </Button>
      </div>
      <Legend />
      {isMaking && (
        <GroupForm
          me={me}
          onMade={(words) => {
            carry.say(words);
            setMaking(false);
          }}
          onClose={() => setMaking(false)}
        />
      )}
      {opened && <EntryDialog entry={opened} schedule={schedule} onChosen={choose} onClose={() => setOpened(null)} />}
      {chosen && (
        <MoveConfirm
          entry={chosen.entry}
          answer={chosen.answer}
          zone={zone}
          onMoved={() => {
            carry.say(
              `${chosen.entry.patientName} is moved${chosen.entry.movedAs.as === 'session' ? ', and the visit with it' : ''}.`,
            );
            setChosen(null);
          }}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

const Legend = () => (
  <p className="quiet small">
    Light is when somebody works, striped when they are away. Drag what is booked, or pick it up with the space bar: before you
    let go, the line above says whether it can be there, and why not.
  </p>
);
