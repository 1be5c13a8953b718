import { Button, makeStyles, Text, tokens, Tooltip } from '@fluentui/react-components';
import { useId, useRef, type ReactNode } from 'react';
import { AddRegular, DeleteRegular } from '../icons.ts';
import { useCards } from '../parts/cards.ts';
import { useFieldTrouble } from './formTrouble.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '8px',
  },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 32px',
    gap: '8px',
    alignItems: 'start',
    padding: '8px 12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  fields: {
    display: 'grid',
    gap: '8px 16px',
    '& > *': { minWidth: 0 },
    gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
  },
  error: { color: tokens.colorStatusDangerForeground1 },
});

export interface RowsFieldProps<Row> {
  readonly label: string;
  readonly hint: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
  /** What a new row begins with. */
  readonly empty: () => Row;
  /** One of the rows in words, `blackout` for example. */
  readonly noun: string;
  readonly most: number;
  readonly pointer: string;
  /** What is wrong with the list, beyond its rows. */
  readonly problem?: string | undefined;
  readonly children: (row: Row, change: (row: Row) => void, pointer: string) => ReactNode;
}

/** A list of things that have fields of their own. */
export function RowsField<Row>(props: RowsFieldProps<Row>) {
  const { label, hint, rows, onChange, empty, noun, most, pointer, problem, children } = props;
  const styles = useStyles();
  const cards = useCards();
  const title = useId();
  const add = useRef<HTMLButtonElement>(null);
  const { refusal } = useFieldTrouble(pointer);
  const shown = problem ?? refusal;
  return (
    <div role="group" aria-labelledby={title} className={cards.stack} style={{ gap: '8px' }}>
      <div>
        <Text id={title} weight="semibold" block>
          {label}
        </Text>
        <Text size={200} className={cards.quiet}>
          {hint}
        </Text>
      </div>
      {rows.length > 0 && (
        <ul className={styles.list}>
          {rows.map((row, index) => (
            // The rows have no names, and none is moved: the place is what tells them apart.
            <li key={index} className={styles.row}>
              <div className={styles.fields}>
                {children(row, (changed) => onChange(rows.with(index, changed)), `${pointer}/${index}`)}
              </div>
              <Tooltip content={`Remove ${noun} ${index + 1}`} relationship="label">
                <Button
                  appearance="subtle"
                  icon={<DeleteRegular />}
                  onClick={() => {
                    onChange(rows.toSpliced(index, 1));
                    add.current?.focus();
                  }}
                />
              </Tooltip>
            </li>
          ))}
        </ul>
      )}
      {shown !== undefined && (
        <Text size={200} className={styles.error} role="alert">
          {shown}
        </Text>
      )}
      <div>
        <Button
          ref={add}
          size="small"
          icon={<AddRegular />}
          disabledFocusable={rows.length >= most}
          onClick={() => onChange([...rows, empty()])}
        >
          Add {noun}
        </Button>
      </div>
    </div>
  );
}
