import type { PendingGate } from '../api/types.ts';
import { Time, Took } from '../parts/Time.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';
import { placeOfGate, quorumText } from '../gates/gateProgress.ts';
import { askedText } from './pendingGates.ts';

export const APPROVAL_COLUMNS: readonly Column<PendingGate>[] = [
  {
    key: 'gate',
    heading: 'Gate',
    width: 'minmax(0, 1.2fr)',
    text: ({ name }) => name,
    cell: ({ run, id, name }) => <Link to={addressOf.gate(run, id)}>{name}</Link>,
  },
  { key: 'place', heading: 'Holds', width: 'minmax(0, 1.6fr)', text: placeOfGate },
  {
    key: 'run',
    heading: 'Run',
    width: 'minmax(0, 1.2fr)',
    text: ({ run }) => run,
    cell: ({ run }) => <Link to={addressOf.run(run)}>{run}</Link>,
  },
  {
    key: 'since',
    heading: 'Waits for',
    width: '110px',
    text: ({ startTime = '' }) => startTime,
    cell: ({ startTime }) => startTime !== undefined && <Took from={startTime} />,
  },
  {
    key: 'expires',
    heading: 'Expires',
    width: TIME_TRACK,
    text: ({ expiresAt = '' }) => expiresAt,
    cell: ({ expiresAt }) => expiresAt !== undefined && <Time at={expiresAt} />,
  },
  { key: 'quorum', heading: 'Approvals', width: '130px', text: (gate) => quorumText(gate) ?? '' },
  { key: 'asked', heading: 'You', width: 'minmax(0, 2.4fr)', text: askedText },
];
