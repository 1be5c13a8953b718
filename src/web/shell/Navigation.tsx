import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import {
  AlertRegular,
  DocumentRegular,
  FlashRegular,
  FlowRegular,
  GavelRegular,
  HourglassRegular,
  LayerRegular,
  PersonRegular,
  ServerRegular,
  WeatherSnowflakeRegular,
} from '../icons.ts';
import { ApprovalsCount } from '../approvals/ApprovalsCount.tsx';
import { followInPage } from '../routing/Link.tsx';
import { addressOf, type Route } from '../routing/routes.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: '0 8px', display: 'grid', gap: '2px' },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '8px 12px',
    borderRadius: tokens.borderRadiusMedium,
    textDecorationLine: 'none',
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground1,
    borderLeft: '3px solid transparent',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '& svg': { fontSize: '20px' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
  },
});

interface Area {
  readonly text: string;
  readonly to: string;
  readonly icon: ReactElement;
  /** How much there is to do in it. */
  readonly count?: ReactElement;
  readonly pages: readonly Route['page'][];
}

const AREAS: readonly Area[] = [
  { text: 'Members', to: addressOf.members(), icon: <ServerRegular />, pages: ['members'] },
  {
    text: 'Behind',
    to: addressOf.behind(),
    icon: <HourglassRegular />,
    pages: ['behind', 'deniedVersions', 'deniedVersion'],
  },
  {
    text: 'Multi-cluster update',
    to: addressOf.runs(),
    icon: <FlowRegular />,
    pages: ['runs', 'run', 'createRun'],
  },
  {
    text: 'Approvals',
    to: addressOf.approvals(),
    icon: <GavelRegular />,
    count: <ApprovalsCount />,
    pages: ['approvals', 'gate'],
  },
  {
    text: 'Strategies',
    to: addressOf.strategies(),
    icon: <LayerRegular />,
    pages: ['strategies', 'strategy'],
  },
  {
    text: 'Freezes',
    to: addressOf.freezes(),
    icon: <WeatherSnowflakeRegular />,
    pages: ['freezes', 'freeze'],
  },
  { text: 'Triggers', to: addressOf.triggers(), icon: <FlashRegular />, pages: ['triggers', 'trigger'] },
  {
    text: 'Notifications',
    to: addressOf.notifications(),
    icon: <AlertRegular />,
    pages: ['notifications', 'notification'],
  },
  { text: 'Access', to: addressOf.access(), icon: <PersonRegular />, pages: ['access', 'grant'] },
  { text: 'Audit', to: addressOf.audit(), icon: <DocumentRegular />, pages: ['audit'] },
];

export function Navigation({ current }: { current: Route['page'] }) {
  const styles = useStyles();
  return (
    <nav aria-label="Areas">
      <ul className={styles.list}>
        {AREAS.map(({ text, to, icon, count, pages }) => {
          const isCurrent = pages.includes(current);
          return (
            <li key={to}>
              <a
                href={to}
                aria-current={isCurrent ? 'page' : undefined}
                className={mergeClasses(styles.item, isCurrent && styles.current)}
                onClick={followInPage(to)}
              >
                {icon}
                {text}
                {count}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
