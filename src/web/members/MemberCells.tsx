import { Badge, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Member } from '../api/types.ts';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import type { Column } from '../tables/DataTable.tsx';
import { MEMBER_TEXTS } from './memberColumns.ts';
import { healthOf, isDrifting, nodeImagesOf, supportOf } from './memberRows.ts';

const useStyles = makeStyles({
  under: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
  },
  short: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  images: { fontSize: tokens.fontSizeBase200, lineHeight: '16px', whiteSpace: 'nowrap', overflow: 'hidden' },
  none: { color: tokens.colorNeutralForeground3 },
});

const WIDTHS = {
  name: 'minmax(0, 1.6fr)',
  group: 'minmax(0, 1.6fr)',
  location: 'minmax(0, 1.2fr)',
  kubernetesVersion: 'minmax(0, 1.1fr)',
  nodeImages: 'minmax(0, 3.2fr)',
  health: 'minmax(0, 2fr)',
} as const;

type Key = keyof typeof WIDTHS;

const CELLS: Readonly<Record<Key, (member: Member) => ReactNode>> = {
  name: (member) => <Name member={member} />,
  group: (member) => <Group member={member} />,
  location: ({ location }) => location ?? '–',
  kubernetesVersion: (member) => (
    <>
      {member.kubernetesVersion ?? '–'} <SupportBadge member={member} />
    </>
  ),
  nodeImages: (member) => <Images member={member} />,
  health: (member) => <HealthCell member={member} />,
};

export const MEMBER_COLUMNS: readonly Column<Member>[] = MEMBER_TEXTS.map((column) => ({
  ...column,
  width: WIDTHS[column.key],
  cell: CELLS[column.key],
}));

function Name({ member: { fleet, name } }: { member: Member }) {
  const styles = useStyles();
  return (
    <>
      <Link to={addressOf.member(fleet, name)}>{name}</Link>
      <span className={styles.under}>{fleet}</span>
    </>
  );
}

function Group({ member }: { member: Member }) {
  const styles = useStyles();
  return (
    <>
      {member.group ?? <span className={styles.none}>None</span>}{' '}
      {isDrifting(member) && <DriftBadge member={member} />}
    </>
  );
}

function Images({ member }: { member: Member }) {
  const styles = useStyles();
  const images = nodeImagesOf(member);
  return (
    <div className={styles.images} title={images.join('\n')}>
      {images.slice(0, 2).map((image) => (
        <div key={image}>{image}</div>
      ))}
      {images.length > 2 && <div>and {images.length - 2} more</div>}
    </div>
  );
}

/** How the member is, and of a failure its cause and the run in which it happened. */
function HealthCell({ member }: { member: Member }) {
  const styles = useStyles();
  const { failure, fleet, name } = member;
  return (
    <>
      <Health member={member} />
      {failure && (
        <>
          {' '}
          <Link to={addressOf.runMember(failure.run, fleet, name)}>{failure.run}</Link>
          <span className={styles.under} title={failure.message}>
            <span className={styles.short} style={{ display: 'block' }}>
              {failure.message}
            </span>
          </span>
        </>
      )}
    </>
  );
}

export function Health({ member }: { member: Member }) {
  const health = healthOf(member);
  const colour =
    health === 'Healthy' ? 'success' : /fail|no access|not found/i.test(health) ? 'danger' : 'warning';
  return (
    <Badge appearance="tint" color={colour}>
      {health}
    </Badge>
  );
}

/** Nothing while AKS supports the version. */
export function SupportBadge({ member }: { member: Member }) {
  const support = supportOf(member);
  if (support === undefined) return null;
  return (
    <Badge appearance="tint" color={support === 'Support ended' ? 'danger' : 'warning'}>
      {support}
    </Badge>
  );
}

/** Says what Fleet Manager has instead of the group that was asked for. */
function DriftBadge({ member: { mirror } }: { member: Member }) {
  const text =
    mirror.lastError ?? `Fleet Manager still has ${mirror.group ?? 'no group'}; the change is on its way.`;
  return (
    <Tooltip content={text} relationship="description">
      <Badge appearance="tint" color={mirror.lastError === undefined ? 'warning' : 'danger'} tabIndex={0}>
        {mirror.lastError === undefined ? 'On its way' : 'Not in Fleet yet'}
      </Badge>
    </Tooltip>
  );
}
