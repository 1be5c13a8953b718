import { Checkbox } from '@fluentui/react-components';
import { CheckedField } from '../forms/CheckedField.tsx';
import { ControlGroup } from '../forms/ControlGroup.tsx';
import type { CheckFieldsProps } from './checkFieldsProps.ts';
import type { CheckOf } from './checkProblems.ts';

const RULES = [
  ['NodesReady', 'Nodes ready'],
  ['PodsReady', 'Pods ready'],
  ['ApiServerLoad', 'Load of the API server'],
  ['EtcdSize', 'Size of etcd'],
  ['PodsScheduled', 'Pods find a node'],
] as const;
const ALL = RULES.map(([rule]) => rule);

/** Which rules of the profile hold; all of them need not be said. */
export function RulesField({ check, onChange, problemAt, pointer }: CheckFieldsProps<CheckOf<'Metrics'>>) {
  const { rules = ALL, ...rest } = check;
  const toggle = (rule: (typeof ALL)[number]) => {
    const next = ALL.filter((each) => (each === rule) !== rules.includes(each));
    onChange(next.length === ALL.length ? rest : { ...rest, rules: next });
  };
  return (
    <CheckedField label="Rules" problem={problemAt('/rules')} pointer={`${pointer}/rules`}>
      <ControlGroup style={{ display: 'flex', flexWrap: 'wrap' }}>
        {RULES.map(([rule, text]) => (
          <Checkbox key={rule} label={text} checked={rules.includes(rule)} onChange={() => toggle(rule)} />
        ))}
      </ControlGroup>
    </CheckedField>
  );
}
