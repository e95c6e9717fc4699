import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';

import type { CallView } from '#contracts';
import { CallLine, type Heard } from './line.js';
import { callQuery } from './queries.js';

const NOBODY: Heard = { state: 'joining', seen: [] };
const never = () => () => undefined;
const nobody = () => NOBODY;

/** This screen in the call, for as long as its person has come in. */
export function useLine(view: CallView, isIn: boolean): readonly [CallLine | null, Heard] {
  const queries = useQueryClient();
  const [line, setLine] = useState<CallLine | null>(null);
  const { appointmentId } = view;
  useEffect(() => {
    if (!isIn) return;
    const { queryKey } = callQuery(appointmentId);
    const opened = new CallLine(appointmentId, {
      onView: (told) => queries.setQueryData(queryKey, told),
      onChanged: () => void queries.invalidateQueries({ queryKey }),
    });
    setLine(opened);
    void opened.open();
    return () => {
      opened.close();
      setLine(null);
    };
  }, [appointmentId, isIn, queries]);
  useEffect(() => line?.meet(view), [line, view]);
  const heard = useSyncExternalStore(line?.subscribe ?? never, line?.read ?? nobody);
  return [line, heard];
}
