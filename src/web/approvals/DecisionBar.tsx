import { Button, Field, makeStyles, mergeClasses, Text, Textarea, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { decideOnGate, type Decision } from '../api/gateQueries.ts';
import { meQuery } from '../api/roles.ts';
import type { Run, RunGate } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { useUnsaved } from '../routing/leaving.ts';
import { standingOf, type Standing } from './standing.ts';

const useStyles = makeStyles({
  // However long what stands above is, it is in reach.
  bar: {
    position: 'sticky',
    bottom: 0,
    zIndex: 2,
    display: 'grid',
    gap: tokens.spacingVerticalS,
    marginTop: tokens.spacingVerticalM,
    boxShadow: tokens.shadow16,
    borderTop: `3px solid ${tokens.colorNeutralStroke1}`,
    '@media print': { position: 'static', boxShadow: 'none' },
    '@media (max-width: 640px)': {
      padding: tokens.spacingHorizontalM,
      borderBottomLeftRadius: 0,
      borderBottomRightRadius: 0,
    },
  },
  asks: { borderTopColor: tokens.colorBrandStroke1 },
  went: { borderTopColor: tokens.colorStatusSuccessBorderActive },
  failed: { borderTopColor: tokens.colorStatusDangerBorderActive },
  buttons: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    '& > button': { minHeight: '44px' },
    '@media (max-width: 640px)': { '& > button': { flex: '1 1 0' } },
  },
});

interface DecisionBarProps {
  readonly gate: RunGate;
  readonly run: Run | undefined;
}

/** Where a viewer decides, and where they are told why they do not, or what followed; always in reach. */
export function DecisionBar({ gate, run }: DecisionBarProps) {
  const styles = useStyles();
  const cards = useCards();
  const { data: me } = useQuery(meQuery);
  const deciding = useDeciding(gate);
  const standing = standingOf(gate, me?.user, run);
  const { kind } = standing;
  return (
    <section
      aria-label="Decision"
      className={mergeClasses(
        cards.card,
        styles.bar,
        kind === 'asks' && styles.asks,
        kind === 'went' && styles.went,
        kind === 'failed' && styles.failed,
      )}
    >
      <Told standing={standing} gate={gate} />
      {me?.user === 'anonymous' && kind === 'asks' && (
        <Text size={200} className={cards.quiet}>
          Authentication is off: nobody can be told from anybody else, and each call counts as another
          person’s.
        </Text>
      )}
      {deciding.error && kind !== 'given' && <Trouble error={deciding.error} />}
      {kind === 'asks' && <DecisionForm gate={gate} deciding={deciding} />}
    </section>
  );
}

function Told({ standing: { title, text }, gate }: { standing: Standing; gate: RunGate }) {
  return (
    <div role="status">
      <Text weight="semibold">{title}.</Text> <Text>{text}</Text>{' '}
      {gate.state !== 'Pending' && <Link to={addressOf.run(gate.run)}>Run {gate.run}</Link>}
    </div>
  );
}

function useDeciding(gate: RunGate) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: Decision) => decideOnGate(gate, decision),
    // Also when it was refused: somebody else was faster, and the page says what is now.
    onSettled: () => client.invalidateQueries({ queryKey: ['gates'] }),
  });
}

function DecisionForm({ gate, deciding }: { gate: RunGate; deciding: ReturnType<typeof useDeciding> }) {
  const styles = useStyles();
  const [comment, setComment] = useState('');
  const [rejecting, setRejecting] = useState(false);
  const saved = useUnsaved(comment !== '');
  const decide = async (verb: Decision['verb']) => {
    await deciding.mutateAsync({ verb, comment });
    saved();
  };
  return (
    <>
      <Field label="Comment">
        <Textarea
          rows={1}
          resize="vertical"
          maxLength={1_000}
          placeholder="Why, for everybody to read"
          value={comment}
          onChange={(_event, { value }) => setComment(value)}
        />
      </Field>
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          size="large"
          disabledFocusable={deciding.isPending}
          onClick={() => void decide('approve').catch(() => undefined)}
        >
          Approve
        </Button>
        <Button size="large" disabledFocusable={deciding.isPending} onClick={() => setRejecting(true)}>
          Reject …
        </Button>
      </div>
      {rejecting && (
        <Confirm
          title={`Reject ${gate.name}`}
          action="Reject"
          onConfirm={() => decide('reject')}
          onClose={() => setRejecting(false)}
        >
          <Text>
            It has failed then, and with it stage {gate.stage} and run {gate.run}, whatever failures of
            members are tolerated. Members that are being updated finish. A start of the run asks again.
          </Text>
          <Text>{comment.trim() === '' ? 'You give no comment.' : `Your comment: ${comment.trim()}`}</Text>
        </Confirm>
      )}
    </>
  );
}
