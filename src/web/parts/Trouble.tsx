import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { use } from 'react';
import { ApiProblem, AwayError, type FieldError } from '../api/problem.ts';
import { FormTroubleContext, homeless, placeWithin } from '../forms/formTrouble.ts';
import { Nothing } from './Nothing.tsx';

const useStyles = makeStyles({ list: { margin: 0, paddingInlineStart: '20px' } });

/** What went wrong, in the API's own words, with the fields it names. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const form = use(FormTroubleContext);
  if (error instanceof ApiProblem && error.status === 401) return <SignIn />;
  if (error instanceof ApiProblem && error.errors.length > 0) {
    return <FieldErrors errors={form.refusals === error.errors ? homeless(form) : error.errors} />;
  }
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>{titleOf(error)}</MessageBarTitle>
        <span>{error instanceof Error ? error.message : String(error)}</span>
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button onClick={onRetry}>Try again</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

/** What the app said of fields. Those in sight say it themselves; here is what has no field. */
function FieldErrors({ errors }: { errors: readonly FieldError[] }) {
  const styles = useStyles();
  return (
    <MessageBar intent="error" layout="multiline" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>The request is not valid.</MessageBarTitle>
        {errors.length === 0 ? (
          'See the fields that are marked.'
        ) : (
          <ul className={styles.list}>
            {errors.map(({ pointer, detail }) => (
              <li key={`${pointer} ${detail}`}>
                {placeWithin(pointer)}
                {detail}
              </li>
            ))}
          </ul>
        )}
      </MessageBarBody>
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
