import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import markdown from '../../../docs/errors.md?raw';
import { useCards } from '../parts/cards.ts';
import { PageHead } from '../parts/PageHead.tsx';
import { errorSections } from './errorCatalogue.ts';

const useStyles = makeStyles({
  list: { margin: 0, display: 'grid', gap: '10px' },
  entry: {
    padding: '8px 12px',
    scrollMarginTop: '60px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    ':target': { outline: `2px solid ${tokens.colorBrandStroke1}` },
  },
});

const SECTIONS = errorSections(markdown);

/** What each error means and what to do: where the `type` of a problem document and a run's errors lead. */
export function ErrorsPage() {
  const styles = useStyles();
  const cards = useCards();
  useEffect(() => {
    const code = location.hash.slice(1);
    if (code !== '') document.getElementById(code)?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <div className={cards.stack}>
      <PageHead
        title="Errors"
        under="An error that is not here is AKS's or Fleet Manager's own: its message says what is wrong, and with the operation id Azure's support finds it."
      />
      {SECTIONS.map(({ title, entries }) => (
        <section key={title} className={cards.stack}>
          <Subtitle2 as="h2">{title}</Subtitle2>
          <div className={styles.list}>
            {entries.map(({ code, when, todo }) => (
              <article key={code} id={code} className={styles.entry}>
                <Text weight="semibold" block>
                  {code}
                </Text>
                <Text block>{when}.</Text>
                <Text block className={cards.quiet}>
                  What to do: {todo}
                </Text>
              </article>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
