import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { ChevronDownRegular, ChevronRightRegular } from '../icons.ts';

const useStyles = makeStyles({
  head: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    padding: '4px 0',
    font: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    color: 'inherit',
    textAlign: 'start',
    border: 'none',
    backgroundColor: 'transparent',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

interface FoldHeadProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** The name of a part of a run, which opens and closes it. */
export function FoldHead({ isOpen, onToggle, children }: FoldHeadProps) {
  const styles = useStyles();
  const Sign = isOpen ? ChevronDownRegular : ChevronRightRegular;
  return (
    <button type="button" className={styles.head} aria-expanded={isOpen} onClick={onToggle}>
      <Sign aria-hidden />
      {children}
    </button>
  );
}
