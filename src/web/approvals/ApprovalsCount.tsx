import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { pendingGatesQuery } from '../api/gateQueries.ts';
import { meQuery } from '../api/roles.ts';
import { forViewer } from './pendingGates.ts';

const useStyles = makeStyles({
  count: {
    marginInlineStart: 'auto',
    minWidth: '20px',
    padding: '0 6px',
    boxSizing: 'border-box',
    textAlign: 'center',
    lineHeight: '20px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    borderRadius: tokens.borderRadiusCircular,
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
  },
});

/** How many gates wait for the viewer to decide; nothing for none. */
export function ApprovalsCount() {
  const styles = useStyles();
  const { data: me } = useQuery(meQuery);
  // Who has not signed in would be told so over and over.
  const { data } = useQuery({ ...pendingGatesQuery, enabled: me !== undefined });
  const count = forViewer(data?.gates ?? []).length;
  if (count === 0) return null;
  return (
    <span className={styles.count} title="Gates for you to decide on">
      {data?.more === true ? `${count}+` : count}
    </span>
  );
}
