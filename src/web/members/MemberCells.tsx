import { Badge, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import type { Member } from '../api/types.ts';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { healthOf, isDrifting, nodeImagesOf, supportOf } from './memberRows.ts';

const useStyles = makeStyles({
  cell: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  under: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  images: { fontSize: tokens.fontSizeBase200, lineHeight: '16px', whiteSpace: 'nowrap', overflow: 'hidden' },
  none: { color: tokens.colorNeutralForeground3 },
});

/** One member's cells of the table. */
export function MemberCells({ member }: { member: Member }) {
  const styles = useStyles();
  const { fleet, name, group, location, kubernetesVersion } = member;
  const images = nodeImagesOf(member);
  return (
    <>
      <span role="cell" className={styles.cell}>
        <Link to={addressOf.member(fleet, name)}>{name}</Link>
        <span className={styles.under}>{fleet}</span>
      </span>
      <span role="cell" className={styles.cell}>
        {group ?? <span className={styles.none}>None</span>}
        {isDrifting(member) && <DriftBadge member={member} />}
      </span>
      <span role="cell" className={styles.cell}>
        {location ?? '–'}
      </span>
      <span role="cell" className={styles.cell}>
        {kubernetesVersion ?? '–'}
        <SupportBadge member={member} />
      </span>
      <span role="cell" className={styles.images} title={images.join('\n')}>
        {images.slice(0, 2).map((image) => (
          <span key={image} style={{ display: 'block' }}>
            {image}
          </span>
        ))}
        {images.length > 2 && <span>and {images.length - 2} more</span>}
      </span>
      <span role="cell" className={styles.cell}>
        <Health member={member} />
      </span>
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
export function DriftBadge({ member: { mirror } }: { member: Member }) {
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
