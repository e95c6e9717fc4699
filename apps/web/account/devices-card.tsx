import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Device, endDevice, endOtherDevices } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Loading } from '../shell/states.js';
import styles from './account.module.css';
import { devicesQuery } from './queries.js';

const atIn = (iso: string, zone: string) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(iso));

/** Where one is signed in; what looks strange is ended with one press. */
export function DevicesCard({ zone }: { zone: string }) {
  const queries = useQueryClient();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(devicesQuery);
  const devices = data?.pages.flatMap((page) => page.devices);
  const again = { onSettled: () => queries.invalidateQueries({ queryKey: devicesQuery.queryKey }) };
  const end = useMutation({ mutationFn: (signInId: string) => call(endDevice, { params: { signInId } }), ...again });
  const endOthers = useMutation({ mutationFn: () => call(endOtherDevices), ...again });
  return (
    <section className="card stack" aria-labelledby="devices">
      <h2 id="devices">Where you are signed in</h2>
      <Failed error={error ?? end.error ?? endOthers.error} />
      {!devices && !error && <Loading what="your devices" />}
      <ul>
        {devices?.map((device) => (
          <Row key={device.id} {...{ device, zone }} isBusy={end.isPending} onEnd={() => end.mutate(device.id)} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
      {devices && devices.length > 1 && (
        <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          Sign out everywhere else
        </Button>
      )}
    </section>
  );
}

type RowProps = { device: Device; zone: string; isBusy: boolean; onEnd: () => void };

function Row({ device, zone, isBusy, onEnd }: RowProps) {
  return (
    <li className={styles['item']}>
      <span>
        <strong>{device.agent}</strong>
        {device.isCurrent && ' (here)'}
        <br />
        <span className="quiet small">
          Network {device.network} · used {atIn(device.lastActiveAt, zone)}
        </span>
      </span>
      {!device.isCurrent && (
        <Button variant="default" disabled={isBusy} onClick={onEnd}>
          Sign it out
        </Button>
      )}
    </li>
  );
}
