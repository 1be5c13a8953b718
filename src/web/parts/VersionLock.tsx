import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '../icons.ts';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gridTemplateColumns: '20px 1fr',
    gap: '4px 8px',
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
});

export interface VersionLockProps {
  readonly kubernetesVersion?: string | undefined;
  readonly nodeImages: readonly string[];
}

/** The versions that the whole run is held to; nothing when it is held to none. */
export function VersionLock({ kubernetesVersion, nodeImages }: VersionLockProps) {
  const styles = useStyles();
  if (kubernetesVersion === undefined && nodeImages.length === 0) return null;
  return (
    <div className={styles.box} aria-label="Version lock" role="group">
      <LockClosedRegular fontSize={18} aria-hidden />
      <Text weight="semibold">Held to these versions</Text>
      <span />
      <Text size={200}>
        {kubernetesVersion !== undefined && (
          <>
            Kubernetes {kubernetesVersion}
            <br />
          </>
        )}
        {nodeImages.map((image) => (
          <span key={image}>
            {image}
            <br />
          </span>
        ))}
      </Text>
    </div>
  );
}
