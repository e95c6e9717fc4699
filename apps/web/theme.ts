import type { CSSVariablesResolver, MantineColorsTuple, MantineThemeOverride } from '@mantine/core';

import { radius, schemes } from './tokens.js';

const intoMantine = (scheme: (typeof schemes)['light' | 'dark']) => ({
  '--mantine-color-body': scheme.ground,
  '--mantine-color-text': scheme.ink,
  '--mantine-color-dimmed': scheme.quiet,
  '--mantine-color-placeholder': scheme.quiet,
  '--mantine-color-error': scheme.t3,
  '--mantine-color-anchor': scheme['ember-text'],
  '--mantine-color-default': scheme.surface,
  '--mantine-color-default-border': scheme.edge,
  '--mantine-primary-color-filled': scheme.ember,
  '--mantine-color-disabled': scheme.raised,
  '--mantine-color-disabled-color': scheme.quiet,
  '--mantine-color-disabled-border': scheme.line,
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: intoMantine(schemes.light),
  dark: intoMantine(schemes.dark),
});

const ember: MantineColorsTuple = [
  '#fdf1ea',
  '#f8e3d6',
  '#f0c3a9',
  '#f0a077',
  '#e98a58',
  '#d4683a',
  '#ad441b',
  '#963814',
  '#7a2d10',
  '#46281a',
];
const system = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';

export const theme: MantineThemeOverride = {
  colors: { ember },
  primaryColor: 'ember',
  primaryShade: { light: 6, dark: 4 },
  fontFamily: system,
  headings: { fontFamily: system, fontWeight: '650' },
  defaultRadius: 'md',
  radius: { md: radius },
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
  },
};
