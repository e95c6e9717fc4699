import { useMutation } from '@tanstack/react-query';
import { addPasskey, beginPasskey } from '#contracts';
import { call } from '../call.js';
import { NewPasskeyForm } from './new-passkey-form.js';
import { makePasskey } from './passkey.js';

export function EnrolPasskey({ onEnrolled }: { onEnrolled: (recoveryCodes: string[] | null) => void }) {
  const enrol = useMutation({
    mutationFn: async (name: string) => {
      const passkey = await makePasskey(await call(beginPasskey));
      return call(addPasskey, { body: { name, passkey } });
    },
    onSuccess: ({ recoveryCodes }) => onEnrolled(recoveryCodes),
  });
  return <NewPasskeyForm error={enrol.error} isPending={enrol.isPending} words="Make a passkey" onName={enrol.mutate} />;
}
