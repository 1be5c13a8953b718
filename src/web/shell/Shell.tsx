import { Button, Caption1, makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { meQuery } from '../api/roles.ts';
import { DarkThemeRegular, NavigationRegular, PersonRegular } from '../icons.ts';
import { FreezeBanner } from '../freezes/FreezeBanner.tsx';
import { focusContent } from '../parts/focusBack.ts';
import { usePlace, type Place } from '../routing/location.ts';
import { routeOf } from '../routing/routes.ts';
import { AwayBar } from './AwayBar.tsx';
import { LocalClock } from './LocalClock.tsx';
import { Navigation } from './Navigation.tsx';
import { Page } from './Page.tsx';

const useStyles = makeStyles({
  top: {
    '@media print': { display: 'none' },
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    height: '44px',
    paddingInline: tokens.spacingHorizontalM,
    position: 'sticky',
    top: 0,
    zIndex: 10,
    backgroundColor: tokens.colorBrandBackgroundStatic,
    color: '#fff',
  },
  brand: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase400, marginInlineEnd: 'auto' },
  onBrand: { color: '#fff', ':hover': { color: '#fff', backgroundColor: tokens.colorBrandBackgroundHover } },
  user: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    '@media (max-width: 640px)': { display: 'none' },
  },
  menu: { display: 'none', '@media (max-width: 800px)': { display: 'inline-flex' } },
  body: { display: 'flex', alignItems: 'stretch', minHeight: 'calc(100dvh - 44px)' },
  navigation: {
    flex: '0 0 244px',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    paddingBlock: tokens.spacingVerticalM,
    '@media (max-width: 800px)': { display: 'none' },
    '@media print': { display: 'none' },
  },
  opened: {
    '@media (max-width: 800px)': {
      display: 'block',
      position: 'fixed',
      top: '44px',
      bottom: 0,
      insetInlineStart: 0,
      width: '240px',
      zIndex: 9,
      boxShadow: tokens.shadow28,
    },
  },
  main: {
    outline: 'none',
    flex: '1 1 auto',
    minWidth: 0,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 800px)': { padding: tokens.spacingHorizontalM },
  },
  skip: {
    position: 'absolute',
    insetInlineStart: '-999px',
    top: '6px',
    zIndex: 11,
    ':focus': {
      insetInlineStart: '6px',
      padding: '6px 12px',
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorNeutralBackground1,
    },
  },
});

/** The frame around every page. */
export function Shell({ isDark, onToggleTheme }: { isDark: boolean; onToggleTheme: () => void }) {
  const styles = useStyles();
  const place = usePlace();
  const { path } = place;
  // A step to elsewhere closes the menu for good, also one that leads back here.
  const [openedAt, setOpenedAt] = useState<Place>();
  const { page } = routeOf(path);
  const shown = useRef(page);
  // What led to another page may be gone with the page before, and the keyboard with it.
  useEffect(() => {
    if (shown.current !== page) focusContent();
    shown.current = page;
  }, [page]);
  const isOpen = openedAt === place;
  const { data: me } = useQuery(meQuery);
  const themeName = isDark ? 'Light theme' : 'Dark theme';
  return (
    <>
      <a href="#content" className={styles.skip}>
        Skip to the content
      </a>
      <header className={styles.top}>
        <Button
          appearance={'transparent'}
          icon={<NavigationRegular />}
          aria-label={'Menu'}
          aria-expanded={isOpen}
          className={mergeClasses(styles.onBrand, styles.menu)}
          onClick={() => setOpenedAt(isOpen ? undefined : place)}
        />
        <span className={styles.brand}>Fleet Updates</span>
        <span className={styles.user}>
          <LocalClock />
        </span>
        {me && me.user !== 'anonymous' && (
          <span className={styles.user}>
            <PersonRegular /> <Caption1>{me.user}</Caption1>
          </span>
        )}
        <Tooltip content={themeName} relationship="label">
          <Button
            appearance={'transparent'}
            icon={<DarkThemeRegular />}
            className={styles.onBrand}
            onClick={onToggleTheme}
          />
        </Tooltip>
      </header>
      <AwayBar />
      <FreezeBanner />
      <div className={styles.body}>
        <div className={mergeClasses(styles.navigation, isOpen && styles.opened)}>
          <Navigation current={page} />
        </div>
        <main id="content" className={styles.main} tabIndex={-1}>
          <Page route={routeOf(path)} />
        </main>
      </div>
    </>
  );
}
