import { MessageBar, MessageBarBody, MessageBarGroup, MessageBarTitle } from '@fluentui/react-components';

interface Finding {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly stage?: string | undefined;
  readonly group?: string | undefined;
}

/** What a plan objects to, or what is to be known of a member; errors first. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const sorted = findings.toSorted((a, b) => a.severity.localeCompare(b.severity));
  return (
    <MessageBarGroup style={{ display: 'grid', gap: '8px' }}>
      {sorted.map((finding) => (
        <MessageBar
          key={`${finding.code} ${finding.stage ?? ''} ${finding.group ?? ''} ${finding.message}`}
          intent={finding.severity === 'error' ? 'error' : 'warning'}
          layout="multiline"
        >
          <MessageBarBody>
            <MessageBarTitle>{finding.severity === 'error' ? 'Error' : 'Warning'}</MessageBarTitle>
            {finding.message}
          </MessageBarBody>
        </MessageBar>
      ))}
    </MessageBarGroup>
  );
}
