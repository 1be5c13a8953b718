import { Button, Input, Text } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { auditQuery } from '../api/auditQuery.ts';
import type { AuditEntry } from '../api/types.ts';
import { counted } from '../parts/counted.ts';
import { useCards } from '../parts/cards.ts';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Link } from '../routing/Link.tsx';
import { useSearchValue } from '../routing/location.ts';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';
import { pageOfSubject } from './subjects.ts';

const COLUMNS: readonly Column<AuditEntry>[] = [
  {
    key: 'time',
    heading: 'Time',
    width: TIME_TRACK,
    text: ({ time }) => time,
    cell: ({ time }) => <Time at={time} />,
  },
  { key: 'type', heading: 'What', width: 'minmax(0, 1.1fr)', text: ({ type }) => type },
  {
    key: 'subject',
    heading: 'Of',
    width: 'minmax(0, 1.2fr)',
    text: ({ subject }) => subject,
    cell: ({ subject }) => <Subject subject={subject} />,
  },
  { key: 'message', heading: 'Says', width: 'minmax(0, 2.6fr)', text: ({ message }) => message },
  { key: 'actor', heading: 'Who', width: 'minmax(0, 1.2fr)', text: ({ actor }) => actor },
];

/** Who did what, and what happened, of everything; what is deleted too. */
export function AuditPage() {
  const cards = useCards();
  const [subject, setSubject] = useSearchValue('subject');
  const [actor, setActor] = useSearchValue('actor');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery({ subject, actor }),
  );
  const entries = useMemo(() => data?.pages.flatMap(({ value }) => value), [data]);
  return (
    <div className={cards.stack}>
      <PageHead title="Audit" under="What was done and what happened, newest first, of deleted runs too" />
      {error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {!entries && error === null && <Loading what="audit log" />}
      {entries && (
        <>
          <ListView
            label="Audit entries"
            noun="entry"
            fileName="audit"
            rows={entries}
            all={entries.length}
            columns={COLUMNS}
            keyOf={(entry) => JSON.stringify(entry)}
            nameOf={({ type, subject: of }) => `${type} ${of}`}
            rowHeight={56}
            minWidth={960}
            filters={
              <>
                <Filter label="Of what" hint="runs/september" value={subject} onApply={setSubject} />
                <Filter label="Who" hint="an object id" value={actor} onApply={setActor} />
              </>
            }
          />
          {hasNextPage && (
            <div>
              <Button disabledFocusable={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Older entries
              </Button>{' '}
              <Text size={200}>The search looks through the {counted(entries.length, 'entry')} here.</Text>
            </div>
          )}
        </>
      )}
    </div>
  );
}

interface FilterProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onApply: (value: string) => void;
}

/** What the app filters by: asked for when it is typed, not at every letter. */
function Filter({ label, hint, value, onApply }: FilterProps) {
  const [typed, setTyped] = useState(value);
  const apply = () => onApply(typed.trim());
  return (
    <Input
      aria-label={label}
      placeholder={`${label}: ${hint}`}
      value={typed}
      onChange={(_event, data) => setTyped(data.value)}
      onBlur={apply}
      onKeyDown={({ key }) => {
        if (key === 'Enter') apply();
      }}
    />
  );
}

function Subject({ subject }: { subject: string }) {
  const page = pageOfSubject(subject);
  return page === undefined ? <>{subject}</> : <Link to={page}>{subject}</Link>;
}
