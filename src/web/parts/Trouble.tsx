import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { ApiProblem, AwayError } from '../api/problem.ts';
import { Nothing } from './Nothing.tsx';

const useStyles = makeStyles({ list: { margin: 0, paddingInlineStart: '20px' } });

/** What went wrong, in the API's own words, with the fields it names. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const styles = useStyles();
  if (error instanceof ApiProblem && error.status === 401) return <SignIn />;
  const fields = error instanceof ApiProblem ? error.errors : [];
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>{titleOf(error)}</MessageBarTitle>
        {fields.length > 0 ? (
          <ul className={styles.list}>
            {fields.map(({ pointer, detail }) => (
              <li key={`${pointer} ${detail}`}>
                <code>{pointer === '' ? 'The whole' : pointer}</code> {detail}
              </li>
            ))}
          </ul>
        ) : (
          <span>{error instanceof Error ? error.message : String(error)}</span>
        )}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button onClick={onRetry}>Try again</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

function titleOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.status === 403 ? 'You may not see or do this.' : error.title;
  return error instanceof AwayError ? 'No answer' : 'Something went wrong';
}

function SignIn() {
  const back = encodeURIComponent(location.pathname + location.search);
  return (
    <Nothing title="Sign in to go on">
      <Button as="a" appearance="primary" href={`/.auth/login/aad?post_login_redirect_uri=${back}`}>
        Sign in
      </Button>
    </Nothing>
  );
}
