import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
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
  quiet: {
    padding: '2px 0',
    fontWeight: 'inherit',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});

interface FoldHeadProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** Of what is seldom needed. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
}

/** The name of something, which opens and closes it. */
export function FoldHead({ isOpen, onToggle, quiet = false, children }: FoldHeadProps) {
  const styles = useStyles();
  const Sign = isOpen ? ChevronDownRegular : ChevronRightRegular;
  return (
    <button
      type="button"
      className={mergeClasses(styles.head, quiet && styles.quiet)}
      aria-expanded={isOpen}
      onClick={onToggle}
    >
      <Sign aria-hidden />
      {children}
    </button>
  );
}
