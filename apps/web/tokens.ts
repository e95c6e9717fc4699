/**
 * Every colour, radius and type size of Hearth. `theme.spec.ts` holds text to 4.5:1 and shapes to 3:1 in both schemes.
 * `ground` lies below `surface`; `edge` draws what must be seen (inputs), `line` what only divides; `nN` is the text on `lN`, `tN` the level as text.
 */
export const schemes = {
  light: {
    ground: '#f6f1e9',
    surface: '#fffcf8',
    raised: '#efe7db',
    line: '#e0d6c8',
    edge: '#8a7d6e',
    ink: '#2b241e',
    quiet: '#675b4f',
    ember: '#ad441b',
    'ember-hover': '#963814',
    'on-ember': '#ffffff',
    'ember-text': '#9c3a14',
    'ember-soft': '#f8e3d6',
    ...{ l0: '#d9e6d5', n0: '#2c5435', t0: '#2c5435' },
    ...{ l1: '#f4cf57', n1: '#382a00', t1: '#735200' },
    ...{ l2: '#ee8a2a', n2: '#2b1400', t2: '#a14a00' },
    ...{ l3: '#c32a22', n3: '#ffffff', t3: '#b3231c' },
    ...{ l4: '#76127c', n4: '#ffffff', t4: '#76127c' },
  },
  dark: {
    ground: '#161210',
    surface: '#211c19',
    raised: '#2c2622',
    line: '#3b332d',
    edge: '#8b7d70',
    ink: '#f1e9df',
    quiet: '#b3a698',
    ember: '#e98a58',
    'ember-hover': '#f09c6e',
    'on-ember': '#2a1206',
    'ember-text': '#f0a077',
    'ember-soft': '#46281a',
    ...{ l0: '#24382a', n0: '#abd2b0', t0: '#abd2b0' },
    ...{ l1: '#f4cf57', n1: '#382a00', t1: '#f4cf57' },
    ...{ l2: '#f2953b', n2: '#2b1400', t2: '#f5a55a' },
    ...{ l3: '#d63a31', n3: '#ffffff', t3: '#ff8a80' },
    ...{ l4: '#ad48c1', n4: '#ffffff', t4: '#df9bec' },
  },
} as const;

/** The patient's screen during a session, in both schemes: a dark room, and nothing red in it. */
export const night = {
  night: '#0b0908',
  'night-raised': '#1b1512',
  'night-ink': '#eaded1',
  'night-quiet': '#a3968a',
  'night-ember': '#e5a27c',
  'night-help': '#4a2614',
  'night-on-help': '#ffe3d0',
  'night-edge': '#857569',
} as const;

/** What is the same in both schemes. */
const shape = {
  'radius-s': '8px',
  'radius-m': '14px',
  'radius-l': '22px',
  'text-s': '0.8125rem',
  'text-m': '1rem',
  'text-l': '1.1875rem',
  'text-xl': '1.5rem',
  'text-xxl': '2rem',
} as const;

const declared = (tokens: Readonly<Record<string, string>>) =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');

/** The tokens as custom properties of the page: `<html data-scheme>` says which scheme counts. */
export const tokenStyles = (): string =>
  [
    `:root{${declared({ ...shape, ...night })}}`,
    ...Object.entries(schemes).map(([name, scheme]) => `:root[data-scheme=${name}]{${declared(scheme)}}`),
  ].join('');

export const radius = shape['radius-m'];
