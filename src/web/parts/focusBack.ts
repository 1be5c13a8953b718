import { useEffect, useState } from 'react';

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

/** Gives the keyboard back to where it was when what covers the page goes: without this it begins at the top again. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Once the page is uncovered: what is hidden from the keyboard takes no focus.
      setTimeout(() => {
        if (!isNowhere()) return;
        if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
        focusContent();
      });
    },
    [before],
  );
}

/** The page's content, when the keyboard is nowhere: what had it is gone. */
export function focusContent(): void {
  if (isNowhere()) document.getElementById('content')?.focus({ preventScroll: true });
}
