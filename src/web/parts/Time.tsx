import { Tooltip } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { appNow } from '../api/connection.ts';
import { durationText, localText, utcText } from './timeText.ts';

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** A time in the viewer's zone, with UTC at hand. */
export function Time({ at, short = false }: { at: string; short?: boolean }) {
  return (
    <Tooltip content={utcText(at)} relationship="description">
      <time dateTime={at} tabIndex={0} style={{ whiteSpace: 'nowrap' }}>
        {short ? TIME.format(new Date(at)) : localText(at)}
      </time>
    </Tooltip>
  );
}

/** What time it is where the app runs, again every second while something is under way. */
export function useAppNow(ticking = true): number {
  const [now, setNow] = useState(appNow);
  useEffect(() => {
    setNow(appNow());
    if (!ticking) return undefined;
    const timer = setInterval(() => setNow(appNow()), 1_000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

/** `3 min 5 s`, going on by itself until there is an end. */
export function Took({ from, to }: { from: string; to?: string | undefined }) {
  const now = useAppNow(to === undefined);
  return <>{durationText((to === undefined ? now : Date.parse(to)) - Date.parse(from))}</>;
}
