import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '../icons.ts';
import { csvOf, type TextColumn } from './tableRows.ts';

/** Says to a spreadsheet that the text is UTF-8. */
const UTF8 = '\uFEFF';

export interface ExportButtonProps<Row> {
  /** Of the file, without `.csv`. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly columns: readonly TextColumn<Row>[];
}

/** Saves what a table shows, all its rows, as CSV. */
export function ExportButton<Row>({ name, rows, columns }: ExportButtonProps<Row>) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([UTF8, csvOf(rows, columns)], { type: 'text/csv' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.csv` });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<ArrowDownloadRegular />}
      disabledFocusable={rows.length === 0}
      onClick={save}
    >
      Export CSV
    </Button>
  );
}
