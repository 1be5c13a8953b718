import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    justifyItems: 'center',
    gap: tokens.spacingVerticalM,
    textAlign: 'center',
    padding: '56px 16px',
    color: tokens.colorNeutralForeground2,
  },
});

/** In place of an empty list: what would be here, and what to do to get it. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={useStyles().box}>
      <Subtitle2 as="h2">{title}</Subtitle2>
      {children}
    </div>
  );
}
