import './shell/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './shell/app.js';
import { keepShell } from './shell/keep-shell.js';
import { styleNonce } from './shell/nonce.js';
import { queries } from './shell/queries.js';
import { followScheme } from './shell/scheme.js';
import { tokenStyles } from './tokens.js';

const tokens = Object.assign(document.createElement('style'), { nonce: styleNonce(), textContent: tokenStyles() });
document.head.append(tokens);
followScheme();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);

// What is kept serves a later visit without a network; this visit goes on without it.
window.addEventListener('load', () => void keepShell().catch(() => undefined));
