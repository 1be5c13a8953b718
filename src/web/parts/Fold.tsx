import { makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { ChevronDownRegular, ChevronRightRegular } from '../icons.ts';
import { usePrinting } from './printing.ts';

const useStyles = makeStyles({
  head: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    padding: '2px 0',
    font: 'inherit',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    border: 'none',
    backgroundColor: 'transparent',
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  body: { display: 'grid', gap: '10px', paddingTop: '6px' },
});

/** What is seldom needed: a line until it is opened. Printed in full. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const printing = usePrinting();
  const Sign = isOpen ? ChevronDownRegular : ChevronRightRegular;
  return (
    <div>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Sign aria-hidden />
        {title}
      </button>
      {(isOpen || printing) && <div className={styles.body}>{children}</div>}
    </div>
  );
}
