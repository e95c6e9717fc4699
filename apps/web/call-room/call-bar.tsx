import { useState } from 'react';

import type { CallView } from '#contracts';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import type { useActs } from './acts.js';
import styles from './call.module.css';
import type { LocalMedia } from './local-media.js';

type Props = Readonly<{ view: CallView; media: LocalMedia; acts: ReturnType<typeof useActs> }>;
const MICROPHONE: Readonly<Record<string, string>> = {
  refused: 'The browser does not allow the microphone: allow it beside the address, then turn it on here.',
  none: 'No microphone was found: the others do not hear you.',
  failed: 'The microphone does not work: another program may be using it.',
};

/** Sound, picture, leaving: always in the same place. */
export function CallBar({ view, media, acts }: Props) {
  const [isEnding, setEnding] = useState(false);
  const [hasAudio, hasVideo] = [media.current.audio !== null, media.current.video !== null];
  const trouble = MICROPHONE[media.stateOf('audio')];
  return (
    <>
      {trouble && <p role="alert">{trouble}</p>}
      <div className={styles['bar']} role="toolbar" aria-label="The call">
        <Button variant={hasAudio ? 'default' : 'danger'} onClick={() => void media.turn('audio', !hasAudio)}>
          {hasAudio ? 'Mute' : 'Turn sound on'}
        </Button>
        <Button variant={hasVideo ? 'default' : 'danger'} onClick={() => void media.turn('video', !hasVideo)}>
          {hasVideo ? 'Camera off' : 'Camera on'}
        </Button>
        <Button variant="default" loading={acts.leave.isPending} onClick={() => acts.leave.mutate()}>
          Leave
        </Button>
        {view.mayRun && (
          <Button variant="danger" onClick={() => setEnding(true)}>
            End for everybody
          </Button>
        )}
      </div>
      <Failed error={acts.leave.error ?? acts.end.error} />
      {isEnding && (
        <Dialog title="End the call for everybody?" onClose={() => setEnding(false)}>
          <p>All are taken out of the call. The visit is not over by that, and you can open the call again.</p>
          <Choices>
            <Button variant="default" onClick={() => setEnding(false)}>
              Not yet
            </Button>
            <Button variant="danger" loading={acts.end.isPending} onClick={() => acts.end.mutate()}>
              End it
            </Button>
          </Choices>
        </Dialog>
      )}
    </>
  );
}
