import { FluentProvider, makeStaticStyles, Toaster, useId } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { ToasterContext } from '../parts/notices.ts';
import { AskToLeave } from './AskToLeave.tsx';
import { Shell } from './Shell.tsx';
import { useThemeChoice } from './themeChoice.ts';

const useStaticStyles = makeStaticStyles({
  body: { margin: 0 },
  'h1, h2, h3': { margin: 0 },
  // What is not chosen can be chosen: Fluent draws it as faint as what cannot.
  '.fui-Radio__input:enabled:not(:checked) ~ .fui-Radio__label': { color: 'var(--colorNeutralForeground1)' },
  '.fui-Checkbox__input:enabled:not(:checked) ~ .fui-Checkbox__label': {
    color: 'var(--colorNeutralForeground1)',
  },
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
          <AskToLeave />
          {/* At the bottom: at the top they would lie on the commands of the page. */}
          <Toaster toasterId={toaster} position="bottom-end" />
        </ToasterContext>
      </QueryClientProvider>
    </FluentProvider>
  );
}
