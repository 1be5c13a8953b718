import {
  Body1Strong,
  Link,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import type { Member, NodePool } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Facts } from '../parts/Facts.tsx';
import { Findings } from '../parts/Findings.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { portalAddress } from '../parts/portal.ts';
import { SidePanel } from '../parts/SidePanel.tsx';
import { Time } from '../parts/Time.tsx';
import { Link as PageLink } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { Health, SupportBadge } from './MemberCells.tsx';
import { isDrifting, supportOf } from './memberRows.ts';
import { MendDrift } from './MendDrift.tsx';

const ACCESS: Readonly<Record<Member['access'], string | undefined>> = {
  Readable: undefined,
  NoAccess: 'The app may not read this cluster: give its identity Reader on the resource group.',
  NotFound: 'The cluster was not found in the lists of Azure: it may be gone, or newer than they are.',
  NotAks:
    'This is no cluster of AKS but, by its id, one connected through Azure Arc: AKS is not asked about it, and Fleet Manager updates no such cluster.',
};

const useStyles = makeStyles({ body: { display: 'grid', gap: '16px', paddingBottom: '24px' } });

/** Everything that is known of a member. */
export function MemberPanel({ member }: { member: Member }) {
  const styles = useStyles();
  const cards = useCards();
  const { mirror } = member;
  const access = ACCESS[member.access];
  return (
    <SidePanel title={member.name} closeTo={addressOf.members()}>
      <div className={styles.body}>
        {access !== undefined && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{access}</MessageBarBody>
          </MessageBar>
        )}
        {isDrifting(member) && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              Fleet Manager still has {mirror.group ?? 'no group'}. The app brings it there by itself within
              minutes; a run does so before it starts. {mirror.lastError}
            </MessageBarBody>
            <MendDrift member={member} />
          </MessageBar>
        )}
        {member.failure && <Failure member={member} failure={member.failure} />}
        <Findings findings={member.findings} />
        <Facts
          facts={{
            Fleet: member.fleet,
            'Update group': member.group ?? 'None',
            Location: member.location,
            Kubernetes: member.kubernetesVersion,
            Support: supportOf(member) === undefined ? undefined : <SupportBadge member={member} />,
            Health: <Health member={member} />,
            Power: member.powerState,
            Provisioning: member.provisioningState,
            'In the fleet': member.fleetProvisioningState,
            Cluster: (
              <>
                <span className={cards.mono}>{member.clusterResourceId}</span>{' '}
                <CopyButton text={member.clusterResourceId} what="resource id" />{' '}
                <Link href={portalAddress(member.clusterResourceId)} target="_blank" rel="noreferrer">
                  Open in the portal
                </Link>
              </>
            ),
            'As of': <Time at={member.asOf} />,
          }}
        />
        {member.nodePools.map((pool) => (
          <Pool key={pool.name} pool={pool} />
        ))}
      </div>
    </SidePanel>
  );
}

/** Why the last run that reached it left it failed. */
function Failure({ member, failure }: { member: Member; failure: NonNullable<Member['failure']> }) {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          Failed in run{' '}
          <PageLink to={addressOf.runMember(failure.run, member.fleet, member.name)}>{failure.run}</PageLink>
        </MessageBarTitle>
        {failure.code !== undefined && `${failure.code}: `}
        {failure.message}
        {failure.at !== undefined && (
          <>
            {' '}
            <Time at={failure.at} />
          </>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}

function Pool({ pool }: { pool: NodePool }) {
  const cards = useCards();
  return (
    <section className={cards.card}>
      <Body1Strong as="h3">Node pool {pool.name}</Body1Strong>
      <Facts
        facts={{
          Mode: pool.mode,
          System: [pool.osType, pool.osSku].filter((part) => part !== undefined).join(', '),
          Nodes: pool.count,
          Kubernetes: pool.kubernetesVersion,
          'Node image': <span className={cards.mono}>{pool.nodeImageVersion ?? 'Not reported'}</span>,
          Provisioning: pool.provisioningState,
          Power: pool.powerState,
        }}
      />
    </section>
  );
}
