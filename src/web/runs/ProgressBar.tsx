import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { countsText, progressText, sharesOf, type Counts } from './progress.ts';

const useStyles = makeStyles({
  box: { display: 'grid', gap: '4px', minWidth: '120px' },
  bar: {
    display: 'flex',
    height: '8px',
    borderRadius: '4px',
    overflow: 'hidden',
    gap: '1px',
    backgroundColor: tokens.colorNeutralBackground5,
  },
  text: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  part: { transitionProperty: 'width', transitionDuration: '300ms' },
  Completed: { backgroundColor: tokens.colorStatusSuccessBackground3 },
  Skipped: { backgroundColor: tokens.colorNeutralForeground4 },
  Failed: { backgroundColor: tokens.colorStatusDangerBackground3 },
  Stopped: { backgroundColor: tokens.colorStatusWarningBackground3 },
  Stopping: { backgroundColor: tokens.colorStatusWarningBackground3 },
  Running: { backgroundColor: tokens.colorBrandBackground },
  Pending: { backgroundColor: tokens.colorBrandStroke2 },
  NotStarted: { backgroundColor: 'transparent' },
});

/** How far the members of a run are, at a glance. */
export function ProgressBar({ counts }: { counts: Counts }) {
  const styles = useStyles();
  return (
    <div className={styles.box}>
      <div className={styles.bar} role="img" aria-label={countsText(counts) || 'No members'}>
        {sharesOf(counts).map(({ state, share }) => (
          <span
            key={state}
            className={mergeClasses(styles.part, styles[state])}
            style={{ width: `${share * 100}%` }}
          />
        ))}
      </div>
      <span className={styles.text}>{progressText(counts)}</span>
    </div>
  );
}
