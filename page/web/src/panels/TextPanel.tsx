import { css } from '@emotion/css';
import { renderTextPanelMarkdown } from '@grafana/data';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import { useMemo } from 'react';
import { useBoard } from '../board/BoardContext';
import type { PanelProps } from './panel';

/** Markdown, cleaned of what could run. */
export function TextPanel({ options, height }: PanelProps) {
  const { replaceVariables } = useBoard();
  const { content } = options as Options;
  const html = useMemo(() => ({ __html: renderTextPanelMarkdown(replaceVariables(content)) }), [content, replaceVariables]);
  return <div className={`markdown-html ${style}`} style={{ height }} dangerouslySetInnerHTML={html} />;
}

const style = css({ overflow: 'auto', '& > :last-child': { marginBottom: 0 } });
