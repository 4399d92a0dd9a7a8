import './kit/console.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './console/query-client.ts';
import { router } from './console/router.tsx';
import { PreferencesProvider } from './kit/preferences.tsx';
import { theme, themeVariables } from './kit/theme.ts';

// A page that was open while the server was upgraded asks for a part that is no more: the new page has it. Once a minute at
// most, so that a part that is really broken does not reload for ever.
const RELOADED = 'prikbord-reloaded';
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  const now = performance.timeOrigin + performance.now();
  if (now - last < 60_000) return;
  sessionStorage.setItem(RELOADED, String(now));
  window.location.reload();
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element');
createRoot(root).render(
  <StrictMode>
    <PreferencesProvider>
      <MantineProvider theme={theme} cssVariablesResolver={themeVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </PreferencesProvider>
  </StrictMode>,
);
