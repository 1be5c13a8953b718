import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { usePrinting } from '../parts/printing.ts';

const KEY = 'theme';
const darkWanted = matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  darkWanted.addEventListener('change', listener);
  return () => darkWanted.removeEventListener('change', listener);
}

/** Light or dark: as the viewer's system has it, until the viewer says otherwise here. */
export function useThemeChoice(): { theme: Theme; isDark: boolean; toggle: () => void } {
  const systemIsDark = useSyncExternalStore(subscribe, () => darkWanted.matches);
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY));
  const isDark = chosen === null ? systemIsDark : chosen === 'dark';
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);
  const printing = usePrinting();
  const toggle = () => {
    const next = isDark ? 'light' : 'dark';
    localStorage.setItem(KEY, next);
    setChosen(next);
  };
  // Paper is white whatever the theme.
  return { theme: isDark && !printing ? webDarkTheme : webLightTheme, isDark, toggle };
}
