import { type ContactJson, putBrowser } from '#contracts';
import { call } from '../call.js';

/** Whether this browser can show notifications at all; an iPhone can once the page is on its home screen. */
export const canNotify = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

async function registration(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register('/sw.js');
  return navigator.serviceWorker.ready;
}

/** The subscription of this browser; null when it shows nothing. */
export async function currentSubscription(): Promise<PushSubscription | null> {
  const known = await navigator.serviceWorker.getRegistration();
  return (await known?.pushManager.getSubscription()) ?? null;
}

const onWire = (subscription: PushSubscription) => {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
};

/** Asks the browser, then tells the clinic. @returns null when the person said no to the browser */
export async function turnOn(pushKey: string): Promise<ContactJson | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null;
  const { pushManager } = await registration();
  await (await pushManager.getSubscription())?.unsubscribe(); // it may have another key
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey });
  return call(putBrowser, { body: { isOn: true, subscription: onWire(subscription) } });
}

export async function turnOff(subscription: PushSubscription): Promise<ContactJson> {
  const told = await call(putBrowser, { body: { isOn: false, subscription: onWire(subscription) } });
  await subscription.unsubscribe();
  return told;
}
