import { Link as FluentLink } from '@fluentui/react-components';
import type { MouseEvent, ReactNode } from 'react';
import { goTo } from './location.ts';

/** True for a plain click; with a key or another button the browser does what it always does. */
function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey &&
    !event.defaultPrevented
  );
}

export function followInPage(address: string) {
  return (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    goTo(address);
  };
}

/** A link within the dashboard. */
export function Link({ to, children, className }: { to: string; children: ReactNode; className?: string }) {
  return (
    <FluentLink href={to} className={className} onClick={followInPage(to)}>
      {children}
    </FluentLink>
  );
}
