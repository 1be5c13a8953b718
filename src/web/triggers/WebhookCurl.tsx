import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { TriggerBody } from '../api/types.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { curlFor } from './webhookCurl.ts';

const useStyles = makeStyles({
  box: {
    margin: 0,
    padding: '10px 12px',
    overflowX: 'auto',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
});

const WAY_TEXT = {
  standardWebhooks: 'Try it, signed as Standard Webhooks',
  gitHub: 'Try it, signed as GitHub does',
  entra: 'Try it, with an Entra ID token',
} as const;

export interface WebhookCurlProps {
  readonly webhook: Extract<TriggerBody, { kind: 'webhook' }>;
  readonly name: string;
}

/** The call that starts a run, for each way that callers may prove who they are. */
export function WebhookCurl({ webhook, name }: WebhookCurlProps) {
  const styles = useStyles();
  const url = `${location.origin}/api/webhooks/${name === '' ? '<name>' : name}`;
  return (
    <>
      {webhook.webhook.authentication.map((way) => {
        const script = curlFor(webhook, way, url);
        return (
          <section key={way.type} aria-label={WAY_TEXT[way.type]}>
            <div className={styles.head}>
              <Text weight="semibold">{WAY_TEXT[way.type]}</Text>
              <CopyButton text={script} what="the call" />
            </div>
            <pre className={styles.box} tabIndex={0}>
              {script}
            </pre>
          </section>
        );
      })}
    </>
  );
}
