import { makeStyles, SearchBox, Text } from '@fluentui/react-components';
import { useMemo, useState, type ReactNode } from 'react';
import { counted } from '../parts/counted.ts';
import { useSearchValue } from '../routing/location.ts';
import { DataTable, type Column, type Selection } from './DataTable.tsx';
import { ExportButton } from './ExportButton.tsx';
import { found, sorted, type Sorting } from './tableRows.ts';

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    alignItems: 'center',
    '@media print': { display: 'none' },
  },
  search: { width: '260px', maxWidth: '100%' },
  end: { marginInlineStart: 'auto' },
  stack: { display: 'grid', gap: '8px', minWidth: 0 },
});

export interface ListViewProps<Row> {
  readonly label: string;
  /** What a row is, in the singular: `run`. */
  readonly noun: string;
  /** After the filters; the search is done here. */
  readonly rows: readonly Row[];
  /** How many there are before any filter. */
  readonly all: number;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  readonly filters?: ReactNode;
  readonly firstSorting?: Sorting;
  readonly selection?: Selection | undefined;
  readonly rowHeight?: number;
  readonly minWidth?: number;
  /** Of the exported file, without `.csv`. */
  readonly fileName: string;
  /** Where the search is kept; in the address when absent. */
  readonly search?: readonly [string, (text: string) => void];
}

/** A list to search, sort, filter and export: what every list of the dashboard is. */
export function ListView<Row>(props: ListViewProps<Row>) {
  const { label, noun, rows, all, columns, filters, firstSorting, selection, fileName } = props;
  const styles = useStyles();
  const inAddress = useSearchValue('search');
  const [text, setText] = props.search ?? inAddress;
  const [sorting, setSorting] = useState<Sorting | undefined>(firstSorting);
  const shown = useMemo(
    () => sorted(found(rows, columns, text), columns, sorting),
    [rows, columns, text, sorting],
  );
  const chosen = selection?.selected.size ?? 0;
  return (
    <div className={styles.stack}>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          placeholder={`Search ${label.toLowerCase()}`}
          aria-label={`Search ${label.toLowerCase()}`}
          value={text}
          onChange={(_event, { value }) => setText(value)}
        />
        {filters}
        <Text aria-live="polite">
          {shown.length === all ? counted(all, noun) : `${shown.length} of ${counted(all, noun)}`}
          {chosen > 0 && `, ${chosen} selected`}
        </Text>
        <span className={styles.end}>
          <ExportButton name={fileName} rows={shown} columns={columns} />
        </span>
      </div>
      <DataTable {...props} rows={shown} sorting={sorting} onSort={setSorting} />
    </div>
  );
}
