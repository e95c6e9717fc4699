import type { PasskeyAnswer } from '#contracts';

type Options = { options: Record<string, unknown> };

/** Whether this browser can hold or use passkeys at all; on plain http, apart from this machine, none can. */
export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in window;

/** Asks the browser for a proof by passkey. @throws DOMException when the person says no, or has none */
export async function provePasskey({ options }: Options): Promise<PasskeyAnswer> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return (await startAuthentication({ optionsJSON: options as never })) as unknown as PasskeyAnswer;
}

/** Asks the browser to make a passkey. @throws DOMException as above */
export async function makePasskey({ options }: Options): Promise<PasskeyAnswer> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  return (await startRegistration({ optionsJSON: options as never })) as unknown as PasskeyAnswer;
}

/** What went wrong between the person and their browser, in words; undefined for everything else. */
export function passkeyWords(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const name = (error.cause as Error | undefined)?.name ?? error.name;
  if (name === 'InvalidStateError') return 'This device already has a passkey for you.';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'No passkey was used. Try again, or choose another way.';
  return name === 'SecurityError' ? 'Passkeys do not work at this address. Choose another way.' : undefined;
}
