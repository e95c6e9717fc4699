import { type ReactNode, useEffect, useRef } from 'react';

type Props = { children: ReactNode; title?: string; isUnseen?: boolean };

/** The heading of a page, seen or only heard. It takes the focus when the page opens, so that a screen reader starts there. */
export function PageTitle({ children, title, isUnseen = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const words = title ?? (typeof children === 'string' ? children : 'Hearth');
  useEffect(() => {
    document.title = `${words} · Hearth`;
  }, [words]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} tabIndex={-1} className={isUnseen ? 'unseen' : undefined}>
      {children}
    </h1>
  );
}
