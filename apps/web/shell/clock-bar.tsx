import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { clockQuery } from './queries.js';

/** No clinic of real patients loads it. */
const DemoClock = lazy(() => import('./demo-clock.js'));

/** Not there at all in a clinic whose clock cannot be moved. */
export function ClockBar({ isNight }: { isNight: boolean }) {
  const isDemo = useQuery(clockQuery).data?.isMovable ?? false;
  return isDemo ? (
    <Suspense>
      <DemoClock isNight={isNight} />
    </Suspense>
  ) : null;
}
