import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { type ReactNode, useMemo } from 'react';
import type { Loaded } from '../api/useLoaded';
import { fieldConfigOf, withFieldConfig } from '../data/fieldConfig';
import { PANELS } from '../panels';
import { useLanguage, useTexts } from '../texts/LanguageContext';
import { useBoard } from './BoardContext';
import type { Panel } from './dashboard';
import { ErrorBoundary } from './ErrorBoundary';

interface Props {
  panel: Panel;
  data: Loaded<DataFrame[]>;
  width: number;
  height: number;
}

/** What a panel shows: its figures, or why there are none. */
export function PanelBody({ panel, data, width, height }: Props) {
  const texts = useTexts();
  const theme = useTheme2();
  const language = useLanguage();
  const { range, timeZone, replaceVariables } = useBoard();
  const fieldConfig = useMemo(() => fieldConfigOf(panel), [panel]);
  const frames = useMemo(
    () => data.data && withFieldConfig(data.data, panel, fieldConfig, { language, theme, timeZone }, replaceVariables),
    [data.data, panel, fieldConfig, language, theme, timeZone, replaceVariables],
  );
  const Visual = PANELS[panel.type];
  if (!Visual) {
    return <Notice kind="failed" text={texts.unknownPanel(panel.type)} />;
  }
  if (data.error) {
    return (
      <Notice kind="failed" text={texts.panelFailed} detail={data.error.message}>
        <Button size="sm" variant="secondary" icon="sync" onClick={data.retry}>
          {texts.retry}
        </Button>
      </Notice>
    );
  }
  if (!frames) {
    return <Notice kind="loading" text={texts.loading} />;
  }
  if (frames.length > 0 && frames.every((frame) => frame.length === 0)) {
    return <Notice kind="empty" text={texts.noData} detail={height > 90 ? texts.noDataHint : undefined} />;
  }
  return (
    <ErrorBoundary key={data.data!.length} fallback={(error) => <Notice kind="failed" text={texts.panelFailed} detail={error.message} />}>
      <Visual options={panel.options ?? {}} title={panel.title ?? ''} frames={frames} fieldConfig={fieldConfig} width={width} height={height} range={range} timeZone={timeZone} />
    </ErrorBoundary>
  );
}

interface NoticeProps {
  kind: 'loading' | 'empty' | 'failed';
  text: string;
  detail?: string | undefined;
  children?: ReactNode;
}

function Notice({ kind, text, detail, children }: NoticeProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.notice} role={kind === 'failed' ? 'alert' : 'status'} data-notice={kind}>
      <strong className={styles.text}>
        {kind === 'failed' && <Icon name="exclamation-triangle" />} {text}
      </strong>
      {detail && <span className={styles.detail}>{detail}</span>}
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({
    height: '100%',
    overflow: 'auto',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'safe center',
    gap: theme.spacing(0.5),
    textAlign: 'center',
    color: theme.colors.text.secondary,
  }),
  text: css({ fontWeight: theme.typography.fontWeightMedium }),
  detail: css({ fontSize: theme.typography.bodySmall.fontSize, overflowWrap: 'anywhere' }),
});
