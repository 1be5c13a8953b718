import { makeStyles } from '@fluentui/react-components';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { NumberField } from '../forms/NumberField.tsx';
import { TextField } from '../forms/TextField.tsx';
import type { CheckFieldsProps } from './checkFieldsProps.ts';
import { LEAST_STATUS, MOST_STATUS, type CheckOf, type HealthCheck } from './checkProblems.ts';
import { RulesField } from './RulesField.tsx';

const useStyles = makeStyles({
  wide: { gridColumn: '1 / -1', display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
});

const TYPES = [
  ['Clusters', 'Clusters: state and versions of AKS'],
  ['Metrics', 'Metrics of the platform'],
  ['ResourceHealth', 'Resource Health'],
  ['Alerts', 'Alerts of Azure Monitor'],
  ['Prometheus', 'Prometheus query'],
  ['Http', 'HTTP'],
] as const;

const SEVERITIES = [
  ['Sev4', 'All, Sev0 to Sev4'],
  ['Sev3', 'Sev0 to Sev3'],
  ['Sev2', 'Sev0 to Sev2'],
  ['Sev1', 'Sev0 and Sev1'],
  ['Sev0', 'Sev0'],
] as const;

/** One question about the health of the clusters: its type, a name if wanted, and what is the type's own. */
export function CheckFields(props: CheckFieldsProps) {
  const styles = useStyles();
  const { check, onChange, problemAt, pointer } = props;
  return (
    <>
      <ChoiceField
        label="Check"
        value={check.type}
        choices={TYPES}
        onChange={(type) =>
          onChange({ ...newCheck(type), ...(check.name !== undefined && { name: check.name }) })
        }
        pointer={`${pointer}/type`}
      />
      <TextField
        label="Name, if wanted"
        value={check.name ?? ''}
        onChange={(text) => {
          const { name: _before, ...rest } = check;
          onChange(text === '' ? rest : { ...rest, name: text });
        }}
        check={() => problemAt('/name')}
        pointer={`${pointer}/name`}
      />
      <div className={styles.wide}>
        <OwnFields {...props} />
      </div>
    </>
  );
}

function newCheck(type: HealthCheck['type']): HealthCheck {
  if (type === 'Prometheus') return { type, endpoint: '', query: '', successCondition: '' };
  return type === 'Http' ? { type, url: '' } : { type };
}

function OwnFields({ check, ...rest }: CheckFieldsProps) {
  const { onChange, pointer } = rest;
  switch (check.type) {
    case 'Metrics':
      return <RulesField check={check} {...rest} />;
    case 'Alerts':
      return (
        <ChoiceField
          label="Severities that count"
          value={check.maximumSeverity ?? 'Sev4'}
          choices={SEVERITIES}
          onChange={(severity) => onChange({ ...check, maximumSeverity: severity })}
          pointer={`${pointer}/maximumSeverity`}
        />
      );
    case 'Prometheus':
      return <PrometheusFields check={check} {...rest} />;
    case 'Http':
      return <HttpFields check={check} {...rest} />;
    case 'Clusters':
    case 'ResourceHealth':
      return null;
  }
}

function PrometheusFields({ check, onChange, problemAt, pointer }: CheckFieldsProps<CheckOf<'Prometheus'>>) {
  const { successCondition = '', failureCondition = '', ...rest } = check;
  const set = (success: string, failure: string) =>
    onChange({
      ...rest,
      ...(success !== '' && { successCondition: success }),
      ...(failure !== '' && { failureCondition: failure }),
    });
  return (
    <>
      <TextField
        label="Query endpoint"
        required
        hint="Of an Azure Monitor workspace, on its page Overview"
        placeholder="https://….prometheus.monitor.azure.com"
        value={check.endpoint}
        onChange={(endpoint) => onChange({ ...check, endpoint })}
        check={() => problemAt('/endpoint')}
        pointer={`${pointer}/endpoint`}
      />
      <TextField
        label="Query"
        required
        hint="PromQL; $clusters stands for the names of the clusters, joined by |"
        value={check.query}
        onChange={(query) => onChange({ ...check, query })}
        check={() => problemAt('/query')}
        pointer={`${pointer}/query`}
      />
      <TextField
        label="Healthy when every series is"
        placeholder="< 0.01"
        value={successCondition}
        onChange={(text) => set(text, failureCondition)}
        check={() => problemAt('/successCondition')}
        pointer={`${pointer}/successCondition`}
      />
      <TextField
        label="Failed when any series is"
        placeholder=">= 0.05"
        value={failureCondition}
        onChange={(text) => set(successCondition, text)}
        check={() => problemAt('/failureCondition')}
        pointer={`${pointer}/failureCondition`}
      />
    </>
  );
}

function HttpFields({ check, onChange, problemAt, pointer }: CheckFieldsProps<CheckOf<'Http'>>) {
  return (
    <>
      <TextField
        label="URL"
        required
        hint="https; its host must be in the setting HEALTH_CHECK_HOSTS"
        value={check.url}
        onChange={(url) => onChange({ ...check, url: url.trim() })}
        check={() => problemAt('/url')}
        pointer={`${pointer}/url`}
      />
      <NumberField
        label="Expected status"
        value={check.expectedStatus ?? LEAST_STATUS}
        least={LEAST_STATUS}
        most={MOST_STATUS}
        onChange={(status) => onChange({ ...check, expectedStatus: status })}
        pointer={`${pointer}/expectedStatus`}
      />
    </>
  );
}
