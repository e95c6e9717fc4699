import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { canNotify, currentSubscription, turnOff, turnOn } from './browser-notices.js';

const here = { queryKey: ['push-here'], queryFn: async () => (canNotify() ? await currentSubscription() : null), retry: false };

/** Turns notifications on or off in the browser that shows this page. */
export function BrowserRow({ pushKey }: { pushKey: string }) {
  const queries = useQueryClient();
  const { data: subscription = null } = useQuery(here);
  const turn = useMutation({
    mutationFn: () => (subscription ? turnOff(subscription) : turnOn(pushKey)),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: here.queryKey });
      await queries.invalidateQueries({ queryKey: ['contact'] });
    },
  });
  if (!canNotify())
    return <span className="quiet small">Not in this browser. On an iPhone, add this page to the home screen first.</span>;
  return (
    <>
      <Button variant="default" loading={turn.isPending} onClick={() => turn.mutate()}>
        {subscription ? 'Turn off here' : 'Turn on here'}
      </Button>
      {turn.data === null && <span className="quiet small">Your browser was told not to show any.</span>}
      <Failed error={turn.error} />
    </>
  );
}
