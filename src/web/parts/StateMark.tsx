import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { STATE_TEXT, stateText } from '../api/states.ts';
import type { RunState } from '../api/types.ts';
import {
  ArrowSyncFilled,
  CheckmarkCircleFilled,
  CircleRegular,
  ErrorCircleFilled,
  HourglassRegular,
  NextRegular,
  RecordStopRegular,
} from '../icons.ts';

const useStyles = makeStyles({
  mark: { display: 'inline-flex', alignItems: 'center', gap: '6px', whiteSpace: 'nowrap' },
  icon: { display: 'inline-flex', fontSize: '16px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  slow: { color: tokens.colorStatusWarningForeground1 },
  busy: { color: tokens.colorBrandForeground1 },
  turning: {
    animationName: { to: { transform: 'rotate(360deg)' } },
    animationDuration: '2s',
    animationIterationCount: 'infinite',
    animationTimingFunction: 'linear',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
  },
});

type Kind = 'quiet' | 'good' | 'bad' | 'slow' | 'busy';
const MARKS: Readonly<Record<RunState, { readonly kind: Kind; readonly icon: ReactElement }>> = {
  NotStarted: { kind: 'quiet', icon: <CircleRegular /> },
  Pending: { kind: 'slow', icon: <HourglassRegular /> },
  Running: { kind: 'busy', icon: <ArrowSyncFilled /> },
  Stopping: { kind: 'slow', icon: <RecordStopRegular /> },
  Stopped: { kind: 'slow', icon: <RecordStopRegular /> },
  Skipped: { kind: 'quiet', icon: <NextRegular /> },
  Failed: { kind: 'bad', icon: <ErrorCircleFilled /> },
  Completed: { kind: 'good', icon: <CheckmarkCircleFilled /> },
};

export interface StateMarkProps {
  readonly state: RunState;
  readonly onlySign?: boolean;
  /** Members of the plan that were not updated, of which a good end has to say so. */
  readonly leftOut?: number | undefined;
}

/** A state as sign and word; the colour says nothing that the word does not. */
export function StateMark({ state, onlySign = false, leftOut = 0 }: StateMarkProps) {
  const styles = useStyles();
  const { icon, ...mark } = MARKS[state];
  const kind = leftOut > 0 && mark.kind === 'good' ? 'slow' : mark.kind;
  return (
    <span className={styles.mark}>
      <span
        className={mergeClasses(styles.icon, styles[kind], state === 'Running' && styles.turning)}
        {...(onlySign ? { role: 'img', 'aria-label': STATE_TEXT[state] } : { 'aria-hidden': true })}
      >
        {icon}
      </span>
      {!onlySign && stateText(state, leftOut)}
    </span>
  );
}
