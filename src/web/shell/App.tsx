import { FluentProvider, makeStaticStyles, Toaster, useId } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { ToasterContext } from '../parts/notices.ts';
import { Shell } from './Shell.tsx';
import { useThemeChoice } from './themeChoice.ts';

const useStaticStyles = makeStaticStyles({
  body: { margin: 0 },
  'h1, h2, h3': { margin: 0 },
});

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // While the app is away its return is watched for; other failures do not mend themselves.
        retry: false,
        staleTime: 1_000,
        // An answer that is there stays shown while the app is away.
        throwOnError: false,
      },
    },
  });
}

export function App() {
  useStaticStyles();
  const [client] = useState(newClient);
  const toaster = useId('toaster');
  const { theme, isDark, toggle } = useThemeChoice();
  return (
    <FluentProvider theme={theme} style={{ minHeight: '100dvh' }}>
      <QueryClientProvider client={client}>
        <ToasterContext value={toaster}>
          <Shell isDark={isDark} onToggleTheme={toggle} />
          <Toaster toasterId={toaster} position="top-end" />
        </ToasterContext>
      </QueryClientProvider>
    </FluentProvider>
  );
}
