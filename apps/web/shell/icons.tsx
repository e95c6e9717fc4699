import type { SVGProps } from 'react';

const paths = {
  flame:
    'M12 3c.9 3.3 5.1 5.4 5.1 9.8A5.1 5.1 0 0 1 12 18a5.1 5.1 0 0 1-5.1-5.2c0-2.2 1.2-3.6 2.2-4.7.2 1.5.8 2.4 1.8 2.8C10.3 7.9 10.9 5 12 3ZM5 21h14',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-6v2m0 16v2M4.9 4.9l1.4 1.4m11.4 11.4 1.4 1.4M2 12h2m16 0h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'm6 6 12 12M18 6 6 18',
  wait: 'M12 7v5l3 2m-3 7a9 9 0 1 1 0-18 9 9 0 0 1 0 18Z',
  phone: 'M6.5 3.5 9 4l1 4-2 1.5a12 12 0 0 0 6.5 6.5L16 14l4 1 .5 2.5a2 2 0 0 1-2 2.5A15.5 15.5 0 0 1 4 5.5a2 2 0 0 1 2.5-2Z',
  home: 'm4 11 8-7 8 7v8a1 1 0 0 1-1 1h-5v-6h-4v6H5a1 1 0 0 1-1-1Z',
  soundOn: 'M5 9.5v5h3.5L13 18V6L8.5 9.5Zm11-1a5 5 0 0 1 0 7m2.5-9.5a8.5 8.5 0 0 1 0 12',
  soundOff: 'M5 9.5v5h3.5L13 18V6L8.5 9.5ZM16.5 9.5l5 5m0-5-5 5',
  back: 'm14 6-6 6 6 6',
  skip: 'm6 6 7 6-7 6ZM17 6v12',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8.5c.6-4 3.5-6 7-6s6.4 2 7 6',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6Z',
  mail: 'M4 6h16v12H4Zm0 1 8 6 8-6',
  help: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-2.5 6.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .9-1 1.7m0 3v.1',
} as const;

export type IconName = keyof typeof paths;

/** A line icon in the colour of its text. It never stands alone: the words beside it carry the meaning. */
export function Icon({ name, size = 20, ...rest }: { name: IconName; size?: number } & SVGProps<SVGSVGElement>) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...rest}
    >
      <path d={paths[name]} />
    </svg>
  );
}
