import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { readMessage, remedyMessage } from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { CHANNELS, STATES } from './message-words.js';

/** One message: what became of it, how it would read now, and what can be done about it. */
export function MessageDialog({ id, zone, onClose }: { id: string; zone: string; onClose: () => void }) {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['message', id],
    queryFn: () => call(readMessage, { params: { messageId: id } }),
  });
  const remedy = useMutation({
    mutationFn: (how: 'send-again' | 'taken-care-of') =>
      call(remedyMessage, { params: { messageId: id }, body: { remedy: how } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['delivery'] });
      onClose();
    },
  });
  const message = data?.message;
  const isUnderWay = message?.state === 'planned' || message?.state === 'claimed';
  return (
    <Dialog title={message ? `To ${message.recipientName}` : 'Message'} onClose={onClose}>
      <Failed error={error ?? remedy.error} />
      {!data && !error && <Loading what="the message" />}
      {message && (
        <p>
          {message.about}, by {CHANNELS[message.channel]}: {STATES[message.state].toLowerCase()}
          {message.sentAt && ` on ${dayOf(message.sentAt, zone)}, ${timeOfDay(message.sentAt, zone)}`}
          {message.errorCode && ` (${message.errorCode})`}.
        </p>
      )}
      {data?.preview && (
        <div className={styles['said']}>
          <strong>{data.preview.subject}</strong>
          {'\n'}
          {data.preview.text}
        </div>
      )}
      {data && !data.preview && <Notice>What it was about is over: it would not be sent any more.</Notice>}
      <Choices>
        {message?.isOpen && (
          <Button variant="default" loading={remedy.isPending} onClick={() => remedy.mutate('taken-care-of')}>
            It is taken care of
          </Button>
        )}
        {data?.preview && !isUnderWay && (
          <Button loading={remedy.isPending} onClick={() => remedy.mutate('send-again')}>
            Send again
          </Button>
        )}
        <Button variant="subtle" onClick={onClose}>
          Close
        </Button>
      </Choices>
    </Dialog>
  );
}
