import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type CSSProperties, type ReactNode } from 'react';
import { ArrowDownRegular, ArrowUpRegular } from '../icons.ts';
import { usePrinting } from '../parts/printing.ts';
import type { Sorting, TextColumn } from './tableRows.ts';

/** A track that a time with its date fits in: it is never broken, and would run into the next cell. */
export const TIME_TRACK = 'minmax(180px, 1.6fr)';

export interface Column<Row> extends TextColumn<Row> {
  /** A track of the grid, such as `minmax(0, 2fr)`. */
  readonly width: string;
  /** The text where absent. */
  readonly cell?: (row: Row) => ReactNode;
}

export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

export interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  /** About how high a row is, px; each is measured. */
  readonly rowHeight?: number;
  readonly minWidth?: number;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting) => void;
  readonly selection?: Selection | undefined;
}

const useStyles = makeStyles({
  frame: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'auto',
    maxHeight: 'max(340px, 72dvh)',
    backgroundColor: tokens.colorNeutralBackground1,
    '@media print': { overflow: 'visible', maxHeight: 'none', border: 'none' },
  },
  row: {
    display: 'grid',
    alignItems: 'center',
    columnGap: '12px',
    paddingInline: '12px',
    boxSizing: 'border-box',
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    minHeight: '40px',
  },
  line: {
    width: '100%',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  placed: { position: 'absolute', insetInlineStart: 0, top: 0 },
  selected: { backgroundColor: tokens.colorNeutralBackground1Selected },
  cell: { minWidth: 0, overflowWrap: 'anywhere', paddingBlock: '6px' },
  sort: {
    font: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    color: 'inherit',
    cursor: 'pointer',
    border: 'none',
    backgroundColor: 'transparent',
    padding: '4px 0',
    display: 'inline-flex',
    gap: '4px',
    alignItems: 'center',
    textAlign: 'start',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** A table of which only the rows in sight are in the page, so that a thousand scroll as well as five. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, keyOf, rowHeight = 44, minWidth = 720, selection } = props;
  const styles = useStyles();
  const frame = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const tracks = [...(selection ? ['32px'] : []), ...columns.map(({ width }) => width)].join(' ');
  const line = (index: number, placed?: { style: CSSProperties; ref: (row: HTMLElement | null) => void }) => {
    const row = rows[index];
    if (row === undefined) return null;
    const isSelected = selection?.selected.has(keyOf(row)) === true;
    return (
      <div
        key={keyOf(row)}
        role="row"
        aria-rowindex={index + 2}
        data-index={index}
        ref={placed?.ref}
        className={mergeClasses(
          styles.row,
          styles.line,
          placed && styles.placed,
          isSelected && styles.selected,
        )}
        style={{ gridTemplateColumns: tracks, minHeight: rowHeight, ...placed?.style }}
      >
        {selection && <SelectCell {...props} selection={selection} row={row} />}
        {columns.map(({ key, cell, text }) => (
          <div key={key} role="cell" className={styles.cell}>
            {cell ? cell(row) : text(row)}
          </div>
        ))}
      </div>
    );
  };
  return (
    <div
      ref={frame}
      className={styles.frame}
      tabIndex={0}
      role="region"
      aria-label={`List of ${label.toLowerCase()}`}
    >
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1} style={{ minWidth }}>
        <div role="rowgroup">
          <Head {...props} tracks={tracks} />
        </div>
        {printing ? (
          <div role="rowgroup">{rows.map((_row, index) => line(index))}</div>
        ) : (
          <div role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) =>
              line(index, {
                style: { transform: `translateY(${start}px)` },
                ref: virtual.measureElement,
              }),
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function Head<Row>({
  rows,
  columns,
  keyOf,
  sorting,
  onSort,
  selection,
  tracks,
}: DataTableProps<Row> & { tracks: string }) {
  const styles = useStyles();
  const chosen = rows.filter((row) => selection?.selected.has(keyOf(row))).length;
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={mergeClasses(styles.row, styles.head)}
      style={{ gridTemplateColumns: tracks }}
    >
      {selection && (
        <span role="columnheader">
          <Checkbox
            aria-label="Select all shown"
            checked={chosen === 0 ? false : chosen === rows.length ? true : 'mixed'}
            onChange={(_event, { checked }) =>
              selection.onSelect(new Set(checked === true ? rows.map(keyOf) : []))
            }
          />
        </span>
      )}
      {columns.map(({ key, heading, isCommand }) =>
        isCommand ? (
          <span key={key} role="columnheader">
            {heading}
          </span>
        ) : (
          <SortHeading key={key} by={key} heading={heading} sorting={sorting} onSort={onSort} />
        ),
      )}
    </div>
  );
}

function SelectCell<Row>({
  row,
  keyOf,
  nameOf,
  selection: { selected, onSelect },
}: Pick<DataTableProps<Row>, 'keyOf' | 'nameOf'> & { row: Row; selection: Selection }) {
  const key = keyOf(row);
  return (
    <span role="cell">
      <Checkbox
        aria-label={`Select ${nameOf(row)}`}
        checked={selected.has(key)}
        onChange={(_event, { checked }) => {
          const next = new Set(selected);
          if (checked === true) next.add(key);
          else next.delete(key);
          onSelect(next);
        }}
      />
    </span>
  );
}

interface SortHeadingProps {
  readonly by: string;
  readonly heading: string;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting) => void;
}

function SortHeading({ by, heading, sorting, onSort }: SortHeadingProps) {
  const styles = useStyles();
  const isSorted = sorting?.by === by;
  const Arrow = sorting?.descending === true ? ArrowDownRegular : ArrowUpRegular;
  const direction = sorting?.descending === true ? 'descending' : 'ascending';
  return (
    <span role="columnheader" aria-sort={isSorted ? direction : 'none'}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ by, descending: isSorted && !sorting.descending })}
      >
        {heading}
        {isSorted && <Arrow aria-hidden />}
      </button>
    </span>
  );
}
