import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of a page. It takes the focus when the page opens, so that a screen reader starts there. */
export function PageTitle({ children, title }: { children: ReactNode; title?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const words = title ?? (typeof children === 'string' ? children : 'Hearth');
  useEffect(() => {
    document.title = `${words} · Hearth`;
  }, [words]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
