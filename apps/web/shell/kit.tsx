import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/PasswordInput.css';
import './kit.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';

import { cssVariables, theme } from '../theme.js';
import { styleNonce } from './nonce.js';
import { useScheme } from './scheme.js';

/** What Mantine's inputs need around them. Pages at a desk have it; those of a live session at home are to load without. */
export function Kit({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      deduplicateCssVariables={false}
      forceColorScheme={useScheme()}
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  );
}
