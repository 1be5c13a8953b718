import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Member } from '../api/types.ts';
import { ArrowDownRegular, ArrowUpRegular } from '../icons.ts';
import { MemberCells } from './MemberCells.tsx';
import { COLUMNS, memberKey, type Column, type Sorting } from './memberRows.ts';

const ROW_HEIGHT = 52;
const HEADINGS: Readonly<Record<Column, string>> = {
  name: 'Member',
  group: 'Update group',
  location: 'Location',
  kubernetesVersion: 'Kubernetes',
  nodeImages: 'Node images',
  health: 'Health',
};

const useStyles = makeStyles({
  frame: {
    ...{ border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusLarge },
    ...{ overflow: 'auto', maxHeight: 'max(340px, 68dvh)', backgroundColor: tokens.colorNeutralBackground1 },
  },
  table: { minWidth: '900px' },
  row: {
    ...{
      display: 'grid',
      gridTemplateColumns:
        '40px minmax(0, 1.6fr) minmax(0, 2fr) minmax(0, 1.3fr) minmax(0, 1.1fr) minmax(0, 3.4fr) minmax(0, 1.1fr)',
      alignItems: 'center',
    },
    ...{ columnGap: '12px', paddingInlineEnd: '12px', boxSizing: 'border-box' },
  },
  head: {
    ...{ position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground2 },
    ...{ borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, minHeight: '40px' },
  },
  sort: {
    ...{ font: 'inherit', fontWeight: tokens.fontWeightSemibold, color: 'inherit', cursor: 'pointer' },
    ...{
      border: 'none',
      backgroundColor: 'transparent',
      padding: '4px 0',
      display: 'inline-flex',
      gap: '4px',
    },
    alignItems: 'center',
  },
  line: {
    ...{ position: 'absolute', insetInlineStart: 0, top: 0, width: '100%', height: `${ROW_HEIGHT}px` },
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
});

export interface MemberTableProps {
  readonly rows: readonly Member[];
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly canSelect: boolean;
}

/** Only rows in sight are in the page, so that a thousand scroll as well as five. */
export function MemberTable({ rows, sorting, onSort, selected, onSelect, canSelect }: MemberTableProps) {
  const styles = useStyles();
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const chosen = rows.filter((row) => selected.has(memberKey(row))).length;
  const toggle = (key: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(key);
    else next.delete(key);
    onSelect(next);
  };
  return (
    <div ref={frame} className={styles.frame} tabIndex={0} role="region" aria-label="List of members">
      <div role="table" aria-label="Members" aria-rowcount={rows.length + 1} className={styles.table}>
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={mergeClasses(styles.row, styles.head)}>
            <span role="columnheader">
              {canSelect && (
                <Checkbox
                  aria-label="Select all shown"
                  checked={chosen === 0 ? false : chosen === rows.length ? true : 'mixed'}
                  onChange={(_event, { checked }) =>
                    onSelect(new Set(checked === true ? rows.map(memberKey) : []))
                  }
                />
              )}
            </span>
            {COLUMNS.map((column) => (
              <SortHeading key={column} {...{ column, sorting, onSort }} />
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const member = rows[index];
            if (!member) return null;
            const key = memberKey(member);
            return (
              <div
                {...{ key, role: 'row', 'aria-rowindex': index + 2 }}
                className={mergeClasses(styles.row, styles.line, selected.has(key) && styles.selected)}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span role="cell">
                  {canSelect && (
                    <Checkbox
                      aria-label={`Select ${member.name}`}
                      checked={selected.has(key)}
                      onChange={(_event, { checked }) => toggle(key, checked === true)}
                    />
                  )}
                </span>
                <MemberCells member={member} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function SortHeading({
  column,
  sorting,
  onSort,
}: Pick<MemberTableProps, 'sorting' | 'onSort'> & { column: Column }) {
  const styles = useStyles();
  const isSorted = sorting.by === column;
  const direction = sorting.descending ? 'descending' : 'ascending';
  const Arrow = sorting.descending ? ArrowDownRegular : ArrowUpRegular;
  return (
    <span role="columnheader" aria-sort={isSorted ? direction : 'none'}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ by: column, descending: isSorted && !sorting.descending })}
      >
        {HEADINGS[column]}
        {isSorted && <Arrow aria-hidden />}
      </button>
    </span>
  );
}
