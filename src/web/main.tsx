import './kit/console.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './console/router.tsx';
import { PreferencesProvider } from './kit/preferences.tsx';
import { ServerProblem } from './kit/server.ts';
import { theme, themeVariables } from './kit/theme.ts';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; an unreachable server is tried again until it is back, so a restart heals itself.
      retry: (failures, error) => !(error instanceof ServerProblem) && failures < 60,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 5000),
    },
  },
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
