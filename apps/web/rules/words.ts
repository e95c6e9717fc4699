import type { AlertRule, FindingLevel } from '#contracts';

export const STRICTEST_FIRST: readonly FindingLevel[] = ['absolute', 'review', 'flag', 'info'];

export const URGENCIES: Readonly<Record<NonNullable<AlertRule['urgency']>, string>> = {
  now: 'Calls people at once, again and again, until somebody is there',
  urgent: 'Calls whoever is on call, and again within the hour',
  'same-day': 'Calls whoever is on call, to be looked at the same day',
  review: 'Waits on the list of the team',
};

const THRESHOLDS: Readonly<Record<string, readonly [label: string, unit: string]>> = {
  item9: ['Item 9 of the PHQ-9 from', 'points'],
  item9Urgent: ['Item 9 of the PHQ-9, urgent from', 'points'],
  item9Rise: ['Item 9 of the PHQ-9 higher than last time by', 'points'],
  phq9Severe: ['PHQ-9 from', 'points'],
  gad7Severe: ['GAD-7 from', 'points'],
  phq9Worse: ['PHQ-9 above the first score by', 'points'],
  gad7Worse: ['GAD-7 above the first score by', 'points'],
  pcl5Worse: ['PCL-5 above the first score by', 'points'],
  auditC: ['AUDIT-C from', 'points'],
  freshDays: ['Item 9 of the PHQ-9 may be so old before a session', 'days'],
};

export const thresholdWords = (name: string): string => THRESHOLDS[name]?.[0] ?? name;
export const unitOf = (name: string): string => THRESHOLDS[name]?.[1] ?? '';

export const QUESTIONS: Readonly<Record<string, string>> = {
  wish: 'Wish to be dead',
  thoughts: 'Thoughts of suicide',
  method: 'Thoughts with a method',
  intent: 'Intent',
  plan: 'Plan and intent',
  everActed: 'Acts in the whole life',
  recentlyActed: 'Acts in the past three months',
};
