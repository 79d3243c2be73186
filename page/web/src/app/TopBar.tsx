import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, RadioButtonGroup, useStyles2, useTheme2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import { LANGUAGES, type Language } from '../texts/language';
import { useLanguage, useTexts } from '../texts/LanguageContext';
import { navigate, useLocation } from './location';
import { type Mode, rememberMode } from './preferences';

interface Props {
  /** Where the reader is, below all boards. */
  trail: ReactNode;
  /** The address of what is shown, in another language. */
  addressIn: (language: Language) => string;
  /** What stays in sight below the bar. */
  children?: ReactNode;
}

/** Says where the reader is, and switches language and colours. */
export function TopBar({ trail, addressIn, children }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const texts = useTexts();
  const language = useLanguage();
  const { pathname, search } = useLocation();

  const setMode = (mode: Mode) => {
    rememberMode(mode);
    const query = new URLSearchParams(search);
    query.set('theme', mode);
    navigate(`${pathname}?${query}`, 'replace');
  };

  return (
    <header className={styles.header}>
      <a className={styles.skip} href="#board">
        {texts.skipToBoard}
      </a>
      <div className={styles.bar}>
        <nav className={styles.trail} aria-label={texts.boards}>
          <a className={styles.home} href={`/?lang=${language}`}>
            <Icon name="apps" /> crm-pulse
          </a>
          {trail}
        </nav>
        <RadioButtonGroup
          size="sm"
          aria-label={texts.language}
          value={language}
          options={LANGUAGES.map((each) => ({ value: each.language, label: each.name }))}
          onChange={(chosen) => navigate(addressIn(chosen))}
        />
        <RadioButtonGroup<Mode>
          size="sm"
          aria-label={texts.theme}
          value={theme.isDark ? 'dark' : 'light'}
          options={[
            { value: 'dark', label: texts.dark },
            { value: 'light', label: texts.light },
          ]}
          onChange={setMode}
        />
      </div>
      {children}
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(0.75, 2),
  }),
  trail: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    flexGrow: 1,
    minWidth: 0,
    color: theme.colors.text.secondary,
    h1: { fontSize: theme.typography.h5.fontSize, fontWeight: theme.typography.fontWeightMedium, margin: 0, color: theme.colors.text.primary },
  }),
  home: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.primary,
    '&:hover': { textDecoration: 'underline' },
  }),
  skip: css({
    position: 'absolute',
    left: -9999,
    '&:focus': { left: theme.spacing(2), top: theme.spacing(1), zIndex: 1, padding: theme.spacing(0.5, 1), background: theme.colors.background.secondary },
  }),
});
