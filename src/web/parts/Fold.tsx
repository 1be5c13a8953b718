import { makeStyles } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { FoldHead } from './FoldHead.tsx';
import { usePrinting } from './printing.ts';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'start', justifyContent: 'space-between', gap: '4px' },
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
  return (
    <div>
      <div className={styles.line}>
        <FoldHead isOpen={isOpen} onToggle={() => setOpen(!isOpen)} quiet>
          {title}
        </FoldHead>
        {beside}
      </div>
      {(isOpen || printing) && <div className={styles.body}>{children}</div>}
    </div>
  );
}
