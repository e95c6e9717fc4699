import { PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { releaseDose, stepUp } from '#contracts';
import { call, isProblem } from '../call.js';
import type { LiveSession } from '../session/live-session.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed, Notice } from '../shell/states.js';

type Props = { live: LiveSession; gateSeq: number; onClose: () => void };

/** The prescriber signs in once more, for this release alone; the server judges the gate again in the same breath. */
export function ReleaseDialog({ live, gateSeq, onClose }: Props) {
  const [password, setPassword] = useState('');
  const release = useMutation({
    mutationFn: async () => {
      await call(stepUp, { body: { password } });
      return call(releaseDose, { params: { sessionId: live.id }, body: { gateSeq } });
    },
    onSuccess: ({ isReleased }) => isReleased && onClose(),
    onSettled: () => live.refresh(),
  });
  const isWrong = isProblem(release.error, 'identity.wrong-sign-in');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    release.mutate();
  };
  return (
    <Dialog title="Release the dose" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>You release the dose that is signed for this session. Your password says that it is you.</p>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        {release.data && !release.data.isReleased && (
          <Notice kind="danger">Not released: the gate holds now. Close this and look at what has changed.</Notice>
        )}
        {isWrong ? (
          <Notice kind="danger">That is not your password. Nothing was released.</Notice>
        ) : (
          <Failed error={release.error} />
        )}
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={release.isPending}>
            Release the dose
          </Button>
        </Choices>
      </form>
    </Dialog>
  );
}
