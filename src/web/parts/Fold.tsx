import { makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { ChevronDownRegular, ChevronRightRegular } from '../icons.ts';
import { usePrinting } from './printing.ts';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'start', justifyContent: 'space-between', gap: '4px' },
  head: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    padding: '2px 0',
    font: 'inherit',
    textAlign: 'start',
    overflowWrap: 'anywhere',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    border: 'none',
    backgroundColor: 'transparent',
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  body: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '10px', paddingTop: '6px' },
});

export interface FoldProps {
  readonly title: string;
  /** Something in it is to be seen at once. */
  readonly startsOpen?: boolean;
  /** What stands at the end of the line. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** What is seldom needed: a line until it is opened. Printed in full. */
export function Fold({ title, startsOpen = false, beside, children }: FoldProps) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(startsOpen);
  const printing = usePrinting();
  const Sign = isOpen ? ChevronDownRegular : ChevronRightRegular;
  return (
    <div>
      <div className={styles.line}>
        <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Sign aria-hidden />
          {title}
        </button>
        {beside}
      </div>
      {(isOpen || printing) && <div className={styles.body}>{children}</div>}
    </div>
  );
}
