import { Field, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useCards } from '../parts/cards.ts';
import { Loading } from '../parts/Loading.tsx';
import { bodySchemaQuery, checkedJson, type Path } from './bodySchema.ts';
import { helpOf } from './schemaHelp.ts';

const useStyles = makeStyles({
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: '16px',
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  text: { fontFamily: tokens.fontFamilyMonospace, height: '420px', maxHeight: 'none' },
  help: { overflow: 'auto', maxHeight: '460px', fontSize: tokens.fontSizeBase200, lineHeight: '20px' },
  line: { overflowWrap: 'anywhere' },
  problems: { margin: 0, paddingInlineStart: '18px', color: tokens.colorStatusDangerForeground1 },
});

export interface JsonEditorProps {
  readonly path: Path;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** JSON beside what the schema says of it; checked as it is typed. */
export function JsonEditor({ path, text, onChange }: JsonEditorProps) {
  const styles = useStyles();
  const cards = useCards();
  const { data: schema } = useQuery(bodySchemaQuery(path));
  if (!schema) return <Loading what="schema" />;
  const checked = checkedJson(text, schema);
  return (
    <div className={styles.sides}>
      <div className={cards.stack}>
        <Field label="JSON">
          <Textarea
            value={text}
            resize={'vertical'}
            spellCheck={false}
            textarea={{ className: styles.text }}
            onChange={(_event, { value }) => onChange(value)}
          />
        </Field>
        {'problems' in checked && (
          <ul className={styles.problems} aria-label="What is wrong with the JSON">
            {checked.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
      </div>
      <section className={styles.help} tabIndex={0} aria-label="What it may have">
        <Text weight="semibold">What it may have</Text>
        {helpOf(schema).map(({ path: property, depth, type, required, note }) => (
          <div
            key={`${property} ${type}`}
            className={styles.line}
            style={{ paddingInlineStart: `${depth * 12}px` }}
          >
            <code>{property.split('.').at(-1)}</code>
            {required && <strong title="required"> *</strong>}{' '}
            <span className={cards.quiet}>
              {type}
              {note !== undefined && ` (${note})`}
            </span>
          </div>
        ))}
      </section>
    </div>
  );
}
