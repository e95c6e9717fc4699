import { useEffect, useRef } from 'react';

/** Keeps what is shown by an element in step with a stream. */
export function useStream<E extends HTMLMediaElement>(stream: MediaStream | undefined) {
  const element = useRef<E>(null);
  useEffect(() => {
    const shown = element.current;
    if (!shown || !stream || shown.srcObject === stream) return;
    shown.srcObject = stream;
    void shown.play().catch(() => undefined); // a browser that wants a touch first shows its own button
  }, [stream]);
  return element;
}
