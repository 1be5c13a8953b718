import { Button, makeStyles, mergeClasses, Subtitle2, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useCards } from '../parts/cards.ts';
import type { InUse } from './memberRows.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' },
  bar: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(60px, 2fr) 3em',
    gap: '12px',
    alignItems: 'center',
    width: '100%',
    padding: '4px 8px',
    textAlign: 'start',
    cursor: 'pointer',
    font: 'inherit',
    color: 'inherit',
    border: 'none',
    backgroundColor: 'transparent',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected },
  name: { fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  track: { height: '10px', borderRadius: '5px', backgroundColor: tokens.colorNeutralBackground4 },
  filled: {
    height: '100%',
    borderRadius: '5px',
    backgroundColor: tokens.colorBrandBackground,
    minWidth: '4px',
  },
  unseen: { position: 'absolute', clipPath: 'inset(50%)', width: '1px', height: '1px', overflow: 'hidden' },
  count: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', fontSize: tokens.fontSizeBase200 },
});

const SHOWN_AT_FIRST = 5;

export interface InUseBarsProps {
  readonly title: string;
  readonly values: readonly InUse[];
  readonly chosen: string;
  /** Empty when the choice is taken back. */
  readonly onChoose: (value: string) => void;
}

/** How many members are on each version, as bars that filter the list. */
export function InUseBars({ title, values, chosen, onChoose }: InUseBarsProps) {
  const styles = useStyles();
  const cards = useCards();
  const [all, setAll] = useState(false);
  const shown = all ? values : values.slice(0, SHOWN_AT_FIRST);
  return (
    <section className={mergeClasses(cards.card, cards.stack)} aria-label={title}>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <ul className={styles.list}>
        {shown.map(({ value, members, share }) => (
          <li key={value}>
            <button
              type="button"
              aria-pressed={chosen === value}
              className={mergeClasses(styles.bar, chosen === value && styles.chosen)}
              onClick={() => onChoose(chosen === value ? '' : value)}
            >
              <span className={styles.name}>{value}</span>
              <span className={styles.track}>
                <span className={styles.filled} style={{ width: `${share * 100}%`, display: 'block' }} />
              </span>
              <span className={styles.count}>
                {members}
                <span className={styles.unseen}>{members === 1 ? ' member' : ' members'}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {values.length > SHOWN_AT_FIRST && (
        <Button size="small" appearance="subtle" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `All ${values.length}`}
        </Button>
      )}
    </section>
  );
}
