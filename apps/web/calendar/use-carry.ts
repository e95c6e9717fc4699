import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { ClinicSchedule, ScheduleEntry } from '#contracts';
import { answerWords, nearest, type Step, stepped, verdictOf } from './answers.js';
import type { Answer } from './moves.js';
import { answersQuery } from './queries.js';

type Held = Readonly<{ entry: ScheduleEntry; how: 'pointer' | 'keyboard'; at: number }>;
/** An appointment that somebody is moving, and what the rules say of where it is now. */
export type Carry = Readonly<{
  entry: ScheduleEntry | null;
  how: Held['how'] | null;
  answers: readonly Answer[];
  answer: Answer | null;
  /** What is to be read out. */
  said: string;
  lift: (entry: ScheduleEntry, how: Held['how']) => void;
  /** @param at epoch ms */
  moveTo: (at: number) => void;
  step: (step: Step) => void;
  /** Lets go of it: what is possible there is asked about, everything else stays where it was. */
  drop: () => void;
  putBack: () => void;
  /** Has something else read out, until the next is carried. */
  say: (words: string) => void;
}>;

/** Nothing is asked about it. */
const NOTHING = { as: 'session', id: '' } as const;

/** Carries one appointment over the days that are shown. @param onChosen with a start that is possible */
export function useCarry(schedule: ClinicSchedule, onChosen: (entry: ScheduleEntry, answer: Answer) => void): Carry {
  const [held, setHeld] = useState<Held | null>(null);
  const [said, setSaid] = useState('');
  const { data, error } = useQuery({ ...answersQuery(held?.entry.movedAs ?? NOTHING, schedule.days), enabled: held !== null });
  const answers = data ?? [];
  const index = held && nearest(answers, held.at);
  const answer = index === null ? null : (answers[index] ?? null);
  const end = (words: string) => {
    setHeld(null);
    setSaid(words);
  };
  const drop = () => {
    if (!held || !answer) return;
    const verdict = verdictOf(held.entry, answer);
    if (verdict === 'free') onChosen(held.entry, answer);
    end(verdict === 'not' ? `It stays where it was. ${answerWords(held.entry, answer, schedule.zone)}` : '');
  };
  const midnights = schedule.days.map(({ startsAt }) => Date.parse(startsAt));
  const asked = error ? 'The rules could not be asked. Put it back and try again.' : 'Asking the rules…';
  return {
    entry: held?.entry ?? null,
    how: held?.how ?? null,
    ...{ answers, answer, drop, say: setSaid },
    said: held ? (answer ? answerWords(held.entry, answer, schedule.zone) : asked) : said,
    lift: (entry, how) => setHeld({ entry, how, at: Date.parse(entry.startsAt) }),
    moveTo: (at) => setHeld((now) => now && { ...now, at }),
    step: (step) => {
      if (index === null || !held) return;
      setHeld({ ...held, at: Date.parse(answers[stepped(answers, index, step, midnights)]!.startsAt) });
    },
    putBack: () => end('Put back where it was.'),
  };
}
