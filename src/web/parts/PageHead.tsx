import {
  Breadcrumb,
  BreadcrumbDivider,
  BreadcrumbItem,
  makeStyles,
  Title2,
  tokens,
} from '@fluentui/react-components';
import { useEffect, type ReactNode } from 'react';
import { Link } from '../routing/Link.tsx';

const useStyles = makeStyles({
  head: { display: 'grid', gap: tokens.spacingVerticalXS, marginBottom: tokens.spacingVerticalL },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { overflowWrap: 'anywhere' },
  commands: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginInlineStart: 'auto',
    '@media (max-width: 640px)': { marginInlineStart: 0, width: '100%' },
    '@media print': { display: 'none' },
  },
  under: { color: tokens.colorNeutralForeground2 },
});

export interface PageHeadProps {
  readonly title: string;
  readonly parent?: { readonly text: string; readonly to: string };
  /** Beside the title, such as a state. */
  readonly badge?: ReactNode;
  readonly under?: ReactNode;
  /** What can be done with what the page shows. */
  readonly children?: ReactNode;
}

export function PageHead({ title, parent, badge, under, children }: PageHeadProps) {
  const styles = useStyles();
  useEffect(() => {
    document.title = `${title} – Fleet Updates`;
  }, [title]);
  return (
    <div className={styles.head}>
      {parent && (
        <Breadcrumb size="small">
          <BreadcrumbItem>
            <Link to={parent.to}>{parent.text}</Link>
          </BreadcrumbItem>
          <BreadcrumbDivider />
          <BreadcrumbItem>{title}</BreadcrumbItem>
        </Breadcrumb>
      )}
      <div className={styles.line}>
        <Title2 as="h1" className={styles.title}>
          {title}
        </Title2>
        {badge}
        {children !== undefined && <div className={styles.commands}>{children}</div>}
      </div>
      {under !== undefined && <div className={styles.under}>{under}</div>}
    </div>
  );
}
