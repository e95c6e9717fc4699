// The engine on the workloads w1 to w3, from what is stored of people to the list of starts. `plain`: without any rule, so that its
// list can be held against the floor's; else with pauses, notice, a daily cap, time off, a day on which the clinic is closed, and reasons.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { union } from '#kernel';
import { PlatformModule } from '#platform';
import {
  AvailabilityService,
  daySpans,
  fullDays,
  keptHours,
  noticeRule,
  SchedulingModule,
  search,
  slots,
  slotsOfAny,
  timeOff,
} from '#scheduling';
import { FIRST_DAY, GRID_MIN, LENGTH_MIN, workloads } from '../slots-workloads.mjs';

const [HOUR, DAY] = [3_600_000, 86_400_000];
class Root {}
Module({ imports: [PlatformModule, SchedulingModule] })(Root);
const app = await NestFactory.createApplicationContext(Root, { logger: false });
const availability = app.get(AvailabilityService);

const all = workloads(FIRST_DAY);
const around = { from: (FIRST_DAY - 3) * DAY, to: (FIRST_DAY + 40) * DAY };
const zones = [...new Set(Object.values(all).flatMap(({ people }) => people.map(({ zone }) => zone)))];
const tablesOver = async (within) =>
  Object.fromEntries(await Promise.all(zones.map(async (zone) => [zone, await availability.zoneTable(zone, within)])));
const tables = await tablesOver(around);
/** For what lies ahead of now. */
const later = await tablesOver({ from: around.from, to: around.to + 366 * DAY });

const RULES = { pauseBeforeMin: 10, pauseAfterMin: 10, dailyCap: 6 };
const NO_RULES = { pauseBeforeMin: 0, pauseAfterMin: 0, dailyCap: null };

/** What `AvailabilityService` does with what it has read. */
function attendance({ zone, weekly, busy }, { pauseBeforeMin, pauseAfterMin, dailyCap }, who, window) {
  const daysOff = dailyCap === null ? [] : [{ firstDay: FIRST_DAY + 11, lastDay: FIRST_DAY + 11 }];
  const plan = { home: tables[zone], travels: [], weekly, overrides: new Map(), daysOff, off: [] };
  return {
    ...{ who, fromMin: 0, toMin: LENGTH_MIN, isOffered: true, pauseBeforeMin, pauseAfterMin, resting: [] },
    hours: keptHours(plan, window),
    away: timeOff(plan, window),
    taken: [union(busy)],
    fullDays:
      dailyCap === null
        ? []
        : fullDays(
            plan,
            busy.map(({ from }) => from),
            dailyCap,
          ),
  };
}

function engine({ first, days, need, people }, isPlain) {
  const window = { from: first * DAY, to: (first + days) * DAY + 9 * HOUR }; // the evening of the last day in the west
  const [rules, grid] = [isPlain ? NO_RULES : RULES, { everyMin: GRID_MIN, table: tables[people[0].zone] }];
  const closed = isPlain ? [] : daySpans(tables['America/New_York'], [FIRST_DAY + 8]);
  const shared = isPlain ? [] : [noticeRule(window.from, 60), { code: 'closed', shut: closed }];
  const look = (some) => search({ within: window, grid, rules: shared, people: some });
  const present = people.map((person, i) => attendance(person, rules, String(i), window));
  return need === 'any' ? slotsOfAny(present.map((one) => look([one]))) : slots(look(present));
}

function run(name, seconds) {
  const until = performance.now() + seconds * 1_000;
  let [calls, spent, count] = [0, 0, 0];
  while (performance.now() < until) {
    const since = performance.now();
    for (let i = 0; i < 50; i++) count = engine(all[name], false).length;
    spent += performance.now() - since;
    calls += 50;
  }
  return { us: (spent * 1_000) / calls, count, starts: engine(all[name], true) };
}
process.on('message', ({ open, name, seconds }) => process.send(open ? { tables, later } : run(name, seconds)));
