import { RULES, type RuleId, signalOf, type Urgency } from './alert-rules.js';
import type { Threshold } from './thresholds.js';

/**
 * An alert rule as people read it. `urgency` null: nobody is called by it. `thresholds`: from where on it speaks, by names that a clinic can
 * lower.
 */
export type AlertRule = Readonly<{
  id: string;
  reason: string;
  level: number | null;
  urgency: Urgency | null;
  holdsDosing: boolean;
  thresholds: readonly Threshold[];
  source: string;
}>;

const SPEAKS_FROM: Readonly<Partial<Record<RuleId, readonly Threshold[]>>> = {
  A1: ['item9'],
  A2: ['item9Urgent', 'item9Rise'],
  A6: ['phq9Severe', 'gad7Severe'],
  A7: ['phq9Worse', 'gad7Worse', 'pcl5Worse'],
  A9: ['auditC'],
};
const source = 'Hearth default: docs/clinical-defaults.md, “Questionnaires”';
const silent = (id: string, reason: string, thresholds: readonly Threshold[] = []): AlertRule => ({
  ...{ id, reason, thresholds, source },
  ...{ level: null, urgency: null, holdsDosing: false },
});

const speaking = RULES.map((id): AlertRule => {
  const { level, urgency, holdsDosing, reason } = signalOf(id);
  return { id, reason, level, urgency, holdsDosing, thresholds: SPEAKS_FROM[id] ?? [], source };
});
const others: readonly AlertRule[] = [
  silent('A8', 'Half the first PHQ-9 score or less, or below 5 after 10 or more: a label in the chart'),
  silent('A10', 'Answers to voice in a live session: the session’s own alarms, with levels that stand in the protocol'),
  silent('A12', 'The newest answer to PHQ-9 item 9 is too old for a session', ['freshDays']),
];
const number = ({ id }: AlertRule): number => Number(id.slice(1));

/** All of A1 to A12, in their order. */
export const ALERT_RULES: readonly AlertRule[] = [...speaking, ...others].toSorted((a, b) => number(a) - number(b));
