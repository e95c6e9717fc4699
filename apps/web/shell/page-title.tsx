import { createContext, type ReactNode, use, useEffect, useRef } from 'react';

type Props = { children: ReactNode; title?: string; isUnseen?: boolean };

const Inside = createContext(false);

/** What stands in here is a page elsewhere, and a part of this one: its title is one of this page’s headings. */
export const PartOfPage = ({ children }: { children: ReactNode }) => <Inside value>{children}</Inside>;

/** The heading of a page, seen or only heard. It takes the focus when the page opens, so that a screen reader starts there. */
export function PageTitle({ children, title, isUnseen = false }: Props) {
  const isPart = use(Inside);
  const heading = useRef<HTMLHeadingElement>(null);
  const words = title ?? (typeof children === 'string' ? children : 'Hearth');
  useEffect(() => {
    if (!isPart) document.title = `${words} · Hearth`;
  }, [words, isPart]);
  useEffect(() => {
    if (!isPart) heading.current?.focus({ preventScroll: true });
  }, [isPart]);
  const className = isUnseen ? 'unseen' : undefined;
  if (isPart) return <h2 className={className}>{children}</h2>;
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}
